using System.Globalization;
using System.Text.Json;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Sealing;
using Marketplace.Crediting.Signing;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Certificates;

/// <summary>
/// Issues the certificate of an entry (计量凭证) when it is asked for the first time, and tells the same one ever after. For who took part
/// in the sale, and for officials, auditors and operators who may read the entry.
/// </summary>
public sealed class IssueCertificate(CreditingDb db, Caller caller, BlockTree tree, ISigner signer, ReadAccess access)
{
    /// <summary>The certificate of an entry.</summary>
    /// <exception cref="NotFoundException">There is no such entry that the caller may read.</exception>
    /// <exception cref="RuleBrokenException">The entry is not sealed and signed yet; a few seconds later it is.</exception>
    public async Task<CreditCertificate> OfAsync(Guid entryId, CancellationToken ct)
    {
        var (entry, line) = await FindAsync(entryId, ct);
        access.Of(entryId, [line.UnitId, line.SupplierId, .. line.FacilitatorId is { } id ? (Guid[])[id] : []]);
        return await StoredAsync(entryId, ct) ?? await IssueAsync(entry, line, ct);
    }

    async Task<(CreditEntry Entry, SaleLine Line)> FindAsync(Guid entryId, CancellationToken ct)
    {
        var isParty = caller.Org is not null;
        var entries = isParty ? db.CreditEntries.IgnoreQueryFilters() : db.CreditEntries;
        var entry = await entries.AsNoTracking().SingleOrDefaultAsync(known => known.EntryId == entryId, ct) ?? throw NoSuchEntry();
        var line = await db.SaleLines.AsNoTracking().IgnoreQueryFilters().SingleAsync(
            known => known.LineId == entry.LineId && known.AcceptanceNo == entry.AcceptanceNo && known.ShareNo == entry.ShareNo, ct);
        return !isParty || await IsOwnAsync(entry, line, ct) ? (entry, line) : throw NoSuchEntry();
    }

    /// <summary>The caller took part in the sale, by the same roles by which own figures are summed up.</summary>
    async Task<bool> IsOwnAsync(CreditEntry entry, SaleLine line, CancellationToken ct)
    {
        var own = await OwnParties.OfAsync(db, caller, unitId: null, ct);
        return PartyMonth.PartiesOf(entry.Mode, line.UnitId, line.SupplierId, line.FacilitatorId)
            .Any(party => own.Has(party.Role, party.Id));
    }

    async Task<CreditCertificate?> StoredAsync(Guid entryId, CancellationToken ct)
    {
        var content = await db.Certificates.AsNoTracking().Where(issued => issued.EntryId == entryId)
            .Select(issued => issued.Content).SingleOrDefaultAsync(ct);
        return content is null ? null : JsonSerializer.Deserialize<CreditCertificate>(content, JsonSerializerOptions.Web);
    }

    async Task<CreditCertificate> IssueAsync(CreditEntry entry, SaleLine line, CancellationToken ct)
    {
        // The head of the block itself, so that the proof is the same whenever it is made.
        var proof = await EntryProofs.OfAsync(db, tree, entry, block => block.BlockNo, ct);
        var names = (await HolderNames.ReadAsync(db, [entry], ct)).Of(entry);
        var unsigned = new CreditCertificate
        {
            Number = string.Create(CultureInfo.InvariantCulture, $"{entry.PostingPeriod}-{entry.EntryNo:000000}"),
            Sale = Of(line),
            Entry = Of(entry, names),
            Proof = proof,
            KeyId = signer.KeyId,
            Signature = "",
        };
        var signed = unsigned with { Signature = await signer.SignAsync(unsigned.SignedText(), ct) };
        var content = JsonSerializer.Serialize(signed, JsonSerializerOptions.Web);

        // Of two that ask at once the first one's stays.
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO certificates (entry_id, content) VALUES ({entry.EntryId}, {content}) ON CONFLICT (entry_id) DO NOTHING", ct);
        return (await StoredAsync(entry.EntryId, ct))!;
    }

    static CertifiedSale Of(SaleLine line) => new()
    {
        LineId = line.LineId,
        AcceptanceNo = line.AcceptanceNo,
        ShareNo = line.ShareNo,
        PurchaseNumber = line.PurchaseNumber,
        UnitId = line.UnitId,
        UnitName = line.UnitName,
        SupplierId = line.SupplierId,
        SupplierName = line.SupplierName,
        FacilitatorName = line.FacilitatorName,
        ProductName = line.ProductName,
        TradeUnit = line.TradeUnit,
        OriginName = line.OriginName,
        Accepted = line.Accepted,
        AmountFen = line.AmountFen,
    };

    static CertifiedEntry Of(CreditEntry entry, (string East, string West) names) => new()
    {
        EntryId = entry.EntryId,
        EntryNo = entry.EntryNo,
        EntryType = $"{entry.EntryType}",
        ReversesEntryId = entry.ReversesEntryId,
        Scheme = $"{entry.Scheme}",
        Tier = $"{entry.Tier}",
        HolderId = entry.HolderId,
        HolderVersion = entry.HolderVersion,
        EastName = names.East,
        WestName = names.West,
        Mode = $"{entry.Mode}",
        AmountFen = entry.AmountFen,
        SubsidisedFen = entry.SubsidisedFen,
        Quantity = entry.Quantity,
        RecognitionDate = entry.RecognitionDate,
        EventDate = entry.EventDate,
        PostingPeriod = entry.PostingPeriod,
        Reason = $"{entry.Reason}",
        Rule = entry.Reason.Rule,
        Words = entry.Reason.Words,
        RuleSetVersion = entry.RuleSetVersion,
        PostedAt = entry.PostedAt,
    };

    static NotFoundException NoSuchEntry() => new(
        "entry_not_found", "没有这条计量分录，或它与您无关。", "There is no such entry, or it is none of yours.");
}

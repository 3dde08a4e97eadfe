using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Evidence;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Returns;

/// <summary>
/// ← GoodsReturned → CreditAdjusted. Takes credit back where it stands, or adds what a price rose by, also at pairings that have ended,
/// in the month of the return if that is open (CR-15, CR-16). A replacement of the same value changes nothing.
/// </summary>
public sealed class PostReturns : IApplyEvent<GoodsReturned>
{
    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<GoodsReturned> happened, CancellationToken ct)
    {
        var data = ledger.Db;
        Guid[] returnIds = [.. happened.Select(message => message.ReturnId)];
        var recorded = await data.Returns.Where(returnRecord => returnIds.Contains(returnRecord.ReturnId))
            .Select(returnRecord => returnRecord.ReturnId).ToHashSetAsync(ct);
        Guid[] lineIds = [.. happened.Select(message => message.LineId).Distinct()];
        var lines = await data.SaleLines.Where(line => lineIds.Contains(line.LineId)).OrderBy(line => line.ShareNo).ToListAsync(ct);
        var sales = lines.ToLookup(line => (line.LineId, line.AcceptanceNo));
        foreach (var message in happened.Where(message => !sales.Contains((message.LineId, message.AcceptanceNo))))
        {
            throw new MissingReferenceException(
                message, $"Line {message.LineId}, acceptance {message.AcceptanceNo}, is not in the ledger.");
        }

        var posted = await data.PostedAsync(lines, ct);
        var checks = await HoldChecks.ReadAsync(ledger, lines, ct);
        var registry = (await ledger.RegistryAsync(ct)).Registry;
        var papers = await VerifySales.EvidenceAsync(data, lines.Select(line => line.EvidenceId), ct);
        foreach (var message in happened.Where(message => recorded.Add(message.ReturnId)))
        {
            ledger.AppendEvent(message);
            SaleLine[] shares = [.. sales[(message.LineId, message.AcceptanceNo)]];
            var eventDate = BusinessDay.Of(message.ConfirmedAt);
            long amount;
            if (message is { Kind: ReturnKind.PriceRise, AmountFen: { } rise } && shares.Any(line => posted[line.Key].IsCredited)
                && SaleLine.CanRise(shares, rise) && checks.IsAboveCeiling(shares[0], SaleLine.PriceAfter(shares[0], rise)))
            {
                checks.HoldRise(shares[0], message.ReturnId, rise, ledger);
                amount = -rise;
            }
            else
            {
                amount = Post(ledger, shares, posted, registry, message, eventDate);
            }

            if (message.Kind is ReturnKind.Return or ReturnKind.ShortWeight)
            {
                checks.RecordReturn(shares, message.Quantity);
            }

            data.Add(new ReturnRecord
            {
                ReturnId = message.ReturnId,
                LineId = message.LineId,
                AcceptanceNo = message.AcceptanceNo,
                Kind = message.Kind,
                Quantity = message.Quantity,
                AmountFen = amount,
                EventDate = eventDate,
                Reason = message.Reason,
                Document = message.Document,
            });
            if (papers.TryGetValue(shares[0].EvidenceId, out var evidence))
            {
                // What is left may be covered now.
                await VerifySales.VerifyAsync(ledger, evidence, news: [], ct);
            }
        }
    }

    /// <summary>Posts a price rise whose hold was released (CR-15, CR-17): to the same targets, in the open month.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="hold">The hold of the rise.</param>
    public static async Task PostRiseAsync(LedgerWriter ledger, Hold hold, CancellationToken ct)
    {
        var shares = await RowsOf(ledger.Db, hold).ToListAsync(ct);
        var falls = SaleLine.RaisePrice(shares, hold.AmountFen);
        Post(
            ledger, shares, await ledger.Db.PostedAsync(shares, ct), (await ledger.RegistryAsync(ct)).Registry,
            falls, EntryType.PriceAdjust, ledger.Today, because: null);
    }

    /// <summary>All rows of the line whose price rise is held.</summary>
    public static IQueryable<SaleLine> RowsOf(CreditingDb db, Hold hold) => db.SaleLines.IgnoreQueryFilters()
        .Where(line => line.LineId == hold.LineId && line.AcceptanceNo == hold.AcceptanceNo).OrderBy(line => line.ShareNo);

    /// <summary>Posts by how much each share falls, and tells how much the line does.</summary>
    static long Post(
        LedgerWriter ledger,
        IReadOnlyList<SaleLine> shares,
        IReadOnlyDictionary<SaleKey, PostedSale> posted,
        RegistryFacts registry,
        GoodsReturned message,
        DateOnly eventDate)
    {
        var falls = Fall(message, shares);
        var type = message.Kind is ReturnKind.PriceCut or ReturnKind.PriceRise ? EntryType.PriceAdjust : EntryType.Return;
        Post(ledger, shares, posted, registry, falls, type, eventDate, message);
        return falls.Sum();
    }

    static void Post(
        LedgerWriter ledger,
        IReadOnlyList<SaleLine> shares,
        IReadOnlyDictionary<SaleKey, PostedSale> posted,
        RegistryFacts registry,
        IReadOnlyList<long> falls,
        EntryType type,
        DateOnly eventDate,
        object? because)
    {
        foreach (var (line, fen) in shares.Zip(falls))
        {
            var news = ledger.Post(Posting.TakeBack(
                posted[line.Key], fen, type, new PostingContext(ledger.Months, eventDate, registry.RuleSetOf(line).Version)));
            ledger.PublishAdjustment(line, eventDate, news, because);
        }
    }

    /// <summary>By how much each share falls.</summary>
    static IReadOnlyList<long> Fall(GoodsReturned message, IReadOnlyList<SaleLine> shares) => message switch
    {
        { Kind: ReturnKind.Replacement } => [.. shares.Select(_ => 0L)],
        { Kind: ReturnKind.PriceCut, AmountFen: { } cut } => SaleLine.CutPrice(shares, cut),
        { Kind: ReturnKind.PriceRise, AmountFen: { } rise } => SaleLine.RaisePrice(shares, rise),
        { Kind: ReturnKind.PriceRise } => throw new ReturnRefused($"The price rise {message.ReturnId} has no amount."),
        { AmountFen: { } refund } => SaleLine.Refund(shares, refund),
        _ => SaleLine.Return(shares, message.Quantity),
    };
}

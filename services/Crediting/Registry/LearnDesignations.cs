using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// ← DesignationPublished. Keeps which county is assigned to which unit (CR-10); what that changes is
/// posted or proposed as for pairings.
/// </summary>
public sealed class LearnDesignations : IApplyEvent<DesignationPublished>
{
    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<DesignationPublished> happened, CancellationToken ct)
    {
        var data = ledger.Db;
        foreach (var message in happened)
        {
            var versions = await data.Designations.Where(item => item.DesignationId == message.DesignationId).ToListAsync(ct);
            if (versions.Any(version => version.Version == message.Version))
            {
                continue;
            }

            ledger.AppendEvent(message);
            var designation = Of(message, ledger.Now);
            var isNewest = versions.All(version => version.Version < message.Version);
            foreach (var older in isNewest ? versions : [designation])
            {
                older.Supersede();
            }

            data.Add(designation);
            await data.SaveChangesAsync(ct);
            ledger.RegistryChanges();
            var concerned = await ConcernedAsync(data, designation, ct);
            await ReassessSales.PostAsync(ledger, concerned, because: null, ct);
            if (isNewest && designation.RegisteredAt is { } registered)
            {
                await ReassessSales.ProposeAsync(
                    ledger, concerned.KnownBefore(registered), Correction(designation, message, ledger.Now), ct);
            }
        }
    }

    /// <summary>The sales of the county to, or by, the unit and those below it.</summary>
    public static async Task<IQueryable<SaleLine>> ConcernedAsync(CreditingDb db, Designation designation, CancellationToken ct)
    {
        var county = designation.County.RegionId;
        return (await SalesOfUnits.ConcernedAsync(db, designation.UnitId, ct)).Where(line => line.OriginId == county);
    }

    static Correction Correction(Designation designation, DesignationPublished message, DateTimeOffset now) => new()
    {
        CorrectionId = StableIds.Of($"correction/designation/{designation.DesignationId}/{designation.Version}"),
        Kind = CorrectionKind.Designation,
        ObjectId = designation.DesignationId,
        ObjectVersion = designation.Version,
        Subject = $"{designation.UnitName}—{designation.CountyName} {designation.ValidFrom:yyyy-MM-dd}…{designation.ValidTo:yyyy-MM-dd}",
        Document = designation.SourceDocument,
        ProposedAt = now,
        ProposedBy = message.RegisteredBy ?? Domain.Correction.ByRegistry,
        ProposedFor = message.RegisteredFor,
    };

    static Designation Of(DesignationPublished message, DateTimeOffset now) => new()
    {
        DesignationId = message.DesignationId,
        Version = message.Version,
        UnitId = message.UnitId,
        UnitName = message.UnitName,
        CountyPath = message.CountyPath.Value,
        CountyName = message.CountyName,
        ValidFrom = message.ValidFrom,
        ValidTo = message.ValidTo,
        SourceDocument = message.SourceDocument,
        RegisteredAt = message.RegisteredAt,
        LearnedAt = now,
    };
}

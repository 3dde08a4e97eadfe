using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// ← FacilitatorPublished. Keeps where facilitators are registered (CR-07); what that changes is posted or proposed as for units.
/// </summary>
public sealed class LearnFacilitators : IApplyEvent<FacilitatorPublished>
{
    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<FacilitatorPublished> happened, CancellationToken ct)
    {
        var data = ledger.Db;
        foreach (var message in happened)
        {
            var versions = await data.Facilitators.Where(item => item.FacilitatorId == message.FacilitatorId).ToListAsync(ct);
            if (versions.Any(version => version.Version == message.Version))
            {
                continue;
            }

            ledger.AppendEvent(message);
            var facilitator = Of(message, ledger.Now);
            var isNewest = versions.All(version => version.Version < message.Version);
            foreach (var older in isNewest ? versions : [facilitator])
            {
                older.Supersede();
            }

            data.Add(facilitator);
            await data.SaveChangesAsync(ct);
            var concerned = Concerned(data, facilitator.FacilitatorId);
            await ReassessSales.PostAsync(ledger, concerned, because: null, ct);
            if (isNewest && facilitator.RegisteredAt is { } registered)
            {
                await ReassessSales.ProposeAsync(ledger, concerned.KnownBefore(registered), Correction(message, ledger.Now), ct);
            }
        }
    }

    /// <summary>The sales that it helped.</summary>
    public static IQueryable<SaleLine> Concerned(CreditingDb db, Guid facilitatorId) =>
        db.SaleLines.Where(line => line.FacilitatorId == facilitatorId);

    static Correction Correction(FacilitatorPublished message, DateTimeOffset now) => new()
    {
        CorrectionId = StableIds.Of($"correction/facilitator/{message.FacilitatorId}/{message.Version}"),
        Kind = CorrectionKind.Facilitator,
        ObjectId = message.FacilitatorId,
        ObjectVersion = message.Version,
        Subject = message.Name,
        Document = message.SourceDocument,
        ProposedAt = now,
        ProposedBy = message.RegisteredBy ?? Domain.Correction.ByRegistry,
        ProposedFor = message.RegisteredFor,
    };

    static Facilitator Of(FacilitatorPublished message, DateTimeOffset now) => new()
    {
        FacilitatorId = message.FacilitatorId,
        Version = message.Version,
        Name = message.Name,
        Kind = message.Kind,
        UnitId = message.UnitId,
        Registrations = message.Registrations,
        RegisteredAt = message.RegisteredAt,
        LearnedAt = now,
    };
}

using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// ← UnitPublished. Keeps every version of the units, since a purchase counts for the region of its buyer (CR-06). What a new version
/// changes for sales accepted before it was registered is proposed as a correction (CR-19).
/// </summary>
public sealed class LearnUnits(CreditingDb db, KnownRegistry known, TimeProvider clock) : IHear<UnitPublished>, IReplay<UnitPublished>
{
    public async Task HearAsync(IReadOnlyList<UnitPublished> messages, CancellationToken ct)
    {
        var ledger = await OpenLedger.OpenAsync(db, known, clock.GetUtcNow(), ct);
        await ApplyAsync(ledger, messages, ct);
        await ledger.WriteAsync(ct);
    }

    public async Task ApplyAsync(OpenLedger ledger, IReadOnlyList<UnitPublished> happened, CancellationToken ct)
    {
        // One after the other, each with its whole effect, as a replay of the journal has them (invariant 8).
        foreach (var message in happened)
        {
            await LearnAsync(ledger, message, ct);
        }
    }

    static async Task LearnAsync(OpenLedger ledger, UnitPublished message, CancellationToken ct)
    {
        var data = ledger.Db;
        var own = await data.Units.Where(one => one.UnitId == message.UnitId).ToListAsync(ct);
        if (own.Any(one => one.Version == message.Version))
        {
            return;
        }

        ledger.Record(message);
        var unit = Of(message, ledger.Now);
        var isNewest = own.All(one => one.Version < unit.Version);
        foreach (var older in isNewest ? own.Where(one => one.IsCurrent) : [unit])
        {
            older.Supersede();
        }

        data.Add(unit);
        await data.SaveChangesAsync(ct);
        if (!isNewest || own.Count == 0)
        {
            return;
        }

        var concerned = Concerned(data, unit.UnitId);
        await Reconsidering.PostAsync(ledger, concerned, because: null, ct);
        if (unit.RegisteredAt is { } registered)
        {
            await Reconsidering.ProposeAsync(ledger, concerned.Where(line => line.AcceptedAt < registered), Correction(unit, ledger.Now), ct);
        }
    }

    /// <summary>The purchases of the unit and of those below it.</summary>
    public static IQueryable<SaleLine> Concerned(CreditingDb db, Guid unitId)
    {
        var id = unitId.ToString();
        return db.SaleLines.Where(line => line.UnitTree.Contains(id) || line.FacilitatorTree.Contains(id));
    }

    static Correction Correction(Unit unit, DateTimeOffset now) => new()
    {
        CorrectionId = StableIds.Of($"correction/unit/{unit.UnitId}/{unit.Version}"),
        Kind = CorrectionKind.Unit,
        ObjectId = unit.UnitId,
        ObjectVersion = unit.Version,
        Subject = unit.Name,
        ProposedAt = now,
        ProposedBy = "registry",
    };

    static Unit Of(UnitPublished message, DateTimeOffset now) => new()
    {
        UnitId = message.UnitId,
        Version = message.Version,
        Name = message.Name,
        Kind = message.Kind,
        IsCentral = message.IsCentral,
        ParentId = message.ParentId,
        IsPairingDesignated = message.IsPairingDesignated,
        BudgetLevel = message.BudgetLevel,
        FinanceDivision = message.FinanceDivision,
        Department = message.Department,
        Affiliations = [.. message.Affiliations.Select(one => new Affiliation(one.Path, one.ValidFrom, one.ValidTo))],
        Canteens = [.. (message.Canteens ?? []).Select(one => new Canteen(one.Kind, one.RepresentativeUnitId, one.ValidFrom, one.ValidTo))],
        Agents = [.. (message.Agents ?? []).Select(one => new BuyingAgent(one.AgentId, one.ValidFrom, one.ValidTo))],
        RegisteredAt = message.RegisteredAt,
        LearnedAt = now,
    };
}

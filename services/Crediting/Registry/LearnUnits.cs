using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// ← UnitPublished. Keeps every version of the units, since a purchase counts for the region of its buyer (CR-06). What a new version
/// changes for sales accepted before it was registered is proposed as a correction (CR-19).
/// </summary>
public sealed class LearnUnits : IApplyEvent<UnitPublished>
{
    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<UnitPublished> happened, CancellationToken ct)
    {
        var data = ledger.Db;
        Guid[] ids = [.. happened.Select(message => message.UnitId).Distinct()];
        var named = await data.Units.Where(unit => unit.ParentId != null && ids.Contains(unit.ParentId.Value))
            .Select(unit => unit.ParentId!.Value)
            .Concat(data.Facilitators.Where(facilitator => facilitator.UnitId != null && ids.Contains(facilitator.UnitId.Value))
                .Select(facilitator => facilitator.UnitId!.Value))
            .Concat(data.Units.Where(unit => ids.Contains(unit.UnitId)).Select(unit => unit.UnitId))
            .Distinct().ToListAsync(ct);
        HashSet<Guid> mayMatter = [.. named];

        // One after the other, as a replay of the journal applies them. A unit that nobody has heard of changes no sale.
        foreach (var message in happened)
        {
            if (mayMatter.Add(message.UnitId))
            {
                ledger.AppendEvent(message);
                data.Add(Of(message, ledger.Now));
            }
            else
            {
                await data.SaveChangesAsync(ct);
                await ApplyAsync(ledger, message, ct);
            }

            if (message.ParentId is { } above)
            {
                mayMatter.Add(above);
            }
        }

        await data.SaveChangesAsync(ct);
    }

    static async Task ApplyAsync(LedgerWriter ledger, UnitPublished message, CancellationToken ct)
    {
        var data = ledger.Db;
        var own = await data.Units.Where(unit => unit.UnitId == message.UnitId).ToListAsync(ct);
        if (own.Exists(unit => unit.Version == message.Version))
        {
            return;
        }

        ledger.AppendEvent(message);
        var unit = Of(message, ledger.Now);
        var isNewest = own.TrueForAll(item => item.Version < unit.Version);
        foreach (var older in isNewest ? own.Where(item => item.IsCurrent) : [unit])
        {
            older.Supersede();
        }

        data.Add(unit);
        await data.SaveChangesAsync(ct);
        var concerned = await SalesOfUnits.ConcernedAsync(data, unit.UnitId, ct);
        await ReassessSales.PostAsync(ledger, concerned, because: null, ct);
        if (isNewest && own.Count > 0 && unit.RegisteredAt is { } registered)
        {
            await ReassessSales.ProposeAsync(ledger, concerned.KnownBefore(registered), Correction(unit, message, ledger.Now), ct);
        }
    }

    static Correction Correction(Unit unit, UnitPublished message, DateTimeOffset now) => new()
    {
        CorrectionId = StableIds.Of($"correction/unit/{unit.UnitId}/{unit.Version}"),
        Kind = CorrectionKind.Unit,
        ObjectId = unit.UnitId,
        ObjectVersion = unit.Version,
        Subject = unit.Name,
        ProposedAt = now,
        ProposedBy = message.RegisteredBy ?? Domain.Correction.ByRegistry,
        ProposedFor = message.RegisteredFor,
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
        Affiliations = message.Affiliations,
        Canteens = [.. (message.Canteens ?? []).Select(
            canteen => new Canteen(canteen.Kind, canteen.RepresentativeUnitId, canteen.ValidFrom, canteen.ValidTo))],
        Agents = [.. (message.Agents ?? []).Select(agent => new BuyingAgent(agent.AgentId, agent.ValidFrom, agent.ValidTo))],
        RegisteredAt = message.RegisteredAt,
        LearnedAt = now,
    };
}

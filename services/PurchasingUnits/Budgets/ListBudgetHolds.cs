using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Budgets;

/// <summary>
/// GET /units/purchasing-units/{unitId}/budgets/{year}/holds: what became of the orders' claims on the
/// budget, in the order of their ids.
/// </summary>
public static class ListBudgetHolds
{
    public static void Map(RouteGroupBuilder budgets) => budgets.MapGet("/holds", HandleAsync)
        .WithName(nameof(ListBudgetHolds)).WithSummary("预算占用明细 What orders hold of the budget")
        .For(Roles.Purchaser, Roles.Approver, Roles.Auditor, Roles.Operator).RecordsAccess<UnitsDb>("budget");

    static async Task<Ok<Page<HoldView>>> HandleAsync(
        [AsParameters] BudgetAddress address, [AsParameters] PageQuery page, UnitsDb db, Caller caller, ReadAccess access,
        CancellationToken ct, HoldState? state = null, bool? overdrawn = null)
    {
        var (unitId, year) = (address.UnitId, address.Year);
        if (!await db.Units.AnyAsync(unit => unit.Id == unitId, ct))
        {
            throw UnitReferences.NoSuchUnit(unitId);
        }

        var holds = db.BudgetHolds.AsNoTracking().Where(hold => hold.UnitId == unitId && hold.Year == year);
        if (state is { } wanted)
        {
            holds = holds.Where(hold => hold.State == wanted);
        }

        if (overdrawn is { } isOverdrawn)
        {
            holds = holds.Where(hold => (hold.OverdrawnFen > 0) == isOverdrawn);
        }

        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var lastId = Cursor.Id(last);
            holds = holds.Where(hold => hold.OrderId > lastId);
        }

        var found = await holds.OrderBy(hold => hold.OrderId).Take(page.Size + 1).ToListAsync(ct);
        var seenAs = BudgetView.ViewersOf(caller);
        access.Of($"{unitId}/{year}", unitId);
        return TypedResults.Ok(
            Page.Of(found, page.Size, hold => HoldView.Of(hold, seenAs), hold => Cursor.Encode(hold.OrderId.ToString())));
    }
}

/// <summary>The claim of one order on the budget, in fen.</summary>
public sealed record HoldView : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid OrderId { get; init; }

    public required HoldState State { get; init; }

    /// <summary>The amount of the order.</summary>
    [SeenBy(BudgetView.Readers, DataClass.Commercial)]
    public required long? AmountFen { get; init; }

    /// <summary>What is still held.</summary>
    [SeenBy(BudgetView.Readers, DataClass.Commercial)]
    public required long? OpenFen { get; init; }

    /// <summary>The value of what was accepted so far.</summary>
    [SeenBy(BudgetView.Readers, DataClass.Commercial)]
    public required long? SettledFen { get; init; }

    /// <summary>What the budget did not have when the order was accepted, or when its price rose.</summary>
    [SeenBy(BudgetView.Readers, DataClass.Commercial)]
    public required long? OverdrawnFen { get; init; }

    /// <summary>When the claim was granted or declined.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    public static HoldView Of(BudgetHold hold, Viewers seenAs) => new()
    {
        SeenAs = seenAs,
        OrderId = hold.OrderId,
        State = hold.State,
        AmountFen = hold.AmountFen,
        OpenFen = hold.OpenFen,
        SettledFen = hold.SettledFen,
        OverdrawnFen = hold.OverdrawnFen,
        DecidedAt = hold.DecidedAt,
    };
}

using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>
/// What confirmed orders are expected to execute of quotas, by the rule of CR-11 and what is known at the confirmation. The ledger decides
/// when goods are accepted: then the county's register, sanctions and checks count as well.
/// </summary>
sealed class QuotaExpectations
{
    readonly Dictionary<Guid, PurchasingUnit> _units;
    readonly HashSet<Guid> _plans;
    readonly ILookup<string, PovertyListing> _listings;

    QuotaExpectations(Dictionary<Guid, PurchasingUnit> units, HashSet<Guid> plans, ILookup<string, PovertyListing> listings) =>
        (_units, _plans, _listings) = (units, plans, listings);

    /// <summary>Reads what is known about the orders' units and origins.</summary>
    public static async Task<QuotaExpectations> ReadAsync(UnitsDb db, IReadOnlyList<OrderConfirmed> orders, CancellationToken ct)
    {
        var units = new Dictionary<Guid, PurchasingUnit>();
        IEnumerable<Guid> asked = orders.Select(order => order.UnitId)
            .Concat(orders.Select(order => order.Terms?.PrincipalUnitId).OfType<Guid>());

        // The buyers, the units above them, and whoever files for the canteen that either shares.
        for (var level = 0; level < 3 && asked.Except(units.Keys).ToArray() is { Length: > 0 } ids; level++)
        {
            foreach (var unit in await db.Units.AsNoTracking().Where(unit => ids.Contains(unit.Id)).ToListAsync(ct))
            {
                units.Add(unit.Id, unit);
            }

            asked = units.Values.SelectMany(unit => unit.Canteens.Select(canteen => canteen.RepresentativeUnitId).Append(unit.ParentId))
                .OfType<Guid>();
        }

        int[] years = [.. orders.SelectMany(order => order.Parts.Select(part => DayOf(order, part).Year)).Distinct()];
        Guid[] planIds = [.. units.Keys.SelectMany(unitId => years.Select(year => QuotaPlan.IdOf(unitId, year)))];
        string[] origins =
        [
            .. orders.SelectMany(order => order.Parts).SelectMany(part => part.Lines).SelectMany(line => OriginsOf(line.Goods))
                .Select(origin => origin.Path?.RegionId).OfType<string>().Distinct(),
        ];
        return new QuotaExpectations(
            units,
            await db.QuotaPlans.Where(plan => planIds.Contains(plan.Id)).Select(plan => plan.Id).ToHashSetAsync(ct),
            (await db.PovertyListings.AsNoTracking().Where(listing => origins.Contains(listing.RegionId)).ToListAsync(ct))
                .ToLookup(listing => listing.RegionId, StringComparer.Ordinal));
    }

    /// <summary>What each line of the order is expected to execute; lines that execute nothing are left out.</summary>
    public IEnumerable<(Guid UnitId, int Year, QuotaHold Hold)> Of(OrderConfirmed order)
    {
        var capacity = order.Terms?.Capacity ?? BuyerCapacity.OwnUse;
        if (capacity == BuyerCapacity.Resale || !_units.TryGetValue(order.UnitId, out var buyer))
        {
            yield break;
        }

        var confirmedOn = BusinessDay.Of(order.ConfirmedAt);
        var discounts = DiscountsOf(order.Terms?.Discount);
        foreach (var part in order.Parts)
        {
            var day = DayOf(order, part);
            if (HolderOf(order, buyer, day) is not { } unitId)
            {
                continue;
            }

            foreach (var line in part.Lines)
            {
                var worth = line.AmountFen - discounts.GetValueOrDefault(line.LineNumber) + (line.SubsidyFen ?? 0);
                if (line.Goods.Charge is null or ChargeKind.Goods && ExpectedOf(line.Goods, worth, confirmedOn) is > 0 and var fen)
                {
                    yield return (unitId, day.Year, QuotaHold.Of(
                        (order.OrderId, order.OrderNumber, part.PartId, line.LineId),
                        QuotaAccounts.IdOf(unitId, day.Year),
                        BuyerOf(buyer, capacity),
                        line.Goods.Category,
                        fen,
                        line.Quantity.Thousandths));
                }
            }
        }
    }

    /// <summary>Who bought: a union whatever it buys for, as in R8.</summary>
    public static QuotaBuyer BuyerOf(PurchasingUnit? buyer, BuyerCapacity capacity) => buyer?.Kind == UnitKind.TradeUnion ? QuotaBuyer.Union
        : capacity == BuyerCapacity.Staff ? QuotaBuyer.Staff
        : QuotaBuyer.Unit;

    /// <summary>The day on which it will be accepted, as far as one knows: that of the delivery, or of the confirmation.</summary>
    static DateOnly DayOf(OrderConfirmed order, OrderConfirmed.Part part) =>
        BusinessDay.Of(order.ConfirmedAt) is var confirmed && part.DeliverOn > confirmed ? part.DeliverOn.Value : confirmed;

    Guid? HolderOf(OrderConfirmed order, PurchasingUnit buyer, DateOnly day)
    {
        var principal = order.Terms?.PrincipalUnitId is { } id ? _units.GetValueOrDefault(id) : null;
        var unit = principal is not null && principal.IsServedBy(buyer.Id, day) ? principal : buyer;
        var above = unit.ParentId is { } parent ? _units.GetValueOrDefault(parent) : null;
        return QuotaAccounts.HolderOf(PartyOf(unit, day), above is null ? null : PartyOf(above, day), _units.ContainsKey);
    }

    QuotaParty PartyOf(PurchasingUnit unit, DateOnly day) => new(
        unit.Id,
        unit.Kind,
        HasQuota: unit.BudgetLevel is not null || _plans.Contains(QuotaPlan.IdOf(unit.Id, day.Year)),
        unit.CanteenOn(day) is { Kind: CanteenKind.Shared } shared ? shared.RepresentativeUnitId : null);

    long ExpectedOf(GoodsFacts goods, long worthFen, DateOnly confirmedOn)
    {
        if (goods.Category == ProductCategory.Other)
        {
            return 0;
        }

        var origins = OriginsOf(goods);
        var shares = Splits.LargestRemainder(worthFen, [.. origins.Select(origin => origin.Weight)]);
        return origins.Zip(shares)
            .Where(origin => origin.First.Recognition?.IsValidOn(confirmedOn) == true && IsListed(origin.First.Path, confirmedOn))
            .Sum(origin => origin.Second);
    }

    bool IsListed(RegionPath? path, DateOnly day) => path is { } origin && _listings[origin.RegionId]
        .Any(listing => listing.ValidFrom <= day && (listing.ValidTo is null || day < listing.ValidTo));

    static IReadOnlyList<(RegionPath? Path, Recognition? Recognition, long Weight)> OriginsOf(GoodsFacts goods) =>
        goods.Origins is { Count: > 0 } origins
            ? [.. origins.OrderBy(origin => origin.ShareNo).Select(origin => (origin.OriginPath, origin.Recognition, origin.Weight))]
            : [((RegionPath?)goods.OriginPath, goods.Recognition, 1)];

    static Dictionary<int, long> DiscountsOf(OrderDiscount? discount)
    {
        OrderDiscount.Line[] lines = [.. discount?.Lines.OrderBy(line => line.LineNumber) ?? Enumerable.Empty<OrderDiscount.Line>()];
        return lines.All(line => line.GrossFen == 0)
            ? []
            : lines.Zip(Splits.LargestRemainder(discount!.AmountFen, [.. lines.Select(line => line.GrossFen)]))
                .ToDictionary(line => line.First.LineNumber, line => line.Second);
    }
}

using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Quotas;

/// <summary>← OrderConfirmed, DeliveryAccepted, ShipmentCancelled, ShipmentLost: what confirmed orders hold of a quota (CR-11).</summary>
public sealed class HoldQuotaTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_confirmed_order_holds_what_it_will_execute_once_and_its_acceptance_frees_it(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterQuotaUnitAsync();
        var order = await units.ConfirmAsync(QuotaScenario.Confirmed(unit, 3_000, 2_000));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => units.DeliverAsync(order, ct: Ct)));
        Assert.Equal((5_000, 0, 5_000), await units.QuotaFiguresAsync(unit));

        // A part of the first line is disputed: of it the rest stays held.
        var partial = order.AcceptedAs(isPartial: true, 1_000, 2_000);
        await units.DeliverAsync(partial, ct: Ct);
        await units.DeliverAsync(partial, ct: Ct);
        Assert.Equal((2_000, 0, 8_000), await units.QuotaFiguresAsync(unit));

        var last = order.AcceptedAs(isPartial: false, 1_999) with { AcceptanceNo = 2 };
        await units.DeliverAsync(last, ct: Ct);
        await units.DeliverAsync(last, ct: Ct);
        Assert.Equal((0, 0, 10_000), await units.QuotaFiguresAsync(unit));

        // After the end.
        await units.DeliverAsync(order.CancelledAs(isWhole: true, 0, 1), ct: Ct);
        Assert.Equal((0, 0, 10_000), await units.QuotaFiguresAsync(unit));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_cancelled_or_lost_is_free_again(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterQuotaUnitAsync();
        var (cancelled, lost) = (
            await units.ConfirmAsync(QuotaScenario.Confirmed(unit, 3_000, 2_000)),
            await units.ConfirmAsync(QuotaScenario.Confirmed(unit, 500)));

        await units.DeliverAsync(cancelled.CancelledAs(isWhole: false, 1), ct: Ct);
        Assert.Equal((3_500, 0, 6_500), await units.QuotaFiguresAsync(unit));
        await units.DeliverAsync(cancelled.CancelledAs(isWhole: true, 0), ct: Ct);
        await units.DeliverAsync(
            new ShipmentLost
            {
                LossId = Guid.CreateVersion7(),
                ShipmentId = lost.Parts[0].PartId,
                OrderId = lost.OrderId,
                SupplierId = lost.Parts[0].SupplierId,
                UnitId = unit,
                LostAt = SharedUnits.Now,
                Finding = LossFinding.ReportedLost,
                Lines = [new ShipmentLost.Line { LineId = lost.Parts[0].Lines[0].LineId, ReservedFen = 500 }],
            },
            ct: Ct);

        Assert.Equal((0, 0, 10_000), await units.QuotaFiguresAsync(unit));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_comes_before_the_confirmation_waits_for_it(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterQuotaUnitAsync();
        var order = QuotaScenario.Confirmed(unit, 3_000);
        await units.DeliverAsync(order.AcceptedAs(isPartial: false, 3_000), ct: Ct);
        await units.DeliverAsync(order, ct: Ct);
        Assert.Equal((0, 0, 10_000), await units.QuotaFiguresAsync(unit));

        await units.DeliverAsync(UnitsScenario.Submitted(unit, 3_000, orderId: order.OrderId), ct: Ct);

        await using var scope = units.OpenDb(out var db);
        var orderId = order.OrderId;
        await Eventually.EqualAsync(
            (0L, 3_000L, 2),
            async () =>
            {
                var hold = await db.QuotaHolds.AsNoTracking().SingleOrDefaultAsync(known => known.OrderId == orderId, Ct);
                return (
                    hold?.OpenFen ?? -1, hold?.ExpectedFen ?? 0, await db.QuotaEntries.CountAsync(entry => entry.OrderId == orderId, Ct));
            },
            ct: Ct);
        Assert.Equal((0, 0, 10_000), await units.QuotaFiguresAsync(unit));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_that_nothing_is_known_of_waits_and_changes_nothing(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterQuotaUnitAsync();
        var order = QuotaScenario.Confirmed(unit, 3_000);

        await units.DeliverAsync(order.CancelledAs(isWhole: true, 0), ct: Ct);

        Assert.Equal((0, 0, 10_000), await units.QuotaFiguresAsync(unit));
        await using var scope = units.OpenDb(out var db);
        var waiting = await db.ParkedMessages.SingleAsync(
            message => message.Queue == "units.hold-quota" && message.Body.Contains(order.OrderId.ToString()), Ct);
        Assert.NotNull(waiting.NextAttemptAt);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_recognised_goods_of_the_832_counties_that_are_not_resold_are_held(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterQuotaUnitAsync();
        var order = QuotaScenario.Confirmed(unit, 100);
        foreach (var other in (OrderConfirmed[])
            [
                order.WithGoods(goods => goods with { OriginPath = new RegionPath("/330000/330200/330211/") }),
                order.WithGoods(goods => goods with { Recognition = null }),
                order.WithGoods(goods => goods with { Recognition = goods.Recognition! with { ValidUntil = new DateOnly(2026, 11, 20) } }),
                order.WithGoods(goods => goods with { Category = ProductCategory.Other }),
                order.WithGoods(goods => goods with { Charge = ChargeKind.Freight }),
                order with { Terms = new OrderTerms { Capacity = BuyerCapacity.Resale } },
            ])
        {
            await units.ConfirmAsync(other with { OrderId = Guid.CreateVersion7() });
        }

        Assert.Equal((0, 0, 10_000), await units.QuotaFiguresAsync(unit));

        // Of a gift set the share of the listed county, of a discounted order what is paid, and what others pay on top of it.
        var listed = order.Parts[0].Lines[0].Goods;
        OriginPart[] origins =
        [
            new() { ShareNo = 1, Weight = 1, OriginPath = listed.OriginPath, Recognition = listed.Recognition },
            new() { ShareNo = 2, Weight = 3, OriginPath = new RegionPath("/330000/330200/330211/") },
        ];
        await units.ConfirmAsync(order.With(line => line with { SubsidyFen = 40, Goods = line.Goods with { Origins = origins } }) with
        {
            Terms = new OrderTerms
            {
                Discount = new OrderDiscount { AmountFen = 20, Lines = [new OrderDiscount.Line { LineNumber = 1, GrossFen = 100 }] },
            },
        });
        Assert.Equal((30, 0, 9_970), await units.QuotaFiguresAsync(unit));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_union_holds_its_units_quota_a_shared_canteen_its_representatives_and_a_delivery_next_year_that_of_next_year(
        Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterQuotaUnitAsync();
        var union = Guid.CreateVersion7();
        using (var response = await units.Nation.PostOnceAsync(
            "/units/purchasing-units",
            new
            {
                unitId = union,
                name = "镇海中学工会",
                kind = "TradeUnion",
                isCentralBudget = false,
                parentId = unit,
                affiliationRegionId = UnitsScenario.Zhenhai,
                affiliatedFrom = "2020-01-01",
                isPairingDesignated = false,
                document = "甲",
            },
            ct: Ct))
        {
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Ct));
        }

        await units.FileBudgetAsync(union);
        await units.ConfirmAsync(QuotaScenario.Confirmed(union, 700));
        Assert.Equal((700, 0, 9_300), await units.QuotaFiguresAsync(unit));

        var sharing = await units.RegisterQuotaUnitAsync();
        await units.SetCanteenAsync(sharing, new { kind = "Shared", representativeUnitId = unit, validFrom = "2024-01-01" });
        await units.ConfirmAsync(QuotaScenario.Confirmed(sharing, 50));
        Assert.Equal((750, 0, 9_250), await units.QuotaFiguresAsync(unit));
        Assert.Equal(0, (await units.QuotaAsync(sharing)).HeldFen);

        var later = QuotaScenario.Confirmed(unit, 20);
        await units.FileQuotaAsync(unit, 5_000, 2027);
        await units.ConfirmAsync(later with { Parts = [later.Parts[0] with { DeliverOn = new DateOnly(2027, 1, 8) }] });
        Assert.Equal((750, 0, 9_250), await units.QuotaFiguresAsync(unit));
        Assert.Equal((20, 0, 4_980), await units.QuotaFiguresAsync(unit, 2027));
    }
}

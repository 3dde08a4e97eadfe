using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Projections;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Marketplace.Crediting.Tests.Projections;

/// <summary>The sums follow the ledger, whatever happens at the same time.</summary>
public sealed class ProjectLedgerTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Sums_projected_anew_are_those_projected_piece_by_piece(Engine engine)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var service = await SharedLedger.StartAsync(engine);
        var pieces = Pieces(service, 2);
        var unit = Examples.Unit("330211");
        var quota = Examples.Unit("330281") with { BudgetLevel = BudgetLevel.County };
        await service.DeliverAsync(SalesScenario.Regions(SalesScenario.Region(Examples.Jinyang, RegionLevel.County, "2014-01-01")));
        await service.PairAsync("F01", "F02", "F03", "F04");
        await service.DeliverAsync(unit);
        await service.DeliverAsync(quota);
        var order = Guid.CreateVersion7();
        var first = await service.SellAsync(unit.UnitId, "2028-01-10", "1000.00", orderId: order);
        await pieces.ProjectAsync(ct);
        await service.SellAsync(unit.UnitId, "2028-02-10", "500.00", orderId: order);
        await pieces.ProjectAsync(ct);
        await service.SellAsync(quota.UnitId, "2028-02-11", "300.00", SalesScenario.Staff);
        await service.DeliverAsync(ReturnOf(first, "0.25"));
        await service.SellAsync(unit.UnitId, "2028-03-10", "200.00", goods: goods =>
            goods with { ProductName = "改名青花椒", Unit = new TradeUnit { Name = "盒", Pieces = 2 } });
        await pieces.CatchUpAsync(ct);

        var before = await SumsAsync(service);
        await Pieces(service, 50_000).RebuildAsync(ct);
        var after = await SumsAsync(service);

        Assert.NotEmpty(before);
        Assert.Equal(before, after);
        Assert.Contains(
            before, sum => sum.StartsWith("goods", StringComparison.Ordinal) && sum.Contains("改名青花椒", StringComparison.Ordinal));
        var (entries, fen, orders) = await OfAsync(service, FixturePairings.Id("F03"));
        Assert.Equal((4L, 1_450_00L, 2L), (entries, fen, orders));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nothing_is_missed_and_nothing_added_twice_while_many_write_and_several_project(Engine engine)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var service = await SharedLedger.StartAsync(engine);
        await service.PairAsync("F01", "F02", "F03");
        var units = Enumerable.Range(0, 4).Select(_ => Examples.Unit("330211")).ToList();
        foreach (var unit in units)
        {
            await service.DeliverAsync(unit);
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var projecting = Enumerable.Range(1, 3).Select(size => Task.Run(
            async () =>
            {
                var own = Pieces(service, size);
                while (!ends.IsCancellationRequested)
                {
                    await own.ProjectAsync(ct);
                }
            },
            ct)).ToList();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => service.SellAsync(units[i % 4].UnitId, "2028-05-10", $"{i + 1}.00")));
        await ends.CancelAsync();
        await Task.WhenAll(projecting);
        var through = await service.Projection.CatchUpAsync(ct);

        Assert.Equal(new ProjectedThrough(120, 120, IsComplete: true), through);
        foreach (var pairing in (string[])["F01", "F02", "F03"])
        {
            Assert.Equal((40L, 820_00L, 40L), await OfAsync(service, FixturePairings.Id(pairing)));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_sums_follow_the_ledger_by_themselves(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.PairAsync("F03");
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        await service.SellAsync(unit.UnitId, "2028-05-10", "10.00");

        await Eventually.EqualAsync((1L, 10_00L, 1L), () => OfAsync(service, FixturePairings.Id("F03")));
    }

    /// <summary>A projection besides the one of the service.</summary>
    static ProjectLedger Pieces(ServiceUnderTest<CreditingDb> service, int size) =>
        ActivatorUtilities.CreateInstance<ProjectLedger>(service.Services, Options.Create(new ProjectionOptions { BatchMax = size }));

    static GoodsReturned ReturnOf(DeliveryAccepted sale, string quantity) => new()
    {
        ReturnId = Guid.CreateVersion7(),
        Kind = ReturnKind.Return,
        LineId = sale.Lines[0].LineId,
        AcceptanceNo = sale.AcceptanceNo,
        OrderId = sale.OrderId,
        Quantity = Quantity.Of(decimal.Parse(quantity, CultureInfo.InvariantCulture)),
        ConfirmedAt = sale.AcceptedAt.AddDays(3),
        Reason = "霉变",
    };

    static async Task<(long Entries, long Fen, long Orders)> OfAsync(ServiceUnderTest<CreditingDb> service, Guid holder)
    {
        await using var scope = service.OpenDb(out var db);
        var channels = await db.ChannelMonths.Where(sum => sum.HolderId == holder).ToListAsync();
        var buyers = await db.BuyerMonths.Where(sum => sum.HolderId == holder).ToListAsync();
        var goods = await db.ProductMonths.Where(sum => sum.HolderId == holder).ToListAsync();
        Assert.Equal(channels.Sum(sum => sum.AmountFen), buyers.Sum(sum => sum.AmountFen));
        Assert.Equal(channels.Sum(sum => sum.AmountFen), goods.Sum(sum => sum.AmountFen));
        return (channels.Sum(sum => sum.Entries), channels.Sum(sum => sum.AmountFen), buyers.Sum(sum => sum.Orders));
    }

    /// <summary>All projected rows, as text.</summary>
    static async Task<IReadOnlyList<string>> SumsAsync(ServiceUnderTest<CreditingDb> service)
    {
        await using var scope = service.OpenDb(out var db);
        var goods = await db.ProductMonths
            .Join(db.SoldProducts, sum => sum.FactId, product => product.FactId, (sum, product) => new { sum, product }).ToListAsync();
        List<string> sums =
        [
            .. (await db.ChannelMonths.ToListAsync()).Select(sum => $"channel {sum.HolderId} {sum.PostingPeriod} {sum.RecognitionMonth} "
                + $"{sum.Mode} {sum.Channel} {sum.AmountFen} {sum.Entries}"),
            .. goods.Select(sold => $"goods {sold.sum.HolderId} {sold.sum.PostingPeriod} {sold.sum.RecognitionMonth} "
                + $"{sold.product.ProductId} {sold.product.Name} {sold.sum.AmountFen} {sold.sum.Entries} "
                + $"{sold.sum.Milligrams} {sold.sum.Millipieces}"),
            .. (await db.BuyerMonths.ToListAsync()).Select(sum => $"buyer {sum.HolderId} {sum.PostingPeriod} {sum.RecognitionMonth} "
                + $"{sum.UnitId} {sum.Mode} {sum.Capacity} {sum.AmountFen} {sum.Entries} {sum.Orders} {sum.DesignatedFen}"),
            .. (await db.PartyMonths.ToListAsync()).Select(sum => $"party {sum.PartyId} {sum.Role} {sum.PostingPeriod} "
                + $"{sum.RecognitionMonth} {sum.Scheme} {sum.Tier} {sum.HolderId} {sum.Mode} "
                + $"{sum.AmountFen} {sum.SubsidisedFen} {sum.Entries}"),
            .. (await db.QuotaFlows.ToListAsync()).Select(flow => $"flow {flow.FlowId} {flow.EastPath} {flow.WestPath}"),
        ];
        return [.. sums.Order(StringComparer.Ordinal)];
    }
}

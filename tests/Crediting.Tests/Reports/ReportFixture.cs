using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>
/// Three years of few sales, whose figures can be reckoned by hand, on each engine. In yuan, if not said otherwise 镇海 buys from 金阳:
/// 2021-03-25 20,000 of 杭州 from 黔东南, whose pairings end; 2023-05-10 1,000; rule set 2 from 2024; 2024-01-15 10,000; 2024-02-05 2,000 of
/// 余姚; January is closed; 2024-02-20 1,000 of January's go back at noon and 500 are sold at two; 2024-03-05 invoice at noon and payment at
/// one for January's sale; 2024-03-10 5,000 of Shanghai, and 3,000 of 成都 delivered there. It is 2024-03-20.
/// </summary>
public sealed class ReportFixture() : SharedService(StartAsync)
{
    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    static async Task<ServiceUnderTest<CreditingDb>> StartAsync(Engine engine)
    {
        var clock = new FixedClock(At("2021-03-01T04:00:00Z"));
        var service = await SharedLedger.StartPairedAsync(engine, clock);
        UnitPublished[] units = [.. ((string[])["330211", "330281", "310107", "510104", "330102"]).Select(region => Examples.Unit(region))];
        foreach (var unit in units)
        {
            await service.DeliverAsync(unit);
        }

        await SellAsync(service, clock, units[4], "2021-03-25T04:00:00Z", "20000.00", origin: "522601", delivered: "330102");
        await SellAsync(service, clock, units[0], "2023-05-10T04:00:00Z", "1000.00");
        clock.Now = At("2023-12-15T04:00:00Z");
        await PostAsync(
            service, "/credits/rule-sets", new { version = 2, effectiveFrom = "2024-01-01", parameters = new { }, document = "修订1号" });
        await service.DeliverAsync(Target(1, 30_000_00, "2024-01-01"));
        var january = await SellAsync(service, clock, units[0], "2024-01-15T04:00:00Z", "100.00", quantity: "100");
        await SellAsync(service, clock, units[1], "2024-02-05T04:00:00Z", "2000.00");
        clock.Now = At("2024-02-11T04:00:00Z");
        await PostAsync(service, "/credits/periods/2024-01/closing", new { });
        clock.Now = At("2024-02-20T04:00:00Z");
        await service.DeliverAsync(new GoodsReturned
        {
            ReturnId = Guid.CreateVersion7(),
            OrderId = january.OrderId,
            LineId = january.Lines[0].LineId,
            AcceptanceNo = 1,
            Kind = ReturnKind.Return,
            Quantity = Quantity.Of(10),
            ConfirmedAt = clock.Now,
            Reason = "霉变退货",
            Document = "退货单7号",
        });
        await SellAsync(service, clock, units[0], "2024-02-20T06:00:00Z", "500.00");
        clock.Now = At("2024-03-01T04:00:00Z");
        await service.DeliverAsync(Target(2, 40_000_00, "2024-03-01"));
        await service.DeliverAsync(Renamed());
        clock.Now = At("2024-03-05T04:00:00Z");
        await service.DeliverAsync(new InvoiceRecorded
        {
            InvoiceId = Guid.CreateVersion7(),
            OrderId = january.OrderId,
            PartId = january.ShipmentId,
            SupplierId = january.SupplierId,
            Number = "24512000000000000001",
            AmountFen = 9_000_00,
            IssuedOn = new DateOnly(2024, 3, 5),
        });
        clock.Now = At("2024-03-05T05:00:00Z");
        await service.DeliverAsync(new PaymentRecorded
        {
            PaymentId = Guid.CreateVersion7(),
            OrderId = january.OrderId,
            PartId = january.ShipmentId,
            SupplierId = january.SupplierId,
            AmountFen = 9_000_00,
            PaidOn = new DateOnly(2024, 3, 5),
            Reference = "ZF-1",
        });
        await SellAsync(service, clock, units[2], "2024-03-10T04:00:00Z", "5000.00", delivered: "310107");
        await SellAsync(service, clock, units[3], "2024-03-10T05:00:00Z", "3000.00", delivered: "510104");
        clock.Now = At("2024-03-20T04:00:00Z");
        return service;
    }

    static async Task<DeliveryAccepted> SellAsync(
        ServiceUnderTest<CreditingDb> service,
        FixedClock clock,
        UnitPublished unit,
        string at,
        string price,
        string quantity = "1",
        string origin = Examples.Jinyang,
        string delivered = Examples.Zhenhai)
    {
        clock.Now = At(at);
        var accepted = Examples.Acceptance(unit.UnitId, Examples.Line(origin: origin, quantity: quantity, price: price)) with
        {
            ConfirmedAt = clock.Now,
            DispatchedAt = clock.Now,
            DeliveredAt = clock.Now,
            AcceptedAt = clock.Now,
            DeliveryPath = Places.Path(delivered),
        };
        await service.DeliverAsync(accepted);
        return accepted;
    }

    static TargetPublished Target(long version, long fen, string from) => new()
    {
        TargetId = new Guid("00000000-0000-0000-0000-000000000f03"),
        Version = version,
        HolderId = FixturePairings.Id("F03"),
        Measure = TargetMeasure.Sales,
        Year = 2024,
        AmountFen = fen,
        EffectiveFrom = Examples.Day(from),
    };

    static RegionsPublished Renamed() => new()
    {
        Regions =
        [
            new RegionsPublished.Region
            {
                RegionId = Examples.Jinyang,
                Version = 2,
                Code = "513499",
                Name = "金阳区",
                Level = RegionLevel.County,
                Path = Places.Path(Examples.Jinyang),
                CodeVersions =
                [
                    new("513430", "金阳县", new DateOnly(2000, 1, 1), new DateOnly(2024, 3, 1)),
                    new("513499", "金阳区", new DateOnly(2024, 3, 1), null),
                ],
            },
        ],
    };

    static async Task PostAsync(ServiceUnderTest<CreditingDb> service, string path, object body)
    {
        using var response = await service.Nation().PostOnceAsync(path, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}

using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Ledger;

/// <summary>
/// Random traffic, all at once and in any order, against a plain model: the rule book applied to each sale once,
/// with all pairings known (CR-21).
/// </summary>
public sealed class LedgerModelTests
{
    static readonly string[] East =
    [
        "330211", "330281", "330212", "330106", "330110", "331022", "330903", "441900", "110109", "320412", Places.Zone, "310107",
    ];
    static readonly string[] West = ["513430", "513431", "510824", "511781", "522630", "520628", "150125", "610926", "513324", "653221"];

    [Theory]
    [InlineData(Engine.Sqlite, 1)]
    [InlineData(Engine.Sqlite, 2)]
    [InlineData(Engine.PostgreSql, 3)]
    [InlineData(Engine.PostgreSql, 4)]
    public async Task Whatever_comes_first_the_ledger_is_the_same_in_the_end(Engine engine, int seed)
    {
        var ct = TestContext.Current.CancellationToken;
        var random = new Random(seed);
        UnitPublished[] units =
        [
            .. Enumerable.Range(0, 25).Select(_ => Examples.Unit(Pick(random, East), isCentral: random.Next(10) == 0)),
        ];
        DeliveryAccepted[] sales = [.. Enumerable.Range(0, 120).Select(_ => Sale(random, units))];
        object[] messages = [.. FixturePairings.All, .. units, .. sales, SharedLedger.Regions("330211", "513430")];
        random.Shuffle(messages);
        await using var service = await SharedLedger.StartAsync(engine);

        await Task.WhenAll(messages.Select(message => service.DeliverAsync(message, ct: ct)));
        await Eventually.TrueAsync(async () => await NothingWaitsAsync(service), "every sale to find its buyer", ct: ct);
        var ledger = await LedgerAsync(service);
        Assert.Equal(Model(sales, units), ledger);
        Assert.NotEmpty(ledger);

        await Task.WhenAll(messages.Select(message => service.DeliverAsync(message, ct: ct)));
        Assert.Equal(ledger, await LedgerAsync(service));
        var verified = await service.VerifyAsync();
        Assert.True(verified.GetProperty("isSound").GetBoolean(), verified.GetRawText());
        await Eventually.EqualAsync(
            sales.Length, () => Task.FromResult(service.Published<SalesCredited>().Count), "each acceptance to be told once", ct: ct);
    }

    [Fact]
    public async Task Two_instances_on_one_database_decide_alike()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var one = await SharedLedger.StartPairedAsync(Engine.PostgreSql);
        await using var other = await ServiceUnderTest<CreditingDb>.StartOnAsync(
            one.ConnectionString, "Crediting", CreditingService.Name, SharedLedger.Add, app => app.MapCrediting(), ct: ct);
        var unit = Examples.Unit("330211");
        await one.DeliverAsync(unit, ct: ct);
        var (first, second, third) = (Examples.Line(), Examples.Line("653221"), Examples.Line("653221"));
        var pairing = FixturePairings.Between("330200", "653221");

        await other.DeliverAsync(Examples.Acceptance(unit.UnitId, first), ct: ct);
        await other.DeliverAsync(Examples.Acceptance(unit.UnitId, second), ct: ct);
        await one.DeliverAsync(pairing, ct: ct);
        await other.DeliverAsync(Examples.Acceptance(unit.UnitId, third), ct: ct);

        Assert.Equal("P F01, C F02, K F03", await one.CreditedToAsync(first.LineId));
        Assert.Equal(pairing.PairingId, Assert.Single(await one.EntriesAsync(second.LineId)).HolderId);
        Assert.Equal(pairing.PairingId, Assert.Single(await one.EntriesAsync(third.LineId)).HolderId);
    }

    [Fact]
    public async Task Two_instances_that_hear_the_same_acceptances_under_other_ids_credit_them_once()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var one = await SharedLedger.StartPairedAsync(Engine.PostgreSql);
        await using var other = await ServiceUnderTest<CreditingDb>.StartOnAsync(
            one.ConnectionString, "Crediting", CreditingService.Name, SharedLedger.Add, app => app.MapCrediting(), ct: ct);
        var unit = Examples.Unit("330211");
        await one.DeliverAsync(unit, ct: ct);
        DeliveryAccepted[] sales =
        [
            .. Enumerable.Range(0, 60).Select(_ => Examples.Acceptance(unit.UnitId, Examples.Line(quantity: "1", price: "1.00"))),
        ];

        await Task.WhenAll(sales.SelectMany(sale => (Task[])[one.DeliverAsync(sale, ct: ct), other.DeliverAsync(sale, ct: ct)]));

        Assert.Equal(
            (60_00, 60L),
            Assert.Single(await one.SumsAsync(FixturePairings.Id("F03"))) is var sum ? (sum.AmountFen, sum.Entries) : default);
        Assert.True((await other.VerifyAsync()).GetProperty("isSound").GetBoolean());
    }

    static DeliveryAccepted Sale(Random random, UnitPublished[] units)
    {
        var confirmed = new DateOnly(2021, 1, 1).AddDays(random.Next(1_200));
        DeliveryAccepted.Line[] lines = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Examples.Line(
            Pick(random, West),
            (random.Next(1, 400_000) / 1_000m).ToString(CultureInfo.InvariantCulture),
            (random.Next(1, 900_000) / 10_000m).ToString(CultureInfo.InvariantCulture)))];
        return Examples.Acceptance(Pick(random, units).UnitId, lines) with
        {
            ConfirmedAt = Examples.Noon(confirmed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            AcceptedAt = Examples.Noon(confirmed.AddDays(random.Next(90)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            DeliveryPath = Places.Path(random.Next(8) == 0 ? "510100" : "330211"),
        };
    }

    static SortedDictionary<string, long> Model(DeliveryAccepted[] sales, UnitPublished[] units)
    {
        var pairings = FixturePairings.Known();
        var totals = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var sale in sales)
        {
            var unit = units.Single(item => item.UnitId == sale.UnitId);
            foreach (var line in sale.Lines)
            {
                var sold = RuleBookScenario.Line(
                    unit.Affiliations[0].Path.RegionId,
                    line.Goods.OriginPath.RegionId,
                    (line.AcceptedFen / 100m).ToString(CultureInfo.InvariantCulture),
                    BusinessDay.Of(sale.ConfirmedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    delivered: sale.DeliveryPath.RegionId,
                    isCentral: unit.IsCentral,
                    acceptedAt: sale.AcceptedAt);
                foreach (var decision in RuleBookScenario.Judge(sold, pairings).Where(decision => decision.Holder is not null))
                {
                    var key = $"{FixturePairings.Name(decision.Holder!.Id)} {Month.Of(sold.RecognitionDate)}";
                    totals[key] = totals.GetValueOrDefault(key) + line.AcceptedFen;
                }
            }
        }

        return totals;
    }

    static async Task<SortedDictionary<string, long>> LedgerAsync(ServiceUnderTest<CreditingDb> service)
    {
        await using var scope = service.OpenDb(out var db);
        var sums = await db.PairingMonths.AsNoTracking().Where(sum => sum.AmountFen != 0).ToListAsync();
        return new SortedDictionary<string, long>(
            sums.ToDictionary(sum => $"{FixturePairings.Name(sum.HolderId)} {sum.RecognitionMonth}", sum => sum.AmountFen),
            StringComparer.Ordinal);
    }

    static async Task<bool> NothingWaitsAsync(ServiceUnderTest<CreditingDb> service)
    {
        await using var scope = service.OpenDb(out var db);
        return !await db.ParkedMessages.AnyAsync();
    }

    static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}

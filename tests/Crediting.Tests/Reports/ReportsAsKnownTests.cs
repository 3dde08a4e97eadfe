using System.Globalization;
using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>
/// R4 to R8 as known at an instant, and of the verified measure: reckoned from the entries, and the same as what is projected.
/// </summary>
public sealed class ReportsAsKnownTests
{
    static readonly string[] Reports =
    [
        "mode-channel?size=200", "mode-channel?scheme=Quota&size=200", "mode-channel?scheme=Designated&size=200",
        "categories?scheme=EastWest&tier=Province&size=200",
        "categories?scheme=Quota&size=200", "unit-types?scheme=EastWest&tier=City", "unit-types?scheme=Quota",
        "unit-types?scheme=Designated", "designated-units?",
        "pairing-designated-units?",
        "quota?region=330000&size=200",
    ];

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_reckoned_from_the_entries_is_what_is_projected(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2024-05-02"));
        await using var service = await SealingScenario.StartAsync(engine, clock);
        await BuyUnderQuotaAsync(service);
        await LedgerScenario.RunThroughMayAsync(service, clock);
        await LedgerScenario.RunThroughJulyAsync(service, clock);

        // What follows a closing at the same instant is later than it.
        clock.Now += TimeSpan.FromMinutes(1);
        foreach (var path in Reports.SelectMany(
            path => (string[])[$"{path}&month=2024-05", $"{path}&month=2024-06", $"{path}&month=2024-08&view=restated"]))
        {
            Assert.Equal(await BodyAsync(service, path), await BodyAsync(service, $"{path}&knownAt={Written(clock.Now)}"));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_report_as_known_stays_what_it_was(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2024-05-02"));
        await using var service = await SealingScenario.StartAsync(engine, clock);
        await BuyUnderQuotaAsync(service);
        await LedgerScenario.RunThroughMayAsync(service, clock);
        var at = Written(clock.Now);
        string[] paths = [.. Reports.SelectMany(path => (string[])[$"{path}&month=2024-05", $"{path}&month=2024-05&view=restated"])];
        var then = new List<string>();
        foreach (var path in paths)
        {
            then.Add(await BodyAsync(service, path));
        }

        clock.Now = Examples.Noon("2024-06-04");
        await service.DeliverAsync(
            FixturePairings.Message("F02") with { Version = 9, EastName = "改名", ValidTo = new DateOnly(2024, 1, 1) });
        await service.DeliverAsync(
            new RegionsPublished { Regions = [SharedLedger.Regions("513430").Regions[0] with { Version = 9, Name = "新名" }] });
        await LedgerScenario.RunThroughJulyAsync(service, clock);
        foreach (var (path, body) in paths.Zip(then))
        {
            Assert.Equal(body, await BodyAsync(service, $"{path}&knownAt={at}"));
        }

        Assert.NotEqual(then[0], await BodyAsync(service, paths[0]));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_verified_measure_is_that_of_the_progress_report(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2024-05-02"));
        await using var service = await SealingScenario.StartAsync(engine, clock);
        await LedgerScenario.RunThroughMayAsync(service, clock);
        await LedgerScenario.RunThroughJulyAsync(service, clock);
        var client = service.Client(Roles.Auditor);
        foreach (var asked in (string[])["month=2024-05", "month=2024-06", "month=2024-06&view=restated"])
        {
            var progress = await client.GetJsonAsync($"/credits/reports/pairing-progress?{asked}&measure=verified&size=200");
            var channels = await client.GetJsonAsync($"/credits/reports/mode-channel?{asked}&measure=verified&size=200");
            var verified = progress.List("rows").Where(row => row.Fen("yearToDate") != 0)
                .Select(row => $"{row.Text("pairingId")} {row.Fen("yearToDate")}").Order(StringComparer.Ordinal).ToList();
            Assert.NotEmpty(verified);
            Assert.Equal(
                verified,
                channels.List("rows").Where(row => row.Text("scheme") == "EastWest" && row.Fen("yearToDate") != 0)
                    .Select(row => $"{row.Text("holderId")} {row.Fen("yearToDate")}").Order(StringComparer.Ordinal));
            var header = channels.GetProperty("header");
            Assert.Equal(("Verified", JsonValueKind.Null), (header.Text("measure"), header.GetProperty("projectedThrough").ValueKind));
        }

        Assert.Equal("not_supported", (await client.RefusedAsync(
            "/credits/reports/dependence?month=2024-05&region=513430&measure=verified", HttpStatusCode.BadRequest)).Code);
        Assert.Equal("instant_in_future", (await client.RefusedAsync(
            "/credits/reports/mode-channel?month=2024-05&knownAt=2030-01-01T00:00:00Z", HttpStatusCode.BadRequest)).Code);
    }

    /// <summary>Purchases under a quota, of a unit with a plan.</summary>
    static async Task BuyUnderQuotaAsync(ServiceUnderTest<CreditingDb> service)
    {
        var unit = Examples.Unit("330211") with { BudgetLevel = BudgetLevel.County };
        await service.DeliverAsync(new RegionsPublished
        {
            Regions = [SharedLedger.Regions("513430").Regions[0] with { FormerPovertyCounty = [new(new DateOnly(2011, 1, 1), null)] }],
        });
        await service.DeliverAsync(unit);
        foreach (var day in (string[])["2024-04-28", "2024-05-01"])
        {
            await service.DeliverAsync(LedgerScenario.Sale(unit, day, Examples.Line(), Examples.Line(price: "10.01")));
        }
    }

    /// <summary>All but the header and the notes, which tell when it was made.</summary>
    static async Task<string> BodyAsync(ServiceUnderTest<CreditingDb> service, string path)
    {
        var report = await service.Client(Roles.Auditor).GetJsonAsync($"/credits/reports/{path}");
        var parts = report.EnumerateObject().Where(part => part.Name is not ("header" or "notes"))
            .Select(part => $"{part.Name} {part.Value.GetRawText()}");
        return $"{path.Split("&knownAt")[0]}\n{string.Join('\n', parts)}";
    }

    static string Written(DateTimeOffset instant) => Uri.EscapeDataString(instant.ToString("O", CultureInfo.InvariantCulture));
}

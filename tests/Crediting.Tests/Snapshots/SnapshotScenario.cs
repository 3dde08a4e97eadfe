using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Snapshots;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Snapshots;

/// <summary>A ledger of May 2024 that was closed in June, with its snapshots.</summary>
static class SnapshotScenario
{
    public static readonly (string Id, RegionLevel Level)[] Regions =
    [
        ("330000", RegionLevel.Province), ("330200", RegionLevel.Prefecture), ("330211", RegionLevel.County),
        ("330281", RegionLevel.County),
        ("510000", RegionLevel.Province), ("513400", RegionLevel.Prefecture), ("513430", RegionLevel.County),
        ("513431", RegionLevel.County),
    ];

    public static async Task<(ServiceUnderTest<CreditingDb> Service, FixedClock Clock)> StartAsync(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2024-05-20"));
        var service = await SealingScenario.StartAsync(engine, clock);
        await service.DeliverAsync(RegionsMessage(version: 1));
        await service.DeliverAsync(TargetMessage("F03", 1, 5_000_00));
        await service.SellAsync(lines: 2);
        await service.SellAsync(region: "330281", origin: "513431");
        clock.Now = Examples.Noon("2024-06-10");
        return (service, clock);
    }

    /// <summary>The regions, as a version of the registry tells them.</summary>
    public static RegionsPublished RegionsMessage(
        long version, Func<string, string>? name = null, Func<string, string>? code = null) => new()
        {
            Regions = [.. Regions.Select(region => new RegionsPublished.Region
            {
                RegionId = region.Id,
                Version = version,
                Code = code is null ? region.Id : code(region.Id),
                Name = name is null ? $"地区{region.Id}" : name(region.Id),
                Level = region.Level,
                Path = Places.Path(region.Id),
            })],
        };

    public static TargetPublished TargetMessage(string pairing, long version, long fen) => new()
    {
        TargetId = new Guid(7, 7, 7, [0, 0, 0, 0, 0, 0, 0, 7]),
        Version = version,
        HolderId = FixturePairings.Id(pairing),
        Measure = TargetMeasure.Sales,
        Year = 2024,
        AmountFen = fen,
        EffectiveFrom = new DateOnly(2024, 1, 1),
    };

    extension(ServiceUnderTest<CreditingDb> service)
    {
        /// <summary>Closes May and takes its snapshots, as the service does in the background.</summary>
        public async Task<int> CloseMayAsync()
        {
            await service.CloseAsync("2024-05");
            return await service.TakeDueAsync();
        }

        public async Task<int> TakeDueAsync()
        {
            await using var scope = service.OpenDb(out var db);
            return await service.Services.GetRequiredService<TakeClosingSnapshots>().TakeAsync(db, TestContext.Current.CancellationToken);
        }

        public async Task<JsonElement> SnapshotAsync(string? region, string month = "2024-05")
        {
            var found = await service.Client(Roles.Auditor).GetJsonAsync($"/credits/snapshots?month={month}&size=200");
            var summary = found.List("items").Single(item => item.Text("number") == $"R1-{month}-{region ?? "CN"}");
            return await service.Client(Roles.Auditor).GetJsonAsync($"/credits/snapshots/{summary.Text("snapshotId")}");
        }

        public async Task<bool> IsIdenticalAsync(JsonElement snapshot)
        {
            var found = await service.Client(Roles.Auditor).GetJsonAsync($"/credits/snapshots/{IdOf(snapshot)}/regeneration");
            return found.GetProperty("identical").GetBoolean();
        }

        /// <summary>The answer to a signature by an official of the region.</summary>
        public async Task<(int Status, string Text)> SignAsync(JsonElement snapshot, string? region, string? hash = null)
        {
            var ct = TestContext.Current.CancellationToken;
            var client = service.ClientWith(TestTokens.For(
                Roles.Official, region: region, tier: region is null ? "Nation" : "County", subject: $"official-{region ?? "CN"}"));
            using var response = await client.PostOnceAsync(
                $"/credits/snapshots/{IdOf(snapshot)}/signatures",
                new
                {
                    signatureId = Guid.CreateVersion7(),
                    contentHash = hash ?? snapshot.GetProperty("snapshot").Text("contentHash"),
                    note = "已核",
                },
                ct: ct);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(ct));
        }
    }

    public static string IdOf(JsonElement snapshot) => snapshot.GetProperty("snapshot").Text("snapshotId");

    public static string Row(JsonElement snapshot, string pairing) => JsonSerializer.Serialize(
        snapshot.GetProperty("content").List("rows").Single(row => row.Text("pairingId") == $"{FixturePairings.Id(pairing)}"),
        MessageTypes.Json);

    /// <summary>The database refuses the snapshot with that number.</summary>
    public static async Task RefuseSnapshotAsync(this ServiceUnderTest<CreditingDb> service, string number)
    {
        await using var scope = service.OpenDb(out var db);
        await db.Database.ExecuteSqlRawAsync(
            Engines.Of(db) == Engine.PostgreSql
                ? $$"""
                CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
                CREATE TRIGGER refuse_one BEFORE INSERT ON snapshots
                     FOR EACH ROW WHEN (NEW.number = '{{number}}') EXECUTE FUNCTION refuse_one()
                """
                : $"""
                CREATE TRIGGER refuse_one BEFORE INSERT ON snapshots WHEN NEW.number = '{number}'
                     BEGIN SELECT RAISE(ABORT, 'the disk is full'); END
                """,
            TestContext.Current.CancellationToken);
    }

    /// <summary>The database takes it again.</summary>
    public static async Task AllowSnapshotsAsync(this ServiceUnderTest<CreditingDb> service)
    {
        await using var scope = service.OpenDb(out var db);
        await db.Database.ExecuteSqlRawAsync(
            Engines.Of(db) == Engine.PostgreSql ? "DROP TRIGGER refuse_one ON snapshots" : "DROP TRIGGER refuse_one",
            TestContext.Current.CancellationToken);
    }
}

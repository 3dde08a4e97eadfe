using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedLedger))]

namespace Marketplace.Crediting.Tests.Fixture;

/// <summary>One service on each engine that knows the pairings of the fixture, for tests that look at their own sales only.</summary>
public sealed class SharedLedger() : SharedService(engine => StartPairedAsync(engine))
{
    /// <summary>A service of a test's own, with an empty ledger and an empty registry.</summary>
    public static Task<ServiceUnderTest<CreditingDb>> StartAsync(Engine engine, TimeProvider? clock = null) =>
        ServiceUnderTest<CreditingDb>.StartAsync(
            engine, "Crediting", CreditingService.Name, Add, app => app.MapCrediting(), clock, TestContext.Current.CancellationToken);

    /// <summary>The service, whose months close only when a test closes them.</summary>
    public static void Add(ServiceHost host)
    {
        host.Configuration["Closing:BySchedule"] = "false";
        host.AddCrediting();
    }

    /// <summary>A service of a test's own that knows the pairings of the fixture.</summary>
    public static async Task<ServiceUnderTest<CreditingDb>> StartPairedAsync(Engine engine, TimeProvider? clock = null)
    {
        var service = await StartAsync(engine, clock);
        await service.DeliverAsync(Regions("330000", "330200", "330211", "510000", "513400", "513430"));
        await Task.WhenAll(FixturePairings.All.Select(pairing => service.DeliverAsync(pairing)));
        return service;
    }

    public static RegionsPublished Regions(params string[] ids) => new()
    {
        Regions = [.. ids.Select(id => new RegionsPublished.Region
        {
            RegionId = id,
            Version = 1,
            Code = id,
            Name = $"地区{id}",
            Level = RegionLevel.County,
            Path = Places.Path(id),
        })],
    };
}

/// <summary>What tests read of the ledger.</summary>
static class LedgerQueries
{
    extension(ServiceUnderTest<CreditingDb> service)
    {
        public async Task<IReadOnlyList<CreditEntry>> EntriesAsync(Guid lineId)
        {
            await using var scope = service.OpenDb(out var db);
            return await db.CreditEntries.AsNoTracking().Where(entry => entry.LineId == lineId)
                .OrderBy(entry => entry.EntryId).ToListAsync();
        }

        public async Task<SaleLine?> SaleAsync(Guid lineId)
        {
            await using var scope = service.OpenDb(out var db);
            return await db.SaleLines.AsNoTracking().SingleOrDefaultAsync(line => line.LineId == lineId);
        }

        /// <summary>In the notation of the cases: "P F01, C F02, K F03".</summary>
        public async Task<string> CreditedToAsync(Guid lineId)
        {
            var entries = await service.EntriesAsync(lineId);
            return entries.Count == 0
                ? "–"
                : string.Join(", ", entries.OrderBy(entry => entry.Scheme).ThenBy(entry => entry.Tier)
                    .Select(entry => $"{RuleBookScenario.Letter(entry.Tier)} {FixturePairings.Name(entry.HolderId)}"));
        }

        public async Task<IReadOnlyList<PairingMonth>> SumsAsync(Guid pairingId)
        {
            await using var scope = service.OpenDb(out var db);
            return await db.PairingMonths.AsNoTracking().Where(sum => sum.HolderId == pairingId)
                .OrderBy(sum => sum.PostingPeriod).ThenBy(sum => sum.RecognitionMonth).ToListAsync();
        }

        /// <summary>Why a message has to wait or needs an operator; null when it doesn't.</summary>
        public async Task<Platform.Messaging.ParkedMessage?> ParkedAsync(Guid messageId)
        {
            await using var scope = service.OpenDb(out var db);
            return await db.ParkedMessages.AsNoTracking().SingleOrDefaultAsync(parked => parked.MessageId == messageId);
        }

        public async Task<System.Text.Json.JsonElement> VerifyAsync()
        {
            using var response = await service.Client(Roles.Auditor).PostAsync("/credits/verifications", null);
            response.EnsureSuccessStatusCode();
            return await System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsync<System.Text.Json.JsonElement>(response.Content);
        }
    }
}

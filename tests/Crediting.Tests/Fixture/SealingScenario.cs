using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Sealing;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Witness;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Fixture;

/// <summary>A service of a test's own that seals only when the test says so.</summary>
static class SealingScenario
{
    public static async Task<ServiceUnderTest<CreditingDb>> StartAsync(
        Engine engine, TimeProvider? clock = null, Action<ServiceHost>? configure = null)
    {
        var service = await ServiceUnderTest<CreditingDb>.StartAsync(
            engine,
            "Crediting",
            CreditingService.Name,
            host =>
            {
                host.Configuration["Sealing:InBackground"] = "false";
                host.Configuration["Witness:InBackground"] = "false";
                configure?.Invoke(host);
                SharedLedger.Add(host);
            },
            app => app.MapCrediting(),
            clock,
            TestContext.Current.CancellationToken);
        await Task.WhenAll(FixturePairings.All.Select(pairing => service.DeliverAsync(pairing)));
        return service;
    }

    extension(ServiceUnderTest<CreditingDb> service)
    {
        /// <summary>Seals, signs the head and writes it to the witness.</summary>
        public async Task SealAsync()
        {
            await using var scope = service.OpenDb(out var db);
            await service.Services.GetRequiredService<SealLedger>().SealAsync(db, TestContext.Current.CancellationToken);
            await service.Services.GetRequiredService<SignHeads>().SignAsync(db, TestContext.Current.CancellationToken);
            await service.WitnessAsync();
        }

        /// <summary>The last signed head.</summary>
        public async Task<SignedTreeHead> HeadAsync()
        {
            await using var scope = service.OpenDb(out var db);
            return await db.TreeHeads.AsNoTracking().OrderByDescending(head => head.Number)
                .FirstAsync(TestContext.Current.CancellationToken);
        }

        /// <summary>Writes the signed heads to the witness, as the service does in the background.</summary>
        public async Task<int> WitnessAsync()
        {
            await using var scope = service.OpenDb(out var db);
            return await service.Services.GetRequiredService<WitnessHeads>().WriteAsync(db, TestContext.Current.CancellationToken);
        }

        /// <summary>Sells so many lines of 金阳 to a unit of 镇海, each credited at three tiers; returns the sale.</summary>
        public async Task<DeliveryAccepted> SellAsync(
            int lines = 1, string day = "2024-05-10", string region = "330211", string origin = Examples.Jinyang)
        {
            var unit = Examples.Unit(region);
            await service.DeliverAsync(unit);
            var sale = Examples.Acceptance(
                unit.UnitId, [.. Enumerable.Range(0, lines).Select(_ => Examples.Line(origin))]) with
            { AcceptedAt = Examples.Noon(day) };
            await service.DeliverAsync(sale);
            return sale;
        }

        public async Task<JsonElement> PostJsonAsync(string path, object body, string role = Roles.Official, string? subject = null)
        {
            var ct = TestContext.Current.CancellationToken;
            using var response = await service.ClientWith(
                TestTokens.For(role, tier: role == Roles.Official ? "Nation" : null, subject: subject)).PostOnceAsync(path, body, ct: ct);
            Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(ct)}");
            return await response.Content.ReadFromJsonAsync<JsonElement>(MessageTypes.Json, ct);
        }

        public Task<JsonElement> CloseAsync(string month) =>
            service.PostJsonAsync($"/credits/periods/{month}/closing", new { document = "测试〔2024〕1号" });

        /// <summary>Runs a command of the process, and returns its exit code and what it printed.</summary>
        public async Task<(int Code, string Output)> RunAsync(ServiceHost.Command command, params string[] args)
        {
            await using var scope = service.OpenDb(out _);
            await using var output = new StringWriter();
            var code = await command(scope.ServiceProvider, args, output, TestContext.Current.CancellationToken);
            return (code, output.ToString());
        }
    }
}

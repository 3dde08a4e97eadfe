using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Audit;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Audit;

/// <summary>POST /credits/rebuilds, and the command "rebuild".</summary>
public sealed class RebuildSumsTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Sums_that_were_changed_are_found_and_rebuilt(Engine engine)
    {
        await using var service = await AuditScenario.StartAsync(engine);
        await using var scope = service.OpenDb(out var db);
        await using var tampering = await Tampering.BeginAsync(db);
        var report = await ReportAsync(service);
        foreach (var (table, change) in ((string, string)[])
        [
            ("pairing_months", "UPDATE pairing_months SET rules_to = rules_to + 1"),
            ("pairing_days", "UPDATE pairing_days SET amount_fen = amount_fen + 1"),
            ("pairing_days", "UPDATE pairing_days SET subsidised_fen = subsidised_fen + 1"),
            ("verified_months", "UPDATE verified_months SET subsidised_fen = 1"),
            ("pairing_days", "DELETE FROM pairing_days"),
            ("verified_months", "UPDATE verified_months SET entries = entries + 1"),
            ("verified_days", "UPDATE verified_days SET amount_fen = amount_fen - 1"),
            ("party_months", "UPDATE party_months SET amount_fen = amount_fen + 1 WHERE role = 'Supplier'"),
            ("party_months", "DELETE FROM party_months WHERE role = 'Buyer'"),
            ("sale_months", "UPDATE sale_months SET region_reason = 'Suspicion'"),
            ("sale_months", "UPDATE sale_months SET shares = shares - 1"),
            ("party_sale_months", "UPDATE party_sale_months SET shares = shares + 1 WHERE role = 'Buyer'"),
            ("party_sale_months", "DELETE FROM party_sale_months WHERE role = 'Supplier'"),
        ])
        {
            await tampering.RunAsync(change);
            var found = await service.VerifyAsync();
            Assert.False(found.GetProperty("isSound").GetBoolean(), change);
            Assert.All(found.List("tableDifferences"), difference => Assert.Equal(table, difference.Text("table")));
            Assert.NotEmpty(found.List("tableDifferences"));

            var (code, output) = await service.RunAsync(RebuildSums.CommandAsync);
            Assert.Equal((0, true), (code, output.Contains(table, StringComparison.Ordinal)));
            Assert.True((await service.VerifyAsync()).GetProperty("isSound").GetBoolean(), change);
            Assert.Equal(report, await ReportAsync(service));
        }

        var rebuilt = await service.Client(Roles.Operator)
            .PostAsync("/credits/rebuilds", null, TestContext.Current.CancellationToken).JsonAsync(HttpStatusCode.OK);
        Assert.All(
            rebuilt.List("tables"), table => Assert.Equal((table.Text("table"), 0L), (table.Text("table"), table.Number("differences"))));
        Assert.Equal(report, await ReportAsync(service));
    }

    [Fact]
    public async Task Only_operators_rebuild()
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Post, "/credits/rebuilds", Roles.Operator);
    }

    static async Task<string> ReportAsync(ServiceUnderTest<CreditingDb> service)
    {
        var report = await service.Client(Roles.Auditor).GetJsonAsync("/credits/reports/pairing-progress?month=2024-05");
        return JsonSerializer.Serialize(report.GetProperty("rows")) + JsonSerializer.Serialize(report.GetProperty("totals"));
    }
}

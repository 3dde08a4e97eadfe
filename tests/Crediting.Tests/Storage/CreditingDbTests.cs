using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Marketplace.Crediting.Tests.Storage;

/// <summary>How the scope of a caller is asked for.</summary>
public sealed class CreditingDbTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_kind_of_caller_has_a_statement_of_sales_without_or(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        foreach (var caller in Statements.ScopedCallers)
        {
            await using var db = service.OpenDbAs(caller);
            var statement = db.SaleLines.Select(line => line.LineId).ToQueryString();
            Assert.Contains("WHERE", statement, StringComparison.Ordinal);
            Assert.DoesNotContain(" OR ", statement, StringComparison.Ordinal);
        }

        await using var all = service.OpenDbAs(Caller.System);
        Assert.DoesNotContain("WHERE", all.SaleLines.Select(line => line.LineId).ToQueryString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_is_planned_for_the_month_and_pairing_that_are_asked_for()
    {
        var service = await shared.OnAsync(Engine.PostgreSql);
        await using var scope = service.OpenDb(out var db);
        Assert.Equal(0, new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()).MaxAutoPrepare);
    }

    [Fact]
    public async Task An_index_yields_the_sales_of_an_official_in_their_order()
    {
        // Empty tables of its own: what the planner knows of shared ones depends on what other tests have written.
        await using var service = await SharedLedger.StartAsync(Engine.PostgreSql);
        await using var db = service.OpenDbAs(Statements.ScopedCallers[0]);

        var plan = await Statements.PlanAsync(db, db.ListedSales().Newest().Take(51).Select(listed => listed.LineId), Ct);

        Assert.Contains("PK_sale_regions", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
    }
}

using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Storage;

/// <summary>How the scope of a caller is asked for.</summary>
public sealed class OrderingDbTests(SharedOrderingFixture shared)
{
    static readonly PageQuery NextPage = new(Cursor.Encode(DateTimeOffset.UnixEpoch, Guid.Empty));

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_kind_of_caller_has_a_statement_without_or(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        foreach (var caller in Statements.ScopedCallers)
        {
            await using var db = fixture.Service.OpenDbAs(caller);
            var statement = db.Orders.Select(order => order.OrderId).ToQueryString();
            Assert.Contains("WHERE", statement, StringComparison.Ordinal);
            Assert.DoesNotContain(" OR ", statement, StringComparison.Ordinal);
        }

        await using var all = fixture.Service.OpenDbAs(Caller.System);
        Assert.DoesNotContain("WHERE", all.Orders.Select(order => order.OrderId).ToQueryString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_yields_each_list_in_its_order()
    {
        // Empty tables of its own: what the planner knows of shared ones depends on what other tests have written.
        await using var fixture = await OrderingFixture.OpenAsync(Engine.PostgreSql);
        foreach (var (caller, index) in Statements.ScopedCallers.Append(Caller.System).Zip((string[])
        [
            "IX_order_regions_region_id_submitted_at_order_id",
            "IX_order_units_unit_id_submitted_at_order_id",
            "IX_order_parts_supplier_id_submitted_at_order_id",
            "AK_orders_submitted_at_order_id",
        ]))
        {
            await using var db = fixture.Service.OpenDbAs(caller);
            var plan = await Statements.PlanAsync(db, db.ListedOrders().Newest(NextPage).Select(listed => listed.Id), Ct);
            Assert.Contains(index, plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
        }
    }
}

using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Logistics.Tests.Storage;

/// <summary>How the scope of a caller is asked for.</summary>
public sealed class LogisticsDbTests(SharedServices services)
{
    static readonly PageQuery NextPage = new(Cursor.Encode(DateTimeOffset.UnixEpoch, Guid.Empty));

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_kind_of_caller_has_a_statement_without_or(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var carrier = new Caller { Subject = "carrier", Role = "carrier", Org = Guid.CreateVersion7() };
        foreach (var caller in Statements.ScopedCallers.Append(carrier))
        {
            await using var db = logistics.OpenDbAs(caller);
            foreach (var statement in new[]
            {
                db.Shipments.Select(shipment => shipment.ShipmentId).ToQueryString(),
                db.SeenDisputes.Select(dispute => dispute.DisputeId).ToQueryString(),
                db.SeenReturns.Select(claim => claim.ReturnId).ToQueryString(),
            })
            {
                Assert.Contains("WHERE", statement, StringComparison.Ordinal);
                // A unit sees what it has ordered and what others have ordered for it: either has its index.
                Assert.Equal(db.UnitScope is null ? 0 : 1, statement.Split(" OR ").Length - 1);
            }

            // Its list walks along one index after the other.
            Assert.All(db.ListedByIndex(), listed => Assert.DoesNotContain(
                " OR ", listed.Select(shipment => shipment.Id).ToQueryString(), StringComparison.Ordinal));
        }

        await using var all = logistics.OpenDbAs(Caller.System);
        Assert.DoesNotContain("WHERE", all.Shipments.Select(shipment => shipment.ShipmentId).ToQueryString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_yields_the_list_of_an_official_in_its_order()
    {
        // Empty tables of its own: what the planner knows of shared ones depends on what other tests have written.
        await using var logistics = await SharedServices.StartAsync(Engine.PostgreSql, new FixedClock(LogisticsScenario.Now));
        await using var db = logistics.OpenDbAs(Statements.ScopedCallers[0]);

        var plan = await Statements.PlanAsync(db, db.ListedShipments().Newest(NextPage).Select(listed => listed.Id), Ct);

        Assert.Contains("IX_shipment_regions_region_id_planned_at_shipment_id", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
    }
}

using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

/// <summary>GET /ordering/counts.</summary>
public sealed class CountOrdersTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Orders_are_counted_by_state_within_what_the_caller_may_see(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var before = await CountAsync(fixture.Service.Client(Roles.Auditor));
        await fixture.PlaceAsync();
        await fixture.PlaceAndConfirmAsync();

        var after = await CountAsync(fixture.Service.Client(Roles.Auditor));

        // Other tests share the service: what they do at the same time only adds to the total.
        Assert.True(Total(after) >= Total(before) + 2);
        Assert.Equal(0, Total(await CountAsync(fixture.Service.Client(Roles.Official, region: "650000", tier: "Province"))));
        using var refused = await fixture.Purchaser(Guid.CreateVersion7()).GetAsync("/ordering/counts", Ct);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Of_very_many_orders_the_newest_are_counted()
    {
        await using var fixture = await OpenAsync(Engine.PostgreSql);
        await fixture.PlaceAsync();
        await using (var scope = fixture.Service.OpenDb(out var db))
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                WITH older AS (
                    SELECT (jsonb_populate_record(known, jsonb_build_object(
                        'order_id', gen_random_uuid(), 'number', '20250101-' || age,
                        'submitted_at', known.submitted_at - age, 'state', 'Completed'))).*
                    FROM orders AS known CROSS JOIN generate_series(1, {Counting.NewestMax}) AS age)
                INSERT INTO orders SELECT * FROM older
                """,
                Ct);
            await db.Database.ExecuteSqlRawAsync(
                "INSERT INTO order_regions (region_id, submitted_at, order_id) SELECT '330211', submitted_at, order_id FROM orders "
                + "ON CONFLICT DO NOTHING",
                Ct);
        }

        foreach (var reader in new[]
        {
            fixture.Service.Client(Roles.Auditor),
            fixture.Service.Client(Roles.Official, region: "330211", tier: "County"),
        })
        {
            var counts = await CountAsync(reader);
            Assert.Equal((1, Counting.NewestMax - 1, true), (counts.Submitted, counts.Completed, counts.OnlyNewest));
        }

        Assert.False((await CountAsync(fixture.Service.Client(Roles.Official, region: "510000", tier: "Province"))).OnlyNewest);
    }

    static long Total(CountOrders.Counts counts) => counts.Submitted + counts.Confirmed + counts.Completed + counts.Cancelled;

    static async Task<CountOrders.Counts> CountAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/ordering/counts", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync<CountOrders.Counts>(answer);
    }
}

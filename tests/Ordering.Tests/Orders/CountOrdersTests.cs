using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
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

    static long Total(CountOrders.Counts counts) => counts.Submitted + counts.Confirmed + counts.Completed + counts.Cancelled;

    static async Task<CountOrders.Counts> CountAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/ordering/counts", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync<CountOrders.Counts>(answer);
    }
}

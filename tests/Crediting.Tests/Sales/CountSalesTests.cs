using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Sales;

/// <summary>GET /credits/counts.</summary>
public sealed class CountSalesTests(SharedLedger shared)
{
    const string East = "350585";
    const string West = "620503";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Sales_and_entries_are_counted_within_what_the_caller_sees(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        await service.DeliverAsync(FixturePairings.Between(East, West));
        await service.SellAsync(lines: 2, region: East, origin: West);
        await service.SellAsync(region: East, origin: "610926");

        var counts = await service.Official(East).GetJsonAsync("/credits/counts");

        Assert.Equal(
            (3L, 1L, 3_000_00L, 2L),
            (counts.Number("sales"), counts.Number("uncredited"), counts.Number("acceptedFen"), counts.Number("entries")));
        Assert.Equal(2, (await service.Official(West).GetJsonAsync("/credits/counts")).Number("sales"));
        Assert.Equal(0, (await service.Official("441302").GetJsonAsync("/credits/counts")).Number("sales"));
    }

    [Fact]
    public async Task Officials_auditors_and_operators_count()
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Get, "/credits/counts", Roles.Official, Roles.Auditor, Roles.Operator);
    }
}

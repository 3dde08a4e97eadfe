using System.Net;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Gifts.GiftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Gifts;

/// <summary>GET /ordering/gift-limits/{unitId}/{year}.</summary>
public sealed class GetGiftLimitTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_people_of_the_unit_see_what_counts(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine), perHeadFen: 30_00);

        using var answer = await scenario.Buyer.GetAsync($"/ordering/gift-limits/{scenario.UnitId}/{Year}", Ct);

        var view = await ReadAsync<Ordering.Gifts.GiftLimitView>(answer);
        Assert.Equal((1, 30_00L, Approver, scenario.UnitId), (view.Version, view.PerHeadFen, view.FiledBy, view.FiledByUnitId));
        await RefusedAsync(
            caller => caller.GetAsync($"/ordering/gift-limits/{scenario.UnitId}/2027", Ct), scenario.Buyer,
            HttpStatusCode.NotFound, "gift_limit_not_found");
        await RefusedAsync(
            caller => caller.GetAsync($"/ordering/gift-limits/{scenario.UnitId}/{Year}", Ct),
            scenario.Fixture.Purchaser(Guid.CreateVersion7()), HttpStatusCode.NotFound, "unit_not_found");
    }
}

using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Facilitators;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Facilitators;

/// <summary>GET /units/facilitators.</summary>
public sealed class ListFacilitatorsTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Facilitators_are_found_by_region_and_kind(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var id = (await units.RegisterFacilitatorAsync()).FacilitatorId;
        Assert.Contains(await FoundAsync("region=330211&kind=Hall"), facilitator => facilitator.FacilitatorId == id);
        Assert.DoesNotContain(await FoundAsync("region=330211&kind=LiveStream"), facilitator => facilitator.FacilitatorId == id);
        Assert.DoesNotContain(await FoundAsync("region=330100"), facilitator => facilitator.FacilitatorId == id);

        async Task<IReadOnlyList<FacilitatorView>> FoundAsync(string query) =>
            (await units.Client(Roles.Supplier)
                .GetBodyAsync<Page<FacilitatorView>>($"{UnitsScenario.FacilitatorsPath}?{query}&size=200")).Items;
    }
}

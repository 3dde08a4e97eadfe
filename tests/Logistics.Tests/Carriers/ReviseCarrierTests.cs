using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Carriers;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Carriers;

/// <summary>PUT /logistics/carriers/{carrierId}.</summary>
public sealed class ReviseCarrierTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_a_carrier_says_of_itself_takes_effect_when_its_county_has_confirmed_it(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var (carrierId, supplierId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await logistics.CarrierAsync(carrierId, supplierId);
        var own = logistics.Client(Roles.Carrier, org: carrierId);

        var proposal = await LogisticsScenario.ReadAsync<ProposalView>(
            HttpStatusCode.Accepted, await ReviseAsync(own, carrierId, 1, RegisteredCarriers.Jinyang));
        Assert.Equal([supplierId], (await logistics.CarrierViewAsync(carrierId)).RelatedTo);
        await LogisticsScenario.ReadAsync<ProposalView>(HttpStatusCode.OK, await ConfirmAsync(logistics.Office(), proposal));

        var view = await logistics.CarrierViewAsync(carrierId);
        Assert.Equal(("改名物流", 2L), (view.Name, view.Version));
        Assert.Equal("改名物流", (await logistics.ToldAsync(carrierId, 2)).Name);
        Assert.Empty(view.RelatedTo);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Its_office_adds_a_relation_that_was_concealed_and_a_strange_one_does_not(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var (carrierId, supplierId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await logistics.CarrierAsync(carrierId);

        var view = await LogisticsScenario.ReadAsync<CarrierView>(
            HttpStatusCode.OK, await ReviseAsync(logistics.Office(), carrierId, 1, RegisteredCarriers.Jinyang, supplierId));

        Assert.Equal([supplierId], view.RelatedTo);
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "relation_is_the_carriers", null, logistics.Office(),
            client => ReviseAsync(client, carrierId, 2, RegisteredCarriers.Jinyang));
        Assert.Equal([supplierId], (await logistics.CarrierViewAsync(carrierId)).RelatedTo);
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_region", null, logistics.Office("330211"),
            client => ReviseAsync(client, carrierId, 2, RegisteredCarriers.Jinyang));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_organisation", null, logistics.Client(Roles.Carrier, org: Guid.CreateVersion7()),
            client => ReviseAsync(client, carrierId, 2, RegisteredCarriers.Jinyang));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "carrier_not_found", null, logistics.Office(),
            client => ReviseAsync(client, Guid.CreateVersion7(), 1, RegisteredCarriers.Jinyang));
        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            (await ReviseAsync(logistics.Office(), carrierId, 1, RegisteredCarriers.Jinyang)).StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_carrier_moves_when_both_regions_have_confirmed_it(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var carrierId = Guid.CreateVersion7();
        await logistics.CarrierAsync(carrierId);

        var proposal = await LogisticsScenario.ReadAsync<ProposalView>(
            HttpStatusCode.Accepted, await ReviseAsync(logistics.Office(), carrierId, 1, RegisteredCarriers.Yanyuan));
        Assert.Equal(["carrier", "region", "to"], proposal.Sides.Select(side => side.Name));
        await LogisticsScenario.ReadAsync<ProposalView>(
            HttpStatusCode.OK, await ConfirmAsync(logistics.Office(RegisteredCarriers.Yanyuan), proposal));

        Assert.Equal("盐源县", (await logistics.CarrierViewAsync(carrierId)).RegionName);
        Assert.Contains(
            $"{carrierId}",
            await logistics.Office().GetStringAsync(
                $"{NewCarrier.Path}?region={RegisteredCarriers.Yanyuan}&creditCode={NewCarrier.CreditCode(carrierId)}", Ct),
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            $"{carrierId}",
            await logistics.Office().GetStringAsync(
                $"{NewCarrier.Path}?region={RegisteredCarriers.Jinyang}&creditCode={NewCarrier.CreditCode(carrierId)}", Ct),
            StringComparison.Ordinal);
    }

    static Task<HttpResponseMessage> ReviseAsync(
        HttpClient client, Guid carrierId, long version, string regionId, params Guid[] relatedTo) => client.PutIfMatchAsync(
            $"{NewCarrier.Path}/{carrierId}", new { name = "改名物流", regionId, relatedTo, document = "金交〔2026〕2号" }, version, Ct);

    static Task<HttpResponseMessage> ConfirmAsync(HttpClient client, ProposalView proposal) =>
        client.PostOnceAsync($"/logistics/proposals/{proposal.ProposalId}/confirmation", new { }, ct: Ct);
}

using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Photos;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Photos;

/// <summary>GET /logistics/shipments/{shipmentId}/photos.</summary>
public sealed class ListPhotosTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task All_of_a_shipment_are_read_page_by_page(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        var sent = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            sent.Add((await scenario.Purchaser.PhotographAsync(scenario.Path)).PhotoId);
        }

        var (read, after) = (new List<Guid>(), (string?)null);
        do
        {
            var page = await LogisticsScenario.ReadAsync<Page<PhotoView>>(
                HttpStatusCode.OK, await scenario.Supplier.GetAsync($"{scenario.Path}/photos?size=2&after={after}", Ct));
            read.AddRange(page.Items.Select(photo => photo.PhotoId));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(sent.Order(), read.Order());
        Assert.Equal(sent.Count, read.Distinct().Count());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_stranger_sees_no_shipment_and_a_carrier_that_was_replaced_its_own(Engine engine)
    {
        var scenario = await LogisticsScenario.DispatchedAsync(await services.OnAsync(engine));
        var own = await scenario.Carrier.PhotographAsync(scenario.Path, "&subject=HandOver");
        var others = await scenario.Supplier.PhotographAsync(scenario.Path, "&subject=Loading");
        foreach (var role in new[] { Roles.Supplier, Roles.Carrier, Roles.Purchaser, Roles.Keeper, Roles.Approver })
        {
            var stranger = scenario.Logistics.Client(role, org: Guid.CreateVersion7());
            await Refused.AsAsync(
                HttpStatusCode.NotFound, "shipment_not_found", null, stranger, client => client.GetAsync($"{scenario.Path}/photos", Ct));
            await Refused.AsAsync(
                HttpStatusCode.NotFound, "photo_not_found", null, stranger,
                client => client.GetAsync($"/logistics/photos/{own.PhotoId}", Ct));
        }

        using var refused = await scenario.Carrier.PostOnceAsync($"{scenario.Path}/carrier/refusal", new { }, ct: Ct);
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await scenario.Carrier.GetAsync($"/logistics/photos/{own.PhotoId}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await scenario.Carrier.GetAsync($"/logistics/photos/{others.PhotoId}", Ct)).StatusCode);
    }
}

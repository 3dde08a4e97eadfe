using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Logistics.Acceptances;
using Marketplace.Logistics.Disputes;
using Marketplace.Logistics.Lorries;
using Marketplace.Logistics.Returns;
using Marketplace.Logistics.Shipments;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Photos;

/// <summary>What a buyer refuses, disputes or returns names photographs of its own.</summary>
public sealed class NamedPhotosTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_refused_line_names_what_shows_it_and_the_supplier_reads_it(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine), ("10", "1.00"), ("5", "2.00"));
        var photo = await scenario.Purchaser.PhotographAsync(scenario.Path, $"&subject=Discrepancy&lineId={scenario.Part.Lines[1].LineId}");

        await LogisticsScenario.ReadAsync<AcceptanceSheet>(
            HttpStatusCode.Created, await scenario.PostAcceptanceAsync(Refusing(scenario, photo.PhotoId)));

        var sheet = Assert.Single((await LogisticsScenario.ReadAsync<ShipmentView>(
            HttpStatusCode.OK, await scenario.Supplier.GetAsync(scenario.Path, Ct))).Acceptances);
        Assert.Equal([[], [photo.PhotoId]], sheet.Lines.Select(line => line.PhotoIds));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Another_sides_another_shipments_or_a_withdrawn_photograph_is_not_named(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.DeliveredAsync(logistics, ("10", "1.00"), ("5", "2.00"));
        var elsewhere = await LogisticsScenario.DeliveredAsync(logistics);
        var withdrawn = await scenario.Purchaser.PhotographAsync(scenario.Path);
        await scenario.Purchaser.PostOnceAsync($"/logistics/photos/{withdrawn.PhotoId}/withdrawal", new { reason = "重复" }, ct: Ct);
        foreach (var photoId in new[]
        {
            (await scenario.Supplier.PhotographAsync(scenario.Path)).PhotoId,
            (await elsewhere.Purchaser.PhotographAsync(elsewhere.Path)).PhotoId,
            withdrawn.PhotoId,
            Guid.CreateVersion7(),
        })
        {
            await Refused.AsAsync(
                HttpStatusCode.BadRequest, "photo_unknown", "lines[1].photoIds", scenario.Purchaser,
                client => scenario.PostAcceptanceAsync(Refusing(scenario, photoId), client));
            await Refused.AsAsync(
                HttpStatusCode.BadRequest, "photo_unknown", "photoIds", scenario.Purchaser,
                client => scenario.PostDisputeAsync(Naming(scenario.Disputed("1"), photoId), client));
        }

        var one = (await scenario.Purchaser.PhotographAsync(scenario.Path)).PhotoId;
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "repeated", "lines[1].photoIds", scenario.Purchaser,
            client => scenario.PostAcceptanceAsync(Refusing(scenario, one, one), client));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "count_out_of_range", "lines[1].photoIds", scenario.Purchaser,
            client => scenario.PostAcceptanceAsync(
                Refusing(scenario, [.. Enumerable.Range(0, 11).Select(_ => Guid.CreateVersion7())]), client));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_lorrys_acceptances_disputes_and_returns_name_them_too(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine), ("10", "1.00"), ("5", "2.00"));
        var photo = await scenario.Purchaser.PhotographAsync(scenario.Path);
        var dispute = await LogisticsScenario.ReadAsync<DisputeView>(
            HttpStatusCode.Created, await scenario.PostDisputeAsync(Naming(scenario.Disputed("1"), photo.PhotoId)));
        Assert.Equal([photo.PhotoId], dispute.PhotoIds);
        var read = await LogisticsScenario.ReadAsync<DisputeView>(
            HttpStatusCode.OK, await scenario.Supplier.GetAsync($"/logistics/disputes/{dispute.DisputeId}", Ct));
        Assert.Equal([photo.PhotoId], read.PhotoIds);

        var item = Refusing(scenario, "9", photo.PhotoId);
        item["shipmentId"] = scenario.Part.PartId;
        var outcomes = await LogisticsScenario.ReadAsync<ShipmentOutcomes>(
            HttpStatusCode.OK, await scenario.Purchaser.PostOnceAsync("/logistics/acceptances", new { items = new[] { item } }, ct: Ct));
        Assert.Null(Assert.Single(outcomes.Items).Problem);
        Assert.Equal([photo.PhotoId], (await scenario.ViewAsync()).Acceptances[0].Lines[1].PhotoIds);

        Assert.Equal([photo.PhotoId], (await ReturnAsync(scenario, photo.PhotoId)).PhotoIds);
    }

    /// <summary>A return of some of the first line that names a photograph.</summary>
    internal static async Task<ReturnView> ReturnAsync(LogisticsScenario scenario, Guid photoId) =>
        await LogisticsScenario.ReadAsync<ReturnView>(
            HttpStatusCode.Created, await scenario.PostReturnAsync(Naming(scenario.Wanted("Return", "1"), photoId)));

    static JsonObject Naming(object body, params Guid[] photoIds)
    {
        var named = JsonSerializer.SerializeToNode(body, MessageTypes.Json)!.AsObject();
        named["photoIds"] = new JsonArray([.. photoIds.Select(photoId => JsonValue.Create(photoId))]);
        return named;
    }

    static JsonObject Refusing(LogisticsScenario scenario, params Guid[] photoIds) => Refusing(scenario, "10", photoIds);

    /// <summary>The first line is good, all of the second is refused, which the photographs show.</summary>
    static JsonObject Refusing(LogisticsScenario scenario, string accepted, params Guid[] photoIds)
    {
        var body = scenario.Changed(scenario.Accept((accepted, "0", "0", null), ("0", "0", "5", "腐烂")), "{}");
        body["lines"]![1]!["photoIds"] = new JsonArray([.. photoIds.Select(photoId => JsonValue.Create(photoId))]);
        return body;
    }
}

using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Measures;

/// <summary>POST /credits/measures (CR-23).</summary>
public sealed class RecordMeasureTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_measure_is_recorded_by_one_of_its_sides(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        Assert.Equal("403 not_your_region", await service.Official("441302").RecordAsync(MeasureScenario.Measure("330211")).RefusalAsync());

        var recorded = await service.Official("513430").RecordAsync(MeasureScenario.Measure("330211")).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(
            ("Signed", 1_000_000L, "official-513430"), (recorded.Text("kind"), recorded.Number("amountFen"), recorded.Text("recordedBy")));
        Assert.Equal(("/330000/330200/330211/", "/510000/513400/513430/"), (recorded.Text("eastPath"), recorded.Text("westPath")));
        Assert.NotEmpty((await service.Official("330211").GetJsonAsync("/credits/measures?size=200")).List("items"));
        Assert.Empty((await service.Official("441302").GetJsonAsync("/credits/measures?size=200")).List("items"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_id_that_is_taken_is_refused(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var measure = MeasureScenario.Measure("330211");
        await service.Official("330211").RecordAsync(measure).JsonAsync(HttpStatusCode.Created);

        Assert.Equal("409 already_exists measureId", await service.Official("513430").RecordAsync(measure).FieldRefusalAsync());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_measure_needs_known_regions_an_amount_and_a_document(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var official = service.Official("330211");

        Assert.Equal("400 unknown_region eastRegionId", await official.RecordAsync(MeasureScenario.Measure("999999")).FieldRefusalAsync());
        Assert.Equal(
            "400 unknown_region westRegionId", await official.RecordAsync(MeasureScenario.Measure("330211", "999999")).FieldRefusalAsync());
        Assert.Equal(
            "400 amount_positive amountFen",
            await official.RecordAsync(MeasureScenario.Measure("330211", amountFen: 0)).FieldRefusalAsync());
        Assert.Equal(
            "400 amount_too_large amountFen",
            await official.RecordAsync(MeasureScenario.Measure("330211", amountFen: long.MaxValue)).FieldRefusalAsync());
        Assert.Equal(
            "400 text_blank document", await official.RecordAsync(MeasureScenario.Measure("330211", document: "")).FieldRefusalAsync());
        await service.IsForAsync(HttpMethod.Post, MeasureScenario.Path, Roles.Official);
    }
}

using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Holds;

/// <summary>POST /credits/holds/{holdId}/release and /rejection (CR-17).</summary>
public sealed class DecideHoldTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_hold_is_released_once_both_its_sides_have_confirmed_it(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (lineId, holdId) = await service.HoldAsync();
        Assert.Equal("404 hold_not_found", await DecideAsync(service.Official("441302"), holdId, "release").RefusalAsync());
        Assert.Equal("404 hold_not_found", await DecideAsync(service.Official("441302"), holdId, "rejection").RefusalAsync());
        Assert.Equal("–", await service.CreditedToAsync(lineId));

        var proposed = await DecideAsync(service.Official("513430"), holdId, "release", "已查实").JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal("–", await service.CreditedToAsync(lineId));
        Assert.Equal("409 proposal_open", await DecideAsync(service.Official("330211"), holdId, "release").RefusalAsync());
        await service.Official("330211").PostOnceAsync($"/credits/proposals/{proposed.Text("proposalId")}/confirmation", new { }, ct: Ct)
            .JsonAsync(HttpStatusCode.OK);

        var released = Assert.Single((await service.Official("330211").GetJsonAsync($"/credits/holds?lineId={lineId}")).List("items"));
        Assert.Equal(("Released", "official-330211", "已查实"), (released.Text("state"), released.Text("decidedBy"), released.Text("note")));
        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(lineId));
        Assert.All(await service.EntriesAsync(lineId), entry => Assert.Equal(new DateOnly(2024, 5, 10), entry.RecognitionDate));
        Assert.Equal("409 hold_decided", await DecideAsync(service.Official("330211"), holdId, "rejection").RefusalAsync());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_rejected_sale_earns_nothing(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (lineId, holdId) = await service.HoldAsync();
        Assert.Equal(
            "400 text_blank note", await DecideAsync(service.Official("513430"), holdId, "rejection", note: "").FieldRefusalAsync());

        var rejected = await service.Nation()
            .PostOnceAsync($"/credits/holds/{holdId}/rejection", new { note = "虚假交易", document = "稽核〔2024〕3号" }, ct: Ct)
            .JsonAsync(HttpStatusCode.OK);

        Assert.Equal(("Rejected", "稽核〔2024〕3号"), (rejected.Text("state"), rejected.Text("document")));
        Assert.Empty(await service.EntriesAsync(lineId));
        Assert.Equal(SaleStatus.Rejected, (await service.SaleAsync(lineId))!.Status);
        Assert.Equal("409 hold_decided", await DecideAsync(service.Official("330211"), holdId, "release").RefusalAsync());
    }

    [Theory]
    [InlineData(Engine.Sqlite, "release")]
    [InlineData(Engine.Sqlite, "rejection")]
    [InlineData(Engine.PostgreSql, "release")]
    public async Task A_hold_for_an_unconfirmed_recognition_is_decided_by_the_register_of_the_county(Engine engine, string decision)
    {
        var service = await shared.OnAsync(engine);
        var (unit, line) = (Examples.Unit("330211"), Examples.Line());
        line = line with { Goods = line.Goods with { Recognition = Examples.Certified with { RecordId = null } } };
        await service.DeliverAsync(unit);
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line));
        var hold = Assert.Single((await service.Nation().GetJsonAsync($"/credits/holds?lineId={line.LineId}")).List("items"));
        Assert.Equal("RecognitionUnconfirmed", hold.Text("reason"));

        Assert.Equal(
            "409 register_decides", await DecideAsync(service.Nation(), Guid.Parse(hold.Text("holdId")), decision).RefusalAsync());
    }

    [Theory, InlineData("release"), InlineData("rejection")]
    public async Task Officials_and_operators_decide(string decision)
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Post, $"/credits/holds/{Guid.CreateVersion7()}/{decision}", Roles.Official);
    }

    static Task<HttpResponseMessage> DecideAsync(HttpClient client, Guid holdId, string decision, string note = "已核实") =>
        client.PostOnceAsync($"/credits/holds/{holdId}/{decision}", new { note }, ct: Ct);
}

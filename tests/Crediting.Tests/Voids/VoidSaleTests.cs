using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Voids;

/// <summary>POST /credits/voids (CR-18).</summary>
public sealed class VoidSaleTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_sale_is_voided_once_both_its_sides_have_confirmed_it(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var lineId = (await service.SellAsync()).Lines[0].LineId;
        Assert.Equal("404 sale_not_found", await VoidAsync("441302").RefusalAsync());

        var proposed = await VoidAsync("513430").JsonAsync(HttpStatusCode.Accepted);
        var path = $"/credits/proposals/{proposed.Text("proposalId")}/confirmation";
        Assert.Equal(3_000_00L, (await service.EntriesAsync(lineId)).Sum(entry => entry.AmountFen));
        Assert.Equal("409 own_proposal", await service.Official("513430").PostOnceAsync(path, new { }, ct: Ct).RefusalAsync());
        Assert.Equal(
            "409 side_confirmed", await service.Official("513430", "a colleague").PostOnceAsync(path, new { }, ct: Ct).RefusalAsync());
        Assert.Equal("404 proposal_not_found", await service.Official("441302").PostOnceAsync(path, new { }, ct: Ct).RefusalAsync());

        var confirmed = await service.Official("330211").PostOnceAsync(path, new { }, ct: Ct).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(("Confirmed", $"/credits/sales/{lineId}"), (confirmed.Text("state"), confirmed.Text("location")));
        Assert.Equal("409 sale_voided", await VoidAsync("330211").RefusalAsync());
        Assert.Equal(0, (await service.EntriesAsync(lineId)).Sum(entry => entry.AmountFen));

        Task<HttpResponseMessage> VoidAsync(string region) =>
            service.Official(region).PostOnceAsync("/credits/voids", Request(lineId), ct: Ct);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_above_both_sides_voids_a_sale_alone(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var lineId = (await service.SellAsync()).Lines[0].LineId;

        var voided = await service.Nation().PostOnceAsync("/credits/voids", Request(lineId), ct: Ct).JsonAsync(HttpStatusCode.Created);

        Assert.Equal((lineId.ToString(), 3L), (voided.Text("lineId"), voided.Number("entries")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task All_that_stands_is_reversed_published_and_its_parties_are_flagged(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var sale = await service.SellAsync();
        var lineId = sale.Lines[0].LineId;

        await service.Nation().PostOnceAsync("/credits/voids", Request(lineId), ct: Ct).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(
            [(EntryType.Void, -1_000_00L), (EntryType.Void, -1_000_00L), (EntryType.Void, -1_000_00L)],
            (await service.EntriesAsync(lineId)).Where(entry => entry.EntryType != EntryType.Original)
                .Select(entry => (entry.EntryType, entry.AmountFen)));
        Assert.Equal(SaleStatus.Voided, (await service.SaleAsync(lineId))!.Status);
        var adjusted = await Eventually.NotNullAsync(
            () => Task.FromResult(service.Published<CreditAdjusted>().SingleOrDefault(message => message.LineId == lineId)),
            "the void to be published", ct: Ct);
        Assert.All(adjusted.Entries, entry => Assert.Equal(("Void", -1_000_00L), (entry.EntryType, entry.AmountFen)));
        var alert = await Eventually.NotNullAsync(
            () => Task.FromResult(service.Published<AlertRaised>().SingleOrDefault(message => message.ObjectId == $"{sale.SupplierId}")),
            "the alert", ct: Ct);
        Assert.Equal(("FakeTrade", "Red", "/510000/513400/513430/"), (alert.Kind, alert.Level, alert.OwnerPath.Value));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_void_needs_a_reason_and_a_document(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var official = service.Official("513430");

        Assert.Equal(
            "400 text_blank reason",
            await official.PostOnceAsync("/credits/voids", Request(Guid.CreateVersion7(), reason: " "), ct: Ct).FieldRefusalAsync());
        Assert.Equal(
            "400 text_blank document",
            await official.PostOnceAsync("/credits/voids", Request(Guid.CreateVersion7(), document: ""), ct: Ct).FieldRefusalAsync());
        await service.IsForAsync(HttpMethod.Post, "/credits/voids", Roles.Official);
    }

    static object Request(Guid lineId, string reason = "虚假交易", string document = "稽核〔2024〕3号") =>
        new { voidId = Guid.CreateVersion7(), lineId, acceptanceNo = 1, reason, document };
}

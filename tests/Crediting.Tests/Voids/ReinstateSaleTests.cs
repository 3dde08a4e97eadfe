using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Voids;

/// <summary>POST /credits/reinstatements (CR-18).</summary>
public sealed class ReinstateSaleTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_sale_voided_by_mistake_earns_again_once_both_its_sides_have_confirmed_it(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var lineId = (await service.SellAsync()).Lines[0].LineId;
        var credited = await BalancesAsync();
        Assert.Equal("409 sale_not_voided", await ReinstateAsync(service.Nation(), lineId).RefusalAsync());
        await service.Nation().PostOnceAsync("/credits/voids", Void(lineId), ct: Ct).JsonAsync(HttpStatusCode.Created);
        Assert.Equal("404 sale_not_found", await ReinstateAsync(service.Official("441302"), lineId).RefusalAsync());

        var proposed = await ReinstateAsync(service.Official("513430"), lineId).JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(0, (await service.EntriesAsync(lineId)).Sum(entry => entry.AmountFen));
        await service.Official("330211").PostOnceAsync($"/credits/proposals/{proposed.Text("proposalId")}/confirmation", new { }, ct: Ct)
            .JsonAsync(HttpStatusCode.OK);

        Assert.Equal(3, credited.Count);
        Assert.Equal(credited, await BalancesAsync());
        Assert.Equal(SaleStatus.Normal, (await service.SaleAsync(lineId))!.Status);
        Assert.Equal("409 sale_not_voided", await ReinstateAsync(service.Nation(), lineId).RefusalAsync());

        // And what is genuine after all may be found to be none again.
        await service.Nation().PostOnceAsync("/credits/voids", Void(lineId), ct: Ct).JsonAsync(HttpStatusCode.Created);
        Assert.Equal(0, (await service.EntriesAsync(lineId)).Sum(entry => entry.AmountFen));

        async Task<List<(PairingTier Tier, Guid Holder, long Fen)>> BalancesAsync() =>
        [
            .. (await service.EntriesAsync(lineId)).GroupBy(entry => (entry.Tier, entry.HolderId))
                .Select(group => (group.Key.Tier, group.Key.HolderId, group.Sum(entry => entry.AmountFen)))
                .OrderBy(balance => balance.Tier),
        ];
    }

    [Fact]
    public async Task Officials_reinstate()
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Post, "/credits/reinstatements", Roles.Official);
    }

    static Task<HttpResponseMessage> ReinstateAsync(HttpClient client, Guid lineId) => client.PostOnceAsync(
        "/credits/reinstatements",
        new { reinstatementId = Guid.CreateVersion7(), lineId, acceptanceNo = 1, reason = "复核属实", document = "稽核〔2024〕8号" }, ct: Ct);

    static object Void(Guid lineId) =>
        new { voidId = Guid.CreateVersion7(), lineId, acceptanceNo = 1, reason = "虚假交易", document = "稽核〔2024〕3号" };
}

using System.Net;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Gifts.GiftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Gifts;

/// <summary>PUT /ordering/gift-limits/{unitId}/{year}.</summary>
public sealed class FileGiftLimitTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_later_version_counts_and_needs_the_one_before(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine), perHeadFen: 30_00);

        await RefusedAsync(
            caller => scenario.AskFileLimitAsync(40_00, version: 2, caller), scenario.ApproverOf(scenario.UnitId),
            HttpStatusCode.PreconditionFailed, "changed_meanwhile", "If-Match");
        using var answer = await scenario.AskFileLimitAsync(40_00, version: 1);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var list = await scenario.UploadAsync(("王秀英", "A1", 11));
        Assert.Equal((40_00L, 0), (list.PerHead.LimitFen!.Value, list.PerHead.OverLimit));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_orders_and_who_is_a_stranger_file_none(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));

        await RefusedAsync(
            caller => scenario.AskFileLimitAsync(1, caller: caller), scenario.Buyer, HttpStatusCode.Forbidden, "role_not_allowed");
        await RefusedAsync(
            caller => scenario.AskFileLimitAsync(1, caller: caller), scenario.ApproverOf(Guid.CreateVersion7()),
            HttpStatusCode.NotFound, "unit_not_found");
        await RefusedAsync(
            caller => scenario.AskFileLimitAsync(0, caller: caller), scenario.ApproverOf(scenario.UnitId),
            HttpStatusCode.BadRequest, "out_of_range", "perHeadFen");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_the_unit_above_has_filed_it_alone_changes(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await OpenAsync(fixture);
        var above = await fixture.NewUnitAsync(name: "区总工会");
        await fixture.HearAsync(Unit(scenario.UnitId, Zhenhai, version: 2) with { ParentId = above });
        using (var filed = await scenario.AskFileLimitAsync(50_00, caller: scenario.ApproverOf(above)))
        {
            Assert.Equal(HttpStatusCode.Created, filed.StatusCode);
        }

        await RefusedAsync(
            caller => scenario.AskFileLimitAsync(90_00, version: 1, caller), scenario.ApproverOf(scenario.UnitId),
            HttpStatusCode.Forbidden, "filed_from_above");
    }
}

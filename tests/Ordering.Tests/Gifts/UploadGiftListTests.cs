using System.Net;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Gifts.GiftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Gifts;

/// <summary>POST /ordering/gift-lists/sheets.</summary>
public sealed class UploadGiftListTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_sheet_becomes_goods_by_dock_and_day_and_names_nobody(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine), perHeadFen: 100_00);
        var sheet = $"姓名,会员号,礼品,数量\n王秀英,A1,,12\n李建国,A2,,8\n赵敏,A3,{scenario.Other.Id},10\n";

        using var answer = await scenario.AskUploadAsync(sheet);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.DoesNotContain("王秀英", text, StringComparison.Ordinal);
        var list = (await ReadAsync<Ordering.Gifts.UploadGiftList.View>(answer)).List;
        Assert.Equal([(2, 20m, 70_00L), (1, 10m, 35_00L)], list.Goods.Select(
            goods => (goods.Recipients, goods.Quantity.Units, goods.AmountFen!.Value)));
        Assert.Equal((3, 105_00L, 42_00L, 0), (list.Recipients, list.AmountFen, list.PerHead.HighestFen, list.PerHead.OverLimit));
        Assert.Equal(10_000, list.RecognisedBasisPoints);
        Assert.Empty(list.Faults);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_sheet_with_a_fault_keeps_nobody_and_tells_all_faults(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var listId = Guid.CreateVersion7();
        var sheet = "姓名,工号,礼品,数量\n王秀英,A1,,10\n李建国,,,10\n赵敏,A3,查无此物,10\n孙丽,Ａ１,,10\n周强,A5,,一些\n";

        using var answer = await scenario.AskUploadAsync(sheet, listId);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await ReadAsync<System.Text.Json.JsonElement>(answer);
        Assert.Equal("recipients_faulty", problem.GetProperty("code").GetString());
        Assert.Equal(
            new HashSet<string> { "rows[3].staffNo", "rows[4].product", "rows[5].staffNo", "rows[6].quantity" },
            problem.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("field").GetString()!).ToHashSet());
        using var gone = await scenario.Buyer.GetAsync($"/ordering/gift-lists/{listId}", Ct);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_said_once_for_all_rows_is_wrong_once(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var sheet = "姓名,工号,礼品\n王秀英,A1,\n李建国,A2,\n赵敏,A3,也没有\n";

        using var answer = await scenario.AskUploadAsync(sheet, product: "查无此物");

        var errors = (await ReadAsync<System.Text.Json.JsonElement>(answer)).GetProperty("errors").EnumerateArray()
            .ToDictionary(fault => fault.GetProperty("field").GetString()!, fault => fault.GetProperty("message").GetString()!);
        Assert.Equal(new HashSet<string> { "product", "rows[4].product" }, errors.Keys.ToHashSet());
        Assert.Contains("2", errors["product"], StringComparison.Ordinal);
        Assert.Contains("查无此物", errors["product"], StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Its_year_is_that_of_the_delivery_and_its_docks_are_the_units_own(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var school = Guid.CreateVersion7();
        await scenario.Fixture.HearAsync(Drafts.DraftScenario.Entrusting(school, "八小", scenario.UnitId));
        var foreign = await scenario.Fixture.NewDockAsync(school, "八小食堂");
        var sheet = $"姓名,工号,数量,收货点,日期\n王秀英,A1,10,,2026-12-31\n李建国,A2,10,,2027-01-04\n赵敏,A3,10,{foreign},2026-12-31\n";

        using var answer = await scenario.AskUploadAsync(sheet);

        var problem = await ReadAsync<System.Text.Json.JsonElement>(answer);
        Assert.Equal(
            new HashSet<(string, string)> { ("rows[3].deliverOn", "years_differ"), ("rows[4].dock", "dock_unknown") },
            problem.GetProperty("errors").EnumerateArray()
                .Select(fault => (fault.GetProperty("field").GetString()!, fault.GetProperty("code").GetString()!)).ToHashSet());
        using var next = await scenario.AskUploadAsync("姓名,工号,数量,日期\n王秀英,A1,10,2027-01-04\n");
        Assert.Equal(2027, (await ReadAsync<Ordering.Gifts.UploadGiftList.View>(next)).List.Year);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Two_thousand_people_are_one_request_and_one_line(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine), perHeadFen: 100_00);

        var list = await scenario.UploadAsync([.. Enumerable.Range(1, 2_000).Select(number => ($"张三{number}", $"N{number}", 1m))]);

        Assert.Equal((2_000, 1, 6_666_60L), (list.Recipients, list.Goods.Count, list.AmountFen));
        var order = await scenario.OrderAsync(list);
        Assert.Equal(6_666_60, order.AmountFen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_is_for_the_own_unit_and_an_id_is_taken_once(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var list = await scenario.UploadAsync(("王秀英", "A1", 10));

        await RefusedAsync(
            stranger => scenario.AskUploadAsync(Sheet(("王秀英", "A1", 10)), caller: stranger),
            scenario.Fixture.Purchaser(Guid.CreateVersion7()), HttpStatusCode.Forbidden, "not_your_organisation");
        await RefusedAsync(
            buyer => scenario.AskUploadAsync(Sheet(("王秀英", "A1", 10)), list.ListId, buyer), scenario.Buyer,
            HttpStatusCode.Conflict, "already_exists", "listId");
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Marketplace.Contracts;
using Marketplace.Ordering.Gifts;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Tests.Drafts;
using Marketplace.Platform.Messaging;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Gifts;

/// <summary>A trade union with a dock, and the two products of <see cref="DraftScenario"/>: 3.50 yuan a jin from 10 jin on.</summary>
sealed record GiftScenario(OrderingFixture Fixture, Guid UnitId, Guid DockId, (Guid Id, string Name) Gift, (Guid Id, string Name) Other)
{
    public const int Year = 2026;
    public const string Approver = "union-approver";

    public HttpClient Buyer => Fixture.Purchaser(UnitId);

    public static async Task<GiftScenario> OpenAsync(OrderingFixture fixture)
    {
        var drafts = await DraftScenario.OpenAsync(fixture);
        return new GiftScenario(fixture, drafts.UnitId, drafts.DockId, drafts.Products[0], drafts.Products[1]);
    }

    /// <summary>Opened, with a limit a head.</summary>
    public static async Task<GiftScenario> OpenAsync(OrderingFixture fixture, long perHeadFen)
    {
        var scenario = await OpenAsync(fixture);
        using var answer = await scenario.AskFileLimitAsync(perHeadFen);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return scenario;
    }

    public HttpClient ApproverOf(Guid unitId, string subject = Approver) =>
        Fixture.Service.Client(Roles.Approver, org: unitId, subject: subject);

    public Task<HttpResponseMessage> AskFileLimitAsync(long perHeadFen, long? version = null, HttpClient? caller = null) =>
        DraftScenario.SendAsync(
            caller ?? ApproverOf(UnitId), HttpMethod.Put, $"/ordering/gift-limits/{UnitId}/{Year}", version,
            JsonContent.Create(new { perHeadFen, document = "工会慰问标准〔2026〕1号" }));

    /// <summary>Rows of a sheet: who, and how much of the gift.</summary>
    public static string Sheet(params (string Name, string StaffNo, decimal Quantity)[] people)
    {
        var text = new StringBuilder("姓名,工号,手机号,数量\n");
        foreach (var (name, staffNo, quantity) in people)
        {
            text.Append(name).Append(',').Append(staffNo).Append(",13800001111,").Append(quantity).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Sends a sheet of which all get the gift at the dock on Monday, unless a row says otherwise.</summary>
    public Task<HttpResponseMessage> AskUploadAsync(string sheet, Guid? listId = null, HttpClient? caller = null, string? product = null) =>
        DraftScenario.SendAsync(
            caller ?? Buyer, HttpMethod.Post,
            $"/ordering/gift-lists/sheets?listId={listId ?? Guid.CreateVersion7()}&unitId={UnitId}&name=Festival"
                + $"&product={product ?? Gift.Id.ToString()}&deliverOn={DraftScenario.Text(DraftScenario.Monday)}",
            version: null,
            new ByteArrayContent(Encoding.UTF8.GetBytes(sheet)) { Headers = { ContentType = MediaTypeHeaderValue.Parse("text/csv") } });

    public async Task<GiftListView> UploadAsync(params (string Name, string StaffNo, decimal Quantity)[] people)
    {
        using var answer = await AskUploadAsync(Sheet(people));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await ReadAsync<UploadGiftList.View>(answer)).List;
    }

    public async Task<GiftListView> SeeAsync(Guid listId)
    {
        using var answer = await Buyer.GetAsync($"/ordering/gift-lists/{listId}", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync<GiftListView>(answer);
    }

    public static Func<HttpClient, Task<HttpResponseMessage>> Order(
        GiftListView list, long? expectedFen = null, PlaceOrder.Agreed? terms = null) => caller =>
        DraftScenario.SendAsync(
            caller, HttpMethod.Post, $"/ordering/gift-lists/{list.ListId}/order", list.Version,
            JsonContent.Create(
                new OrderGifts.Request { ExpectedAmountFen = expectedFen ?? list.AmountFen, Terms = terms }, options: MessageTypes.Json));

    public async Task<OrderSummary> OrderAsync(GiftListView list)
    {
        using var answer = await Order(list)(Buyer);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync<OrderSummary>(answer);
    }

    public async Task<ListRecipients.View> RecipientsAsync(Guid listId, string query = "", HttpClient? caller = null)
    {
        using var answer = await (caller ?? Buyer).GetAsync($"/ordering/gift-lists/{listId}/recipients{query}", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync<ListRecipients.View>(answer);
    }
}

using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Ordering.Approvals;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Policies;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Approvals;

/// <summary>
/// A school below an education bureau, with two posts (科长, 分管副校长) that somebody holds, a supplier and a product at 3.50 yuan a jin.
/// </summary>
sealed record ApprovalScenario(
    OrderingFixture Fixture, Guid UnitId, Guid BureauId, Guid SupplierId, Guid ProductId, Guid ChiefPostId, Guid VicePostId)
{
    public const string Filer = "school-office";
    public const string Chief = "section-chief";
    public const string Vice = "vice-head";

    public HttpClient Buyer => Fixture.Service.Client(Roles.Purchaser, org: UnitId, subject: "school-buyer");

    public string PolicyPath => $"/ordering/approval-policies/{UnitId}";

    public static async Task<ApprovalScenario> OpenAsync(OrderingFixture fixture)
    {
        var (unitId, bureauId) = (Guid.CreateVersion7(), await fixture.NewUnitAsync(name: "镇海区教育局"));
        await fixture.HearAsync(Unit(unitId, Zhenhai) with { ParentId = bureauId });
        var supplierId = await fixture.NewSupplierAsync();
        var scenario = new ApprovalScenario(
            fixture, unitId, bureauId, supplierId, await fixture.NewProductAsync(supplierId), Guid.CreateVersion7(), Guid.CreateVersion7());
        await scenario.SetPostAsync(scenario.ChiefPostId, "科长", Chief);
        await scenario.SetPostAsync(scenario.VicePostId, "分管副校长", Vice);
        return scenario;
    }

    /// <summary>Opened, with a policy: the section chief from 50 yuan on, the vice head too from 200 yuan on.</summary>
    public static async Task<ApprovalScenario> OpenWithPolicyAsync(OrderingFixture fixture)
    {
        var scenario = await OpenAsync(fixture);
        await scenario.FileAsync(
            Rule("五十元以上", 50_00, scenario.ChiefPostId),
            Rule("二百元以上", 200_00, scenario.ChiefPostId, scenario.VicePostId));
        return scenario;
    }

    public HttpClient Approver(string subject, Guid? unitId = null) =>
        Fixture.Service.Client(Roles.Approver, org: unitId ?? UnitId, subject: subject);

    public static ApprovalRule Rule(string name, long? fromFen, params Guid[] posts) => new()
    {
        Name = name,
        AmountFromFen = fromFen,
        Steps = [.. posts.Select(postId => new ApprovalRule.Step { PostId = postId })],
    };

    public Task<HttpResponseMessage> AskSetPostAsync(HttpClient caller, Guid postId, string name, params Post.Holder[] holders) =>
        caller.PutAsJsonAsync($"/ordering/posts/{postId}", new { unitId = UnitId, name, holders }, Ct);

    public async Task SetPostAsync(Guid postId, string name, params string[] holders)
    {
        using var answer = await AskSetPostAsync(Approver(Filer), postId, name, [.. holders.Select(Holding)]);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    public static Post.Holder Holding(string subject) => new() { Subject = subject, From = Today.AddDays(-100) };

    public async Task FileAsync(params ApprovalRule[] rules)
    {
        var today = BusinessDay.Of(Fixture.Clock.Now);
        using var answer = await Approver(Filer).PutAsJsonAsync(PolicyPath, new { validFrom = today, rules }, Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    public PlaceOrder.Request Order(decimal quantity = 20, DateOnly? day = null) =>
        OrderingFixture.Order(UnitId, (ProductId, quantity)) with { DeliverOn = day };

    /// <summary>Places an order as the school's buyer; 20 jin cost 70 yuan.</summary>
    public async Task<OrderView> PlaceAsync(decimal quantity = 20, DateOnly? day = null)
    {
        using var answer = await Buyer.PostOnceAsync("/ordering/orders", Order(quantity, day), ct: Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await ReadAsync<OrderView>(answer);
    }

    /// <summary>Placed, with stock and budget held.</summary>
    public async Task<OrderView> PlaceAndHoldAsync(decimal quantity = 20, DateOnly? day = null) =>
        await Fixture.ConfirmAsync(await PlaceAsync(quantity, day));

    public Task<HttpResponseMessage> AskApproveAsync(string subject, OrderView order, int step = 1, string? comment = null) =>
        Approver(subject).PostOnceAsync($"/ordering/orders/{order.OrderId}/approval", new { step, comment }, ct: Ct);

    public async Task<ApprovalView> ApproveAsync(string subject, OrderView order, int step = 1)
    {
        using var answer = await AskApproveAsync(subject, order, step);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync<ApprovalView>(answer);
    }

    public static Task<HttpResponseMessage> AskRefuseAsync(HttpClient caller, OrderView order, int step = 1, string reason = "本月已采购") =>
        caller.PostOnceAsync($"/ordering/orders/{order.OrderId}/refusal", new { step, reason }, ct: Ct);

    public async Task<DelegationView> DelegateAsync(string by, Guid postId, string to, DateOnly? from = null, DateOnly? until = null)
    {
        using var answer = await Approver(by).PostOnceAsync($"/ordering/posts/{postId}/delegations", Delegation(to, from, until), ct: Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await ReadAsync<DelegationView>(answer);
    }

    public static DelegatePost.Request Delegation(string to, DateOnly? from = null, DateOnly? until = null) => new()
    {
        DelegationId = Guid.CreateVersion7(),
        To = to,
        From = from ?? Today,
        Until = until ?? Today.AddDays(7),
        Reason = "出差",
    };

    /// <summary>What waits for somebody.</summary>
    public async Task<IReadOnlyList<ApprovalView>> MineAsync(string subject)
    {
        using var answer = await Approver(subject).GetAsync("/ordering/approvals?mine=true", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await ReadAsync<Platform.Web.Page<ApprovalView>>(answer)).Items;
    }
}

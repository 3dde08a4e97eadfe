using System.Globalization;
using System.Text.Json.Nodes;
using Marketplace.AllInOne.Identity;
using Marketplace.Contracts;

namespace Marketplace.AllInOne.Demo;

/// <summary>Whoever orders doesn't decide alone: the school's policy has a post approve nuts from 500 yuan on.</summary>
static class ApproveWeek
{
    const string Post = "总务主任";
    const long FromFen = 50_000;

    // The same from one performance to the next.
    static readonly Guid PostId = Guid.Parse("0199a000-0000-7000-8000-000000000600");

    /// <summary>Another approver sets the post, with its holder, and files the policy; those of an earlier performance stay.</summary>
    public static async Task FilePolicyAsync(DemoConsole stage, string buyer, CancellationToken ct)
    {
        var unit = DemoCast.Named(buyer);
        var approver = await stage.AsAsync(DemoCast.ApproverOf(buyer), ct);
        var path = $"/ordering/approval-policies/{unit.Org}";
        if (await approver.FindAsync(path, ct) is { } filed && filed["versions"] is JsonArray { Count: > 0 })
        {
            return;
        }

        await approver.PutAsync(
            $"/ordering/posts/{PostId}",
            new
            {
                UnitId = unit.Org,
                Name = Post,
                Holders = new[] { new { Subject = DemoCast.Steward, From = stage.Today } },
            },
            etag: null,
            ct);
        await approver.PutAsync(
            path,
            new
            {
                ValidFrom = stage.Today,
                Rules = new[]
                {
                    new
                    {
                        Name = "坚果采购",
                        AmountFromFen = FromFen,
                        Categories = new[] { ProductCategory.Nut },
                        Steps = new[] { new { PostId, WithinHours = 48 } },
                    },
                },
                Document = "食堂采购管理办法",
            },
            etag: null,
            ct);
        await stage.DoneAsync(
            string.Create(CultureInfo.InvariantCulture, $"{unit.Zh} 制定审批制度：坚果满 {new Money(FromFen)} 元由{Post}审批，采购人不得自批"),
            "a policy: nuts from 500 yuan on need the approval of a post, and never of whoever ordered");
    }

    /// <summary>The order waits, with stock and budget held, until the post has approved it.</summary>
    public static async Task ApproveAsync(DemoConsole stage, Guid orderId, CancellationToken ct)
    {
        var approver = await stage.AsAsync(DemoCast.Steward, ct);
        var waiting = await Poll.UntilAsync<JsonNode>(
            "订单待审批 the order to wait for approval",
            async () => (await approver.ListAsync("/ordering/approvals?mine=true", ct))
                .FirstOrDefault(item => (Guid)item["orderId"]! == orderId),
            ct);
        await approver.PostAsync($"/ordering/orders/{orderId}/approval", new { Step = 1, Comment = "按周食谱采购" }, ct);
        await stage.DoneAsync(
            $"{Post}在待办中看到订单 {waiting["number"]}（库存与预算已占用），审批通过",
            "stock and budget are held; the post approves, and the order is confirmed");
    }
}

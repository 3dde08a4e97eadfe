using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Quotas;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Quotas;

/// <summary>GET /units/purchasing-units/{unitId}/quota-accounts/{year}/entries.</summary>
public sealed class ListQuotaEntriesTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Every_movement_is_listed_by_order_and_kind_page_by_page(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterQuotaUnitAsync();
        var order = await units.ConfirmAsync(QuotaScenario.Confirmed(unit, 1_000));
        await units.DeliverAsync(order.AcceptedAs(isPartial: false, 1_000), ct: Ct);
        var entry = QuotaScenario.Entry(unit, 990) with { OrderId = order.OrderId };
        await units.DeliverAsync(QuotaScenario.Executed(entry, QuotaScenario.Entry(unit, -90)), ct: Ct);
        var path = $"{QuotaScenario.AccountPath(unit)}/entries";
        var all = new List<QuotaEntryView>();
        for (string? after = null; ;)
        {
            var page = await units.Purchaser(unit)
                .GetBodyAsync<Page<QuotaEntryView>>($"{path}?size=3{(after is null ? "" : $"&after={after}")}");
            all.AddRange(page.Items);
            if ((after = page.Next) is null)
            {
                break;
            }
        }

        Assert.Equal(
            [(QuotaEntryKind.Held, 1_000), (QuotaEntryKind.Freed, -1_000), (QuotaEntryKind.Executed, 990), (QuotaEntryKind.TakenBack, -90)],
            all.OrderBy(item => item.Kind).Select(item => (item.Kind, item.AmountFen)));
        var executed = Assert.Single((await units.Auditor.GetBodyAsync<Page<QuotaEntryView>>($"{path}?kind=Executed")).Items);
        Assert.Equal((entry.EntryId, order.OrderId, "Original"), (executed.EntryId, executed.OrderId, executed.LedgerType));
    }
}

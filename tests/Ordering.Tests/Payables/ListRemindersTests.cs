using Marketplace.Ordering.Payables;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Payables.PayableScenario;

namespace Marketplace.Ordering.Tests.Payables;

/// <summary>GET /ordering/payables/reminders.</summary>
public sealed class ListRemindersTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Reminders_come_page_by_page_and_a_stranger_sees_none(Engine engine)
    {
        await using var fixture = await OpenAsync(engine, new Dictionary<string, string?> { ["Reminders:LookEvery"] = "00:00:00.020" });
        var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());
        await DeliveredAsync(fixture, order, part: 0, daysAgo: 31);
        await DeliveredAsync(fixture, order, part: 1, daysAgo: 32);
        foreach (var part in order.Parts)
        {
            await fixture.ToldOnceAsync<Contracts.Ordering.PaymentOverdue>(message => message.PartId == part.PartId);
        }

        List<Guid> seen = [];
        var after = "";
        do
        {
            var page = await ReadAsync<Page<ListReminders.Reminder>>(
                await fixture.Purchaser(order.UnitId).GetAsync($"/ordering/payables/reminders?size=1{after}", Ct));
            seen.AddRange(page.Items.Select(reminder => reminder.PartId));
            after = page.Next is { } next ? $"&after={Uri.EscapeDataString(next)}" : "";
        }
        while (after != "");

        Assert.Equal(order.Parts.Select(part => part.PartId).Order(), seen.Order());
        Assert.Empty((await ReadAsync<Page<ListReminders.Reminder>>(
            await fixture.Purchaser(Guid.CreateVersion7()).GetAsync("/ordering/payables/reminders", Ct))).Items);
    }
}

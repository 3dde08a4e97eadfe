using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Payables;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Payables.PayableScenario;

namespace Marketplace.Ordering.Tests.Payables;

/// <summary>The clock is moved here, so these services are not shared.</summary>
public sealed class RemindOverdueTests
{
    static readonly Dictionary<string, string?> LooksOften = new() { ["Reminders:LookEvery"] = "00:00:00.020" };

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_part_is_noted_once_the_day_after_it_was_due_and_what_is_paid_by_then_is_not(Engine engine)
    {
        await using var fixture = await OpenAsync(engine, LooksOften);
        var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());
        await DeliveredAsync(fixture, order, part: 0, daysAgo: 0);
        await DeliveredAsync(fixture, order, part: 1, daysAgo: 0);
        await PayAsync(fixture, order, part: 1, fen: 33_000);

        // 23:59 of the 30th day, and a minute later.
        fixture.Clock.Now = Noon.AddDays(30).AddHours(12).AddMilliseconds(-1);
        var early = await fixture.ConfirmAsync(await fixture.PlaceAsync());
        await DeliveredAsync(fixture, early, part: 0, daysAgo: 40);
        await fixture.ToldOnceAsync<PaymentOverdue>(message => message.OrderId == early.OrderId);
        Assert.Empty(fixture.Told<PaymentOverdue>(message => message.OrderId == order.OrderId));
        fixture.Clock.Advance(TimeSpan.FromMilliseconds(1));

        var told = await fixture.ToldOnceAsync<PaymentOverdue>(message => message.OrderId == order.OrderId);
        Assert.Equal(
            (order.Parts[0].PartId, Today.AddDays(30), 6_650L, fixture.Clock.Now), (told.PartId, told.DueOn, told.OwedFen,
            told.RemindedAt));

        // A later debt of the same part is no news of this kind; another day tells nothing again.
        fixture.Clock.Advance(TimeSpan.FromDays(1));
        await fixture.HearAsync(Returned(order, part: 0, fen: 100));
        var next = await fixture.ConfirmAsync(await fixture.PlaceAsync());
        await DeliveredAsync(fixture, next, part: 0, daysAgo: 40);
        await fixture.ToldOnceAsync<PaymentOverdue>(message => message.OrderId == next.OrderId);
        Assert.Single(fixture.Told<PaymentOverdue>(message => message.OrderId == order.OrderId));

        foreach (var reader in new[] { fixture.Purchaser(order.UnitId), Supplier(fixture, order, 0) })
        {
            var reminder = Assert.Single((await ReadAsync<Page<ListReminders.Reminder>>(
                await reader.GetAsync("/ordering/payables/reminders", Ct))).Items);
            Assert.Equal(
                (order.Parts[0].PartId, order.Number, 6_650L, 6_750L),
                (reminder.PartId, reminder.OrderNumber, reminder.OwedFen, reminder.OwedNowFen));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_part_that_cannot_be_noted_stops_no_other(Engine engine)
    {
        await using var fixture = await OpenAsync(engine, LooksOften);
        var (bad, good) = (await fixture.PlaceAndConfirmAsync(), await fixture.PlaceAndConfirmAsync());
        await using (var scope = fixture.Service.OpenDb(out var db))
        {
            // A note that is there already, as if somebody had written it by hand: the part's own can't be written.
            db.Add(new Marketplace.Ordering.Domain.PaymentReminder
            {
                PartId = bad.Parts[0].PartId,
                OrderId = bad.OrderId,
                UnitId = bad.UnitId,
                SupplierId = bad.Parts[0].SupplierId,
                DueOn = Today.AddDays(-50),
                OwedFen = 1,
                RemindedAt = Noon,
            });
            await db.SaveChangesAsync(Ct);
        }

        await DeliveredAsync(fixture, bad, part: 0, daysAgo: 50);
        await DeliveredAsync(fixture, good, part: 0, daysAgo: 40);

        await fixture.ToldOnceAsync<PaymentOverdue>(message => message.OrderId == good.OrderId);
        Assert.Empty(fixture.Told<PaymentOverdue>(message => message.OrderId == bad.OrderId));
        await Eventually.TrueAsync(
            async () =>
            {
                await using var scope = fixture.Service.OpenDb(out var db);
                return await db.SetAsideRows.AnyAsync(
                    row => row.Work == "remind-overdue" && row.RowKey == bad.Parts[0].PartId.ToString(), Ct);
            },
            "the part to be set aside", ct: Ct);
    }
}

using System.Text.Json.Serialization;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payables;

/// <summary>
/// GET /ordering/payables/reminders. What was noted as overdue the day after its due day, the newest first, for both sides.
/// </summary>
public static class ListReminders
{
    public static void Map(RouteGroupBuilder payables) => payables.MapGet("/reminders", HandleAsync)
        .WithName(nameof(ListReminders)).WithSummary("催款提醒列表 List reminders of payments").For(PayableScope.Readers)
        .RecordsAccess<OrderingDb>("payable");

    static async Task<Ok<Page<Reminder>>> HandleAsync(
        [AsParameters] PageQuery page, OrderingDb db, Caller caller, ReadAccess access, CancellationToken ct,
        Guid? unitId = null, Guid? supplierId = null)
    {
        var scope = PayableScope.Of(caller, unitId, supplierId);
        var reminders = db.PaymentReminders.AsNoTracking();
        reminders = scope.UnitId is { } unit ? reminders.Where(reminder => reminder.UnitId == unit) : reminders;
        reminders = scope.SupplierId is { } supplier ? reminders.Where(reminder => reminder.SupplierId == supplier) : reminders;
        var listed = reminders.Select(reminder => new Listed<PaymentReminder>
        {
            At = reminder.RemindedAt,
            Id = reminder.PartId,
            Row = reminder,
        });
        var found = await listed.Newest(page).ToListAsync(ct);
        Guid[] ids = [.. found.Select(row => row.Id)];
        var now = await db.Parts.AsNoTracking().Where(part => ids.Contains(part.PartId))
            .Join(db.Orders, part => part.OrderId, order => order.OrderId, (part, order) => new { part.PartId, part.OwedFen, order.Number })
            .ToDictionaryAsync(part => part.PartId, ct);
        return TypedResults.Ok(access.OfList(Page.Of(
            found, page.Size, row => Reminder.Of(row.Row, now[row.Id].Number, now[row.Id].OwedFen, scope.SeenAs),
            row => Cursor.Encode(row.At, row.Id))));
    }

    /// <summary>That a part of an order was not paid by its due day.</summary>
    public sealed record Reminder : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required Guid PartId { get; init; }

        public required Guid OrderId { get; init; }

        public required string OrderNumber { get; init; }

        public required Guid UnitId { get; init; }

        public required Guid SupplierId { get; init; }

        /// <summary>The last day for the payment.</summary>
        public required DateOnly DueOn { get; init; }

        public required DateTimeOffset RemindedAt { get; init; }

        /// <summary>What was owed then.</summary>
        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? OwedFen { get; init; }

        /// <summary>What is owed now.</summary>
        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? OwedNowFen { get; init; }

        internal static Reminder Of(PaymentReminder reminder, string number, long owedNow, Viewers seenAs) => new()
        {
            SeenAs = seenAs,
            PartId = reminder.PartId,
            OrderId = reminder.OrderId,
            OrderNumber = number,
            UnitId = reminder.UnitId,
            SupplierId = reminder.SupplierId,
            DueOn = reminder.DueOn,
            RemindedAt = reminder.RemindedAt,
            OwedFen = reminder.OwedFen,
            OwedNowFen = Math.Max(0, owedNow),
        };
    }
}

using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Background;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Ordering.Payables;

/// <summary>
/// 催款提醒: notes once for each part of an order, the day after its due day, that it is not paid → PaymentOverdue. Any number of processes may
/// look at once; a part that can't be noted stops no other.
/// </summary>
public sealed class RemindOverdue(RowWork<OrderingDb> work, IOptions<ReminderOptions> options, TimeProvider clock) : BackgroundService
{
    const int AtOnceMax = 200;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        work.RunAsync<Guid>("remind-overdue", options.Value.LookEvery, AtOnceMax, FindAsync, RemindAsync, stoppingToken);

    Task<List<Guid>> FindAsync(OrderingDb db, IReadOnlyCollection<Guid> aside, CancellationToken ct)
    {
        var today = BusinessDay.Of(clock.GetUtcNow());
        return db.Parts.Where(part => part.OwedFen > 0 && part.RemindedAt == null && part.DueOn < today && !aside.Contains(part.PartId))
            .OrderBy(part => part.DueOn).ThenBy(part => part.PartId).Take(AtOnceMax).Select(part => part.PartId).ToListAsync(ct);
    }

    async Task RemindAsync(OrderingDb db, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var today = BusinessDay.Of(now);
        var wanted = await db.LockFreeAsync<OrderPart>(ids, ct);
        var parts = await db.Parts
            .Where(part => wanted.Contains(part.PartId) && part.OwedFen > 0 && part.RemindedAt == null && part.DueOn < today)
            .ToListAsync(ct);
        foreach (var part in parts)
        {
            part.Remind(now);
            db.Add(new PaymentReminder
            {
                PartId = part.PartId,
                OrderId = part.OrderId,
                UnitId = part.UnitId,
                SupplierId = part.SupplierId,
                DueOn = part.DueOn!.Value,
                OwedFen = part.OwedFen,
                RemindedAt = now,
            });
            db.Publish(new PaymentOverdue
            {
                PartId = part.PartId,
                OrderId = part.OrderId,
                UnitId = part.UnitId,
                SupplierId = part.SupplierId,
                DueOn = part.DueOn.Value,
                OwedFen = part.OwedFen,
                RemindedAt = now,
            });
        }

        await db.SaveChangesAsync(ct);
    }
}

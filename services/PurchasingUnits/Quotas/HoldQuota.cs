using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Budgets;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>
/// ← OrderConfirmed, DeliveryAccepted, ShipmentCancelled, ShipmentLost. Holds of the quota what a confirmed order is expected to execute,
/// and frees it when its goods are accepted, cancelled or lost. What was executed is said by the ledger alone (CR-11).
/// </summary>
public sealed class HoldQuota(UnitsDb db, TimeProvider clock) : IConsumeSeveral
{
    public async Task ConsumeAsync(IReadOnlyList<object> messages, CancellationToken ct)
    {
        OrderConfirmed[] confirmed = [.. messages.OfType<OrderConfirmed>()];
        Release[] releases = [.. messages.Select(Release.Of).OfType<Release>()];
        var orders = await db.LockHoldsAsync(
            confirmed.Select(order => order.OrderId).Concat(releases.Select(release => release.OrderId)), ct);
        foreach (var order in confirmed)
        {
            // The budget has granted it, or it would not be confirmed: its hold is here, or about to be.
            if (!orders.ContainsKey(order.OrderId))
            {
                throw new MissingReferenceException(order, $"Nothing is known of a budget hold for order {order.OrderId}.");
            }
        }

        OrderConfirmed[] news = [.. confirmed.Where(order => !orders[order.OrderId].IsConfirmed).DistinctBy(order => order.OrderId)];
        var known = orders.Values.Where(order => order.IsConfirmed).Select(order => order.OrderId)
            .Concat(news.Select(order => order.OrderId)).ToHashSet();
        if (Array.Find(releases, release => !known.Contains(release.OrderId)) is { } early)
        {
            throw new MissingReferenceException(early.Message, $"Order {early.OrderId} is not known to be confirmed.");
        }

        var held = await HoldAsync(news, orders, ct);
        await FreeAsync(releases, held, ct);
    }

    /// <summary>Holds what new orders are expected to execute.</summary>
    async Task<List<QuotaHold>> HoldAsync(OrderConfirmed[] confirmed, Dictionary<Guid, BudgetHold> orders, CancellationToken ct)
    {
        if (confirmed.Length == 0)
        {
            return [];
        }

        var expectations = await QuotaExpectations.ReadAsync(db, confirmed, ct);
        var expected = confirmed.SelectMany(order => expectations.Of(order)
            .Select(line => (line.UnitId, line.Year, line.Hold, Day: BusinessDay.Of(order.ConfirmedAt)))).ToList();
        var accounts = await db.LockQuotaAccountsAsync(expected.Select(line => (line.UnitId, line.Year)), ct);
        foreach (var (_, _, hold, day) in expected)
        {
            db.Add(hold);
            Add(accounts[hold.AccountId], hold, StableId.Of("quota held", hold.LineId.ToString("D")), hold.ExpectedFen, day);
        }

        foreach (var order in confirmed)
        {
            orders[order.OrderId].Confirm();
        }

        return expected.ConvertAll(line => line.Hold);
    }

    async Task FreeAsync(Release[] releases, List<QuotaHold> news, CancellationToken ct)
    {
        Guid[] orderIds = [.. releases.Select(release => release.OrderId).Distinct()];
        if (orderIds.Length == 0)
        {
            return;
        }

        List<QuotaHold> holds =
        [
            .. news,
            .. await db.QuotaHolds.Where(hold => orderIds.Contains(hold.OrderId) && hold.OpenFen > 0).ToListAsync(ct),
        ];
        var byShipment = holds.ToLookup(hold => hold.ShipmentId);
        var freeing = releases.SelectMany(release => byShipment[release.ShipmentId]
            .Where(hold => release.Quantities is null || release.Quantities.ContainsKey(hold.LineId))
            .Select(hold => (Release: release, Hold: hold, EntryId: release.EntryIdOf(hold.LineId)))).ToList();
        Guid[] entryIds = [.. freeing.Select(part => part.EntryId)];
        var done = await db.QuotaEntries.Where(entry => entryIds.Contains(entry.EntryId)).Select(entry => entry.EntryId).ToHashSetAsync(ct);
        var accounts = await db.LockAndReadAsync<QuotaAccount>(freeing.Select(part => part.Hold.AccountId), ct);
        foreach (var (release, hold, entryId) in freeing.Where(part => done.Add(part.EntryId)))
        {
            var fen = release.Quantities is null ? hold.Free() : hold.Free(release.Quantities[hold.LineId] ?? hold.OpenQuantity);
            if (fen > 0)
            {
                Add(accounts[hold.AccountId], hold, entryId, -fen, BusinessDay.Of(release.At));
            }
        }
    }

    void Add(QuotaAccount account, QuotaHold hold, Guid entryId, long fen, DateOnly day)
    {
        var entry = new QuotaEntry
        {
            EntryId = entryId,
            AccountId = hold.AccountId,
            Kind = fen < 0 ? QuotaEntryKind.Freed : QuotaEntryKind.Held,
            AmountFen = fen,
            OrderId = hold.OrderId,
            OrderNumber = hold.OrderNumber,
            LineId = hold.LineId,
            Buyer = hold.Buyer,
            Category = hold.Category,
            Day = day,
            RecordedAt = clock.NowToTheMillisecond(),
        };
        account.Add(entry);
        db.Add(entry);
    }

    /// <summary>What an end of lines frees.</summary>
    /// <param name="SourceId">The acceptance, cancellation or loss, which counts once.</param>
    /// <param name="Quantities">
    /// By line what of it is decided, in thousandths, and null for all of it; null for all of the shipment.
    /// </param>
    /// <param name="Message">As it came.</param>
    sealed record Release(
        Guid SourceId, Guid OrderId, Guid ShipmentId, DateTimeOffset At, IReadOnlyDictionary<Guid, long?>? Quantities, object Message)
    {
        public Guid EntryIdOf(Guid lineId) =>
            StableId.Of("quota freed", SourceId.ToString("D", CultureInfo.InvariantCulture), lineId.ToString("D"));

        /// <summary>Null of what frees nothing.</summary>
        public static Release? Of(object message) => message switch
        {
            DeliveryAccepted accepted => new Release(
                accepted.AcceptanceId, accepted.OrderId, accepted.ShipmentId, accepted.AcceptedAt,
                accepted.IsPartial is true
                    ? accepted.Lines.ToDictionary(line => line.LineId, line => (long?)line.Ordered.Thousandths)
                    : null,
                message),
            ShipmentCancelled cancelled => new Release(
                cancelled.CancellationId, cancelled.OrderId, cancelled.ShipmentId, cancelled.CancelledAt,
                cancelled.IsWhole ? null : cancelled.Lines.ToDictionary(line => line.LineId, _ => (long?)null),
                message),
            ShipmentLost lost => new Release(lost.LossId, lost.OrderId, lost.ShipmentId, lost.LostAt, null, message),
            _ => null,
        };
    }
}

using Marketplace.Contracts.Logistics;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Budgets;

/// <summary>← ShipmentCancelled. What the budget holds for lines that will not be sent is available again.</summary>
public sealed class ReleaseLines(UnitsDb db, TimeProvider clock) : IConsume<ShipmentCancelled>
{
    public async Task ConsumeAsync(IReadOnlyList<ShipmentCancelled> messages, CancellationToken ct)
    {
        var holds = await db.LockHoldsAsync(messages.Select(cancelled => cancelled.OrderId), ct);
        if (messages.FirstOrDefault(cancelled => !holds.ContainsKey(cancelled.OrderId)) is { } early)
        {
            throw new MissingReferenceException(early, $"Nothing is known of a budget hold for order {early.OrderId}.");
        }

        Guid[] ids = [.. messages.Select(cancelled => cancelled.CancellationId)];
        var settled = await db.BudgetSettlements.Where(settlement => ids.Contains(settlement.SourceId))
            .Select(settlement => settlement.SourceId).ToHashSetAsync(ct);
        var accounts = await db.LockAccountsAsync(holds.Values.Select(hold => hold.AccountId), ct);
        foreach (var cancelled in messages.Where(cancelled => settled.Add(cancelled.CancellationId)))
        {
            var hold = holds[cancelled.OrderId];
            var settlement = new BudgetSettlement
            {
                SourceId = cancelled.CancellationId,
                OrderId = cancelled.OrderId,
                ReservedFen = cancelled.Lines.Sum(line => line.ReservedFen),
                AcceptedFen = 0,
                SettledAt = clock.NowToTheMillisecond(),
            };
            hold.ReleaseLines(accounts.GetValueOrDefault(hold.AccountId), settlement.ReservedFen);
            db.Add(settlement);
        }
    }
}

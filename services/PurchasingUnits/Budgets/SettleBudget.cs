using Marketplace.Contracts.Logistics;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Budgets;

/// <summary>← DeliveryAccepted. What was accepted is spent; what was reserved for short or refused goods is available again.</summary>
public sealed class SettleBudget(UnitsDb db, TimeProvider clock) : IConsume<DeliveryAccepted>
{
    public async Task ConsumeAsync(IReadOnlyList<DeliveryAccepted> messages, CancellationToken ct)
    {
        var holds = await db.LockHoldsAsync(messages.Select(acceptance => acceptance.OrderId), ct);
        if (messages.FirstOrDefault(acceptance => !holds.ContainsKey(acceptance.OrderId)) is { } early)
        {
            throw new MissingReferenceException(early, $"Nothing is known of a budget hold for order {early.OrderId}.");
        }

        Guid[] acceptanceIds = [.. messages.Select(acceptance => acceptance.AcceptanceId)];
        var settled = await db.BudgetSettlements.Where(settlement => acceptanceIds.Contains(settlement.SourceId))
            .Select(settlement => settlement.SourceId).ToHashSetAsync(ct);
        var accounts = await db.LockAccountsAsync(holds.Values.Select(hold => hold.AccountId), ct);
        foreach (var acceptance in messages)
        {
            if (settled.Add(acceptance.AcceptanceId))
            {
                Settle(acceptance, holds[acceptance.OrderId], accounts);
            }
        }
    }

    void Settle(DeliveryAccepted acceptance, BudgetHold hold, Dictionary<Guid, BudgetAccount> accounts)
    {
        var settlement = new BudgetSettlement
        {
            SourceId = acceptance.AcceptanceId,
            OrderId = acceptance.OrderId,
            ReservedFen = acceptance.Lines.Sum(line => line.OrderedFen),
            // What the buyer owes: less the discount, if the order has one.
            AcceptedFen = acceptance.Lines.Sum(line => line.PayableFen ?? line.AcceptedFen),
            SettledAt = clock.NowToTheMillisecond(),
        };
        hold.Settle(accounts.GetValueOrDefault(hold.AccountId), settlement.ReservedFen, settlement.AcceptedFen);
        db.Add(settlement);
    }
}

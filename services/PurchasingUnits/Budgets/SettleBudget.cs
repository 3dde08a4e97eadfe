using Marketplace.Contracts.Logistics;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Budgets;

/// <summary>
/// ← DeliveryAccepted. What was accepted is spent; what was reserved for short or refused goods is available again. What was accepted is
/// owed: an account that lacks it is overdrawn, and says so.
/// </summary>
public sealed class SettleBudget(UnitsDb db, TimeProvider clock, ILogger<SettleBudget> logger) : IConsume<DeliveryAccepted>
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
        var accounts = await db.LockAccountsAsync(messages.Select(acceptance => AccountOf(acceptance, holds[acceptance.OrderId])), ct);
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
        if (!accounts.TryGetValue(AccountOf(acceptance, hold), out var account))
        {
            // Nothing was granted without a budget, but goods that were taken in all the same have to be paid.
            account = BudgetAccount.Open(hold.UnitId, acceptance.BudgetYear, amountFen: 0);
            accounts.Add(account.Id, account);
            db.Add(account);
        }

        var reserved = acceptance.Lines.Sum(line => line.OrderedFen);
        // What the buyer owes: less the discount, if the order has one.
        var accepted = acceptance.Lines.Sum(line => line.PayableFen ?? line.AcceptedFen);
        var overdrawn = hold.Settle(account, reserved, accepted);
        BudgetLocks.SayOverdrawn(logger, hold, overdrawn);
        db.Add(new BudgetSettlement
        {
            SourceId = acceptance.AcceptanceId,
            OrderId = acceptance.OrderId,
            ReservedFen = reserved,
            AcceptedFen = accepted,
            OverdrawnFen = overdrawn,
            SettledAt = clock.NowToTheMillisecond(),
        });
    }

    /// <summary>
    /// Of the unit that pays, for which something is held: the acceptance names the unit that placed the order, perhaps as its agent.
    /// </summary>
    static Guid AccountOf(DeliveryAccepted acceptance, BudgetHold hold) => BudgetAccount.IdOf(hold.UnitId, acceptance.BudgetYear);
}

using Marketplace.Contracts.Logistics;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Budgets;

/// <summary>
/// ← ShipmentCancelled, ShipmentLost. What the budget holds for lines that will not be sent, or of which all is lost, is available again.
/// </summary>
public sealed class ReleaseLines(UnitsDb db, TimeProvider clock) : IConsume<ShipmentCancelled, ShipmentLost>
{
    public async Task ConsumeAsync(IReadOnlyList<ShipmentCancelled> cancelled, IReadOnlyList<ShipmentLost> lost, CancellationToken ct)
    {
        Release[] releases =
        [
            .. cancelled.Select(message => new Release(
                message.CancellationId, message.OrderId, message.Lines.Sum(line => line.ReservedFen), message)),
            .. lost.Select(message => new Release(
                message.LossId, message.OrderId, message.Lines.Sum(line => line.ReservedFen), message)),
        ];
        var holds = await db.LockHoldsAsync(releases.Select(release => release.OrderId), ct);
        if (Array.Find(releases, release => !holds.ContainsKey(release.OrderId)) is { } early)
        {
            throw new MissingReferenceException(early.Message, $"Nothing is known of a budget hold for order {early.OrderId}.");
        }

        Guid[] ids = [.. releases.Select(release => release.SourceId)];
        var settled = await db.BudgetSettlements.Where(settlement => ids.Contains(settlement.SourceId))
            .Select(settlement => settlement.SourceId).ToHashSetAsync(ct);
        var accounts = await db.LockAccountsAsync(holds.Values.Select(hold => hold.AccountId), ct);
        foreach (var release in releases.Where(release => settled.Add(release.SourceId)))
        {
            var hold = holds[release.OrderId];
            hold.ReleaseLines(accounts.GetValueOrDefault(hold.AccountId), release.ReservedFen);
            db.Add(new BudgetSettlement
            {
                SourceId = release.SourceId,
                OrderId = release.OrderId,
                ReservedFen = release.ReservedFen,
                AcceptedFen = 0,
                OverdrawnFen = 0,
                SettledAt = clock.NowToTheMillisecond(),
            });
        }
    }

    /// <summary>What an end of lines gives back to the budget.</summary>
    /// <param name="SourceId">The cancellation or loss, which counts once.</param>
    /// <param name="OrderId">Whose hold it is.</param>
    /// <param name="ReservedFen">What the order had reserved for the lines.</param>
    /// <param name="Message">As it came.</param>
    sealed record Release(Guid SourceId, Guid OrderId, long ReservedFen, object Message);
}

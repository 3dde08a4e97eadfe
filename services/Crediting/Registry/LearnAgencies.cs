using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// ← AgencyPublished. Keeps the authorities of agents, and judges again what the agent has sold for the principal since: what was confirmed
/// on a day without authority is not eligible (CR-05g).
/// </summary>
public sealed class LearnAgencies : IApplyEvent<AgencyPublished>
{
    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<AgencyPublished> happened, CancellationToken ct)
    {
        // One after the other, as a replay of the journal applies them.
        foreach (var message in happened)
        {
            await ApplyAsync(ledger, message, ct);
        }
    }

    static async Task ApplyAsync(LedgerWriter ledger, AgencyPublished message, CancellationToken ct)
    {
        var db = ledger.Db;
        var agency = await db.AgencyAuthorities.FindAsync([message.AgencyId], ct);
        if (agency?.Version >= message.Version)
        {
            return;
        }

        ledger.AppendEvent(message);
        if (agency is null)
        {
            agency = new AgencyAuthority { AgencyId = message.AgencyId, AgentId = message.AgentId, PrincipalId = message.PrincipalId };
            db.Add(agency);
        }

        agency.Learn(message.Version, message.ProductIds ?? [], message.ValidFrom, message.ValidUntil, message.WithdrawnFrom);
        await db.SaveChangesAsync(ct);
        var since = BusinessDay.StartOf(message.ValidFrom);
        await ReassessSales.PostAsync(
            ledger,
            db.SaleLines.Where(line => line.SupplierId == message.AgentId && line.PrincipalSupplierId == message.PrincipalId
                && line.ConfirmedAt >= since),
            because: null,
            ct);
    }
}

using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// ← SupplierPublished. Keeps since when and until when a supplier was suspended or removed, and judges again what
/// it confirmed meanwhile, by an agent too (CR-05c).
/// </summary>
public sealed class LearnSuppliers : IApplyEvent<SupplierPublished>
{
    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<SupplierPublished> happened, CancellationToken ct)
    {
        // One after the other, as a replay of the journal applies them.
        foreach (var message in happened)
        {
            await ApplyAsync(ledger, message, ct);
        }
    }

    static async Task ApplyAsync(LedgerWriter ledger, SupplierPublished message, CancellationToken ct)
    {
        var data = ledger.Db;
        var supplier = await data.Suppliers.SingleOrDefaultAsync(known => known.SupplierId == message.SupplierId, ct);
        if (supplier is null)
        {
            supplier = new Supplier { SupplierId = message.SupplierId };
            data.Add(supplier);
        }

        if (supplier.Version >= message.Version)
        {
            return;
        }

        ledger.AppendEvent(message);
        var before = supplier.Suspensions;
        supplier.Learn(
            message.Version,
            message.Name,
            message.Type,
            message.RegistrationPath.Value,
            [.. (message.Suspensions ?? []).Select(suspension => new Suspension(
                suspension.From, suspension.Until, suspension.IsRemoval))]);
        await data.SaveChangesAsync(ct);
        Suspension[] changed = [.. before.Except(supplier.Suspensions), .. supplier.Suspensions.Except(before)];
        if (changed.Length > 0)
        {
            // A sale may be heard of before the suspension that was in force when it was confirmed.
            var since = BusinessDay.StartOf(changed.Min(suspension => suspension.From));
            await ReassessSales.PostAsync(
                ledger,
                data.SaleLines.Where(line => (line.SupplierId == message.SupplierId || line.PrincipalSupplierId == message.SupplierId)
                    && line.ConfirmedAt >= since), because: null, ct);
        }
    }
}

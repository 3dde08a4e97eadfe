using Marketplace.Contracts.Catalog;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>← SupplierPublished. Keeps since when and until when a supplier was suspended, and judges again what it confirmed meanwhile (CR-05c).</summary>
public sealed class LearnSuppliers(CreditingDb db, KnownRegistry known, TimeProvider clock) : IHear<SupplierPublished>, IReplay<SupplierPublished>
{
    public async Task HearAsync(IReadOnlyList<SupplierPublished> messages, CancellationToken ct)
    {
        var ledger = await OpenLedger.OpenAsync(db, known, clock.GetUtcNow(), ct);
        await ApplyAsync(ledger, messages, ct);
        await ledger.WriteAsync(ct);
    }

    public async Task ApplyAsync(OpenLedger ledger, IReadOnlyList<SupplierPublished> happened, CancellationToken ct)
    {
        Guid[] ids = [.. happened.Select(message => message.SupplierId).Distinct()];
        var suppliers = await ledger.Db.Suppliers.Where(supplier => ids.Contains(supplier.SupplierId)).ToDictionaryAsync(one => one.SupplierId, ct);
        var changed = new Dictionary<Guid, DateOnly>();
        foreach (var message in happened)
        {
            if (!suppliers.TryGetValue(message.SupplierId, out var supplier))
            {
                supplier = suppliers[message.SupplierId] = new Supplier { SupplierId = message.SupplierId };
                ledger.Db.Add(supplier);
            }

            if (supplier.Version < message.Version)
            {
                ledger.Record(message);
                var before = supplier.Suspensions;
                supplier.Learn(
                    message.Version,
                    message.Name,
                    message.RegistrationPath.Value,
                    [.. (message.Suspensions ?? []).Select(one => new Suspension(one.From, one.Until))]);
                foreach (var differs in before.Except(supplier.Suspensions).Concat(supplier.Suspensions.Except(before)))
                {
                    changed[supplier.SupplierId] = changed.TryGetValue(supplier.SupplierId, out var day) && day < differs.From ? day : differs.From;
                }
            }
        }

        await ledger.Db.SaveChangesAsync(ct);
        foreach (var (supplierId, day) in changed)
        {
            // A sale may be heard of before the suspension that was in force when it was confirmed.
            var since = BusinessDay.StartOf(day);
            await Reconsidering.PostAsync(
                ledger, ledger.Db.SaleLines.Where(line => line.SupplierId == supplierId && line.ConfirmedAt >= since), because: null, ct);
        }
    }
}

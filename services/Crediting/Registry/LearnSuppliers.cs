using Marketplace.Contracts.Catalog;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>← SupplierPublished. Keeps since when and until when a supplier was suspended (CR-05c).</summary>
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
                supplier.Learn(
                    message.Version,
                    message.Name,
                    message.RegistrationPath.Value,
                    [.. (message.Suspensions ?? []).Select(one => new Suspension(one.From, one.Until))]);
            }
        }
    }
}

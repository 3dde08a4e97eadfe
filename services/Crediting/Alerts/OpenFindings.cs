using System.Globalization;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.OpenOrders;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Alerts;

/// <summary>Goods that have arrived and are not accepted (R11).</summary>
static class OpenFindings
{
    public static async Task<IReadOnlyList<Finding>> FindAsync(CreditingDb db, DateTimeOffset now, CancellationToken ct)
    {
        var before = now.AddDays(-OpenSums.AcceptanceDays);
        var overdue = await db.OpenParts.AsNoTracking()
            .Where(part => part.EndedAt == null && part.ConfirmedAt != null && part.DeliveredAt != null && part.DeliveredAt < before)
            .Select(part => new { part.PartId, part.OrderNumber, part.SupplierName, part.UnitName, part.UnitPath, part.DeliveredAt })
            .ToListAsync(ct);
        return
        [
            .. overdue.Select(part => new Finding(
                AlertKind.OverdueAcceptance,
                AlertLevel.Yellow,
                part.PartId.ToString(),
                $"{part.OrderNumber} {part.SupplierName} → {part.UnitName}",
                string.Create(
                    CultureInfo.InvariantCulture, $"到货已 {(int)(now - part.DeliveredAt!.Value).TotalDays} 天 days since the arrival"),
                $"{OpenSums.AcceptanceDays} 天 days",
                part.UnitPath)),
        ];
    }
}

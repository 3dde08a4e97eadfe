using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Platform.Messaging;

namespace Marketplace.Crediting.Sales;

/// <summary>Alerts that a single sale gives rise to (CR-05, R11).</summary>
static class SaleAlerts
{
    public static void Raise(SaleLine line, LedgerWriter ledger, object? because)
    {
        var alert = (line.HeldFor is { } held && line.Status == SaleStatus.Held ? held : line.RegionReason) switch
        {
            CreditReason.AmbiguousPairing => Alert(line, ledger, AlertKind.AmbiguousPairing, AlertLevel.Hold, line.OriginPath),
            CreditReason.BatchOverdraw => Alert(line, ledger, AlertKind.BatchOverdraw, AlertLevel.Hold, line.OriginPath),
            CreditReason.PriceAboveCeiling => Alert(line, ledger, AlertKind.Price, AlertLevel.Hold, line.OriginPath),
            CreditReason.NonOriginGoods => Alert(
                line, ledger, AlertKind.NonOriginGoods, AlertLevel.Amber, line.SupplierRegistrationPath ?? line.OriginPath),
            CreditReason.FacilitatorNamedLate => Alert(line, ledger, AlertKind.FacilitatorNamedLate, AlertLevel.Yellow, line.UnitPath),
            _ => null,
        };
        if (alert is not null)
        {
            Publish(alert, ledger, because);
        }
    }

    /// <summary>Keeps an alert and tells of it.</summary>
    public static void Publish(Alert alert, LedgerWriter ledger, object? because)
    {
        ledger.Db.Add(alert);
        ledger.Db.Publish(ToMessage(alert), because);
    }

    /// <summary>A breach of the cold chain that was found after the sale was credited; null when it was not.</summary>
    public static Alert? OfLateBreach(SaleLine line, ColdChainBreach breach, LedgerWriter ledger) =>
        breach.Covers(line) || line.Outcome != CreditOutcome.Credited || line.NetFen <= 0
            ? null
            : Alert(line, ledger, AlertKind.ColdChain, AlertLevel.Amber, line.UnitPath);

    /// <summary>The message that tells of an alert.</summary>
    public static AlertRaised ToMessage(Alert alert) => new()
    {
        AlertId = alert.AlertId,
        Kind = alert.Kind.ToString(),
        Level = alert.Level.ToString(),
        ObjectId = alert.ObjectId,
        ObjectName = alert.ObjectName,
        OwnerPath = new RegionPath(alert.OwnerPath),
        RaisedAt = alert.Since,
    };

    static Alert Alert(SaleLine line, LedgerWriter ledger, AlertKind kind, AlertLevel level, string owner) => new()
    {
        AlertId = StableIds.Of($"alert/{kind}/{line.LineId}/{line.AcceptanceNo}/{line.ShareNo}"),
        Kind = kind,
        Level = level,
        ObjectId = kind == AlertKind.NonOriginGoods ? $"{line.SupplierId}" : $"{line.LineId}/{line.AcceptanceNo}/{line.ShareNo}",
        ObjectName = kind == AlertKind.NonOriginGoods ? line.SupplierName : $"{line.PurchaseNumber} {line.ProductName}",
        Value = line.UnitPrice.ToString(),
        Threshold = "",
        OwnerPath = owner,
        Since = ledger.Now,
    };
}

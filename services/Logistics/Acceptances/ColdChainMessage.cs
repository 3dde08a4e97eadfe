using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Acceptances;

/// <summary>What is told of breaches of the cold chain.</summary>
static class ColdChainMessage
{
    /// <summary>As it is now; null when there was no breach.</summary>
    public static ColdChainPublished? ToColdChainMessage(this Shipment shipment) => shipment.Temperature is not { Version: > 0 } control
        ? null
        : new()
        {
            ShipmentId = shipment.ShipmentId,
            Version = control.Version,
            Lines =
            [
                .. control.Lines.Join(shipment.Lines, breached => breached.LineNumber, line => line.LineNumber, (breached, line) =>
                    new ColdChainPublished.Line
                    {
                        LineId = line.LineId,
                        BreachedAt = breached.BreachedAt,
                        Verdict = breached.Verdict,
                        DecidedAt = breached.DecidedAt,
                    }),
            ],
        };
}

using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Views;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Labels;

/// <summary>
/// What stands on a package of a shipment: no price, no address and no name of a person, since everybody on the way reads it.
/// </summary>
public sealed record PackageLabel
{
    public required Guid ShipmentId { get; init; }

    public required string OrderNumber { get; init; }

    /// <summary>Which package, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Of how many.</summary>
    public required int Packages { get; init; }

    public required string SupplierName { get; init; }

    public required string UnitName { get; init; }

    /// <summary>The dock that it goes to; absent when only an address was given.</summary>
    public string? DockName { get; init; }

    /// <summary>The day on which it is to arrive, in Asia/Shanghai; absent when none was agreed.</summary>
    public DateOnly? DeliverOn { get; init; }

    /// <summary>The time of that day; absent when any.</summary>
    public DeliveryWindow? Window { get; init; }

    /// <summary>What the goods of the shipment are called.</summary>
    public required IReadOnlyList<string> ProductNames { get; init; }

    /// <summary>From which batches the goods of the shipment are held.</summary>
    public required IReadOnlyList<Guid> BatchIds { get; init; }

    /// <summary>Between which temperatures goods of the shipment have to stay; empty when none need any.</summary>
    public required IReadOnlyList<TemperatureLimits> Temperatures { get; init; }

    /// <summary>What is scanned.</summary>
    public required string Code { get; init; }

    internal static PackageLabel Of(Shipment shipment, LabelCode code, Caller caller)
    {
        ShipmentLine[] lines =
        [
            .. ShipmentViewers.LinesSeenBy(caller, shipment).Where(line => !line.IsCancelled).OrderBy(line => line.LineNumber),
        ];
        var seen = lines.Select(line => line.LineNumber).ToHashSet();
        return new PackageLabel
        {
            ShipmentId = shipment.ShipmentId,
            OrderNumber = shipment.OrderNumber,
            Number = code.Number,
            Packages = code.Of,
            SupplierName = shipment.SupplierName,
            UnitName = shipment.UnitName,
            DockName = shipment.DockName,
            DeliverOn = shipment.DeliverOn,
            Window = shipment.Window,
            ProductNames = [.. lines.Select(line => line.Goods.ProductName).Distinct()],
            BatchIds = [.. lines.SelectMany(line => line.Batches).Select(share => share.BatchId).Distinct()],
            Temperatures =
            [
                .. (shipment.Temperature?.Goods ?? []).Where(goods => goods.LineNumbers.Any(seen.Contains)).Select(goods => goods.Limits),
            ],
            Code = code.ToString(),
        };
    }
}

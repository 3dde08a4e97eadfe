using System.ComponentModel.DataAnnotations;

namespace Marketplace.Logistics.Freight;

/// <summary>Section "Freight": how freight is estimated where no carrier has stated a tariff.</summary>
public sealed record FreightOptions
{
    /// <summary>How full trunk lorries are taken to be, in percent.</summary>
    [Range(10, 100)]
    public int TrunkFillPercent { get; init; } = 70;

    /// <summary>How full vehicles of collection and delivery are taken to be, in percent.</summary>
    [Range(10, 100)]
    public int LocalFillPercent { get; init; } = 50;
}

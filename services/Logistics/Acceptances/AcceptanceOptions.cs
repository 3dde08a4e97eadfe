using System.ComponentModel.DataAnnotations;
using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Acceptances;

/// <summary>Section "Acceptance": how long a buyer may be silent, and how much more than was ordered it may accept.</summary>
public sealed record AcceptanceOptions
{
    /// <summary>So many days after the proof of delivery silence accepts (CR-01).</summary>
    [Range(1, 90)]
    public int AutoAcceptDays { get; init; } = AcceptanceRules.Default.AutoAcceptDays;

    /// <summary>What may be accepted beyond the order, as a share of it: 0.02 for 2 %.</summary>
    [Range(typeof(decimal), "0", "0.5", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal OverDeliveryTolerance { get; init; } = AcceptanceRules.Default.OverDeliveryTolerance;

    /// <summary>How often deliveries are looked for that silence has accepted.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>As the domain takes them.</summary>
    public AcceptanceRules Rules => new(AutoAcceptDays, OverDeliveryTolerance);
}

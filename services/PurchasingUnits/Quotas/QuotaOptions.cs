using System.ComponentModel.DataAnnotations;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>Section "Quota": what must be reserved where no finance division has said otherwise, and when a unit is warned.</summary>
public sealed record QuotaOptions
{
    /// <summary>In ten-thousandths of the planned purchases: 1,000 is 10 %.</summary>
    [Range(0, QuotaRatio.WholeBasisPoints)]
    public int MinimumBasisPoints { get; init; } = 1_000;

    /// <summary>From how many percentage points behind the season on a unit is behind (amber).</summary>
    [Range(0, 100)]
    public int LagAmber { get; init; } = 10;

    /// <summary>Beyond how many percentage points it is seriously behind (red).</summary>
    [Range(0, 100)]
    public int LagRed { get; init; } = 25;

    /// <summary>
    /// From which month on units that are behind are warned: while there is time, and late enough that a season says something.
    /// </summary>
    [Range(1, 12)]
    public int WarnFromMonth { get; init; } = 9;

    /// <summary>How many earlier years make the season.</summary>
    [Range(1, 10)]
    public int SeasonYears { get; init; } = 3;
}

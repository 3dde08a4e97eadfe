using System.ComponentModel.DataAnnotations;

namespace Marketplace.Ordering.Subsidies;

/// <summary>Section "Subsidies".</summary>
public sealed class SubsidyOptions
{
    /// <summary>The most that a program may pay of a net price, in hundredths of a percent (CR-02).</summary>
    [Range(1, 10_000)]
    public int RateMaxBasisPoints { get; set; } = 5_000;
}

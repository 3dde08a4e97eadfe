using System.ComponentModel.DataAnnotations;
using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.ColdChain;

/// <summary>
/// Section "ColdChain": limits of the classes, and from when on temperatures beyond them are a breach. A change holds for shipments that
/// are planned after it.
/// </summary>
public sealed record ColdChainOptions : IValidatableObject
{
    /// <summary>Chilled goods (冷藏) are not colder, in °C.</summary>
    [Range(-5, 15)]
    public double ChilledMin { get; init; }

    /// <summary>Chilled goods are not warmer, in °C.</summary>
    [Range(-5, 15)]
    public double ChilledMax { get; init; } = 8;

    /// <summary>Frozen goods (冷冻) are not colder, in °C.</summary>
    [Range(-60, -5)]
    public double FrozenMin { get; init; } = -40;

    /// <summary>Frozen goods are not warmer, in °C: kept at −18, and up to 3 °C more while they are handed over.</summary>
    [Range(-60, -5)]
    public double FrozenMax { get; init; } = -15;

    /// <summary>More than so many °C beyond the limits count; less is what loggers differ by.</summary>
    [Range(0, 5)]
    public double SlightBeyond { get; init; } = 0.5;

    /// <summary>For longer than so many minutes in one stretch they are a breach.</summary>
    [Range(1, 1_440)]
    public int SlightMinutes { get; init; } = TemperatureRules.Default.SlightMinutes;

    /// <summary>More than so many °C beyond the limits</summary>
    [Range(0.5, 30)]
    public double SevereBeyond { get; init; } = 5;

    /// <summary>are a breach for longer than so many minutes in one stretch.</summary>
    [Range(1, 1_440)]
    public int SevereMinutes { get; init; } = TemperatureRules.Default.SevereMinutes;

    /// <summary>Between readings more minutes apart nobody knows.</summary>
    [Range(1, 1_440)]
    public int GapMinutes { get; init; } = TemperatureRules.Default.GapMinutes;

    /// <summary>So many days after they were measured readings are forgotten; what they have shown stays with the shipment.</summary>
    [Range(ForgetReadings.KeptDaysMin, 3_650)]
    public int KeepReadingsDays { get; init; } = 730;

    /// <summary>As the domain takes them.</summary>
    public TemperatureRules Rules =>
        new((decimal)SlightBeyond, SlightMinutes, (decimal)SevereBeyond, SevereMinutes, GapMinutes);

    /// <summary>What goods of a class need when nobody has asked for more.</summary>
    public TemperatureLimits LimitsOf(TemperatureClass kept) => kept switch
    {
        TemperatureClass.Chilled => new(kept, (decimal)ChilledMin, (decimal)ChilledMax),
        TemperatureClass.Frozen => new(kept, (decimal)FrozenMin, (decimal)FrozenMax),
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ChilledMin >= ChilledMax)
        {
            yield return new ValidationResult("ChilledMin has to be below ChilledMax.", [nameof(ChilledMin)]);
        }

        if (FrozenMin >= FrozenMax)
        {
            yield return new ValidationResult("FrozenMin has to be below FrozenMax.", [nameof(FrozenMin)]);
        }

        if (SlightBeyond > SevereBeyond)
        {
            yield return new ValidationResult("SlightBeyond must not be more than SevereBeyond.", [nameof(SlightBeyond)]);
        }
    }
}

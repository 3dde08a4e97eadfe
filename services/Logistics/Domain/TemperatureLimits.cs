using Marketplace.Contracts;

namespace Marketplace.Logistics.Domain;

/// <summary>How goods have to be kept on the way (温度等级).</summary>
public enum TemperatureClass
{
    /// <summary>冷藏.</summary>
    Chilled = 1,

    /// <summary>冷冻.</summary>
    Frozen = 2,
}

/// <summary>Between which temperatures goods have to stay, both included.</summary>
/// <param name="Class">How they are kept.</param>
/// <param name="MinCelsius">Not colder, in °C.</param>
/// <param name="MaxCelsius">Not warmer, in °C.</param>
public sealed record TemperatureLimits(TemperatureClass Class, decimal MinCelsius, decimal MaxCelsius)
{
    /// <summary>
    /// How goods are kept when nobody has said more: what comes from animals, and raw vegetables, fruit and fungi (鲜活农产品), is chilled.
    /// Null for goods that need no temperature. No category tells what is frozen: its supplier says so.
    /// </summary>
    public static TemperatureClass? ClassOf(ProductCategory category, ProcessingLevel level) => category switch
    {
        ProductCategory.Meat or ProductCategory.Poultry or ProductCategory.Fishery or ProductCategory.Dairy => TemperatureClass.Chilled,
        ProductCategory.Vegetable or ProductCategory.Fruit or ProductCategory.Fungus when level == ProcessingLevel.Raw =>
            TemperatureClass.Chilled,
        _ => null,
    };

    /// <summary>Whether these limits ask no less than the other ones of the same class.</summary>
    public bool IsWithin(TemperatureLimits other) =>
        Class == other.Class && MinCelsius >= other.MinCelsius && MaxCelsius <= other.MaxCelsius;

    /// <summary>By how many degrees a temperature is beyond the limits: above them positive, below them negative, otherwise 0.</summary>
    public decimal BeyondBy(decimal celsius) =>
        celsius > MaxCelsius ? celsius - MaxCelsius
        : celsius < MinCelsius ? celsius - MinCelsius
        : 0;
}

/// <summary>What a supplier asks for a product of its own, within the limits of its class; for shipments that are planned later.</summary>
public sealed class ProductTemperature
{
    ProductTemperature()
    {
    }

    public Guid ProductId { get; private init; }

    public TemperatureClass Class { get; private set; }

    public int MinHundredths { get; private set; }

    public int MaxHundredths { get; private set; }

    public DateTimeOffset SetAt { get; private set; }

    /// <summary>The subject of the token.</summary>
    public string SetBy { get; private set; } = "";

    public TemperatureLimits Limits => new(Class, MinHundredths / 100m, MaxHundredths / 100m);

    public static ProductTemperature Of(Guid productId) => new() { ProductId = productId };

    public void Set(TemperatureLimits limits, string by, DateTimeOffset at)
    {
        (Class, SetBy, SetAt) = (limits.Class, by, at);
        (MinHundredths, MaxHundredths) = ((int)(limits.MinCelsius * 100), (int)(limits.MaxCelsius * 100));
    }
}

namespace Marketplace.Routing.Network;

/// <summary>What holds for all parts and nodes.</summary>
public sealed record NetworkRules
{
    public static NetworkRules Default { get; } = new();

    /// <summary>Between the end of one leg and the begin of the next at a node, in seconds.</summary>
    public int HandlingSeconds { get; init; } = 3_600;

    /// <summary>For taking in or handing over a part, however small, in seconds.</summary>
    public int StopSeconds { get; init; } = 300;

    /// <summary>For each tonne of it besides, in seconds.</summary>
    public int SecondsPerTonne { get; init; } = 300;

    /// <summary>Parts lighter than this do not get a lorry of their own.</summary>
    public int DirectFromKg { get; init; } = 500;

    /// <summary>
    /// So many litres are charged as a kilogram (体积重): with 3 a cubic metre is charged as 333 kg.
    /// </summary>
    public int LitresPerKg { get; init; } = 3;

    /// <summary>
    /// How much of the shortest time a trunk lorry gets where the days allow it, in percent: it calls at other hubs on its way.
    /// </summary>
    public int TrunkSlackPercent { get; init; } = 125;

    /// <summary>And so much besides, in seconds.</summary>
    public int TrunkSlackSeconds { get; init; } = 14_400;

    /// <summary>How long a part takes to be loaded or unloaded.</summary>
    public int ServiceOf(Part part) => StopSeconds + (int)((long)part.WeightKg * SecondsPerTonne / 1_000);

    /// <summary>What freight is charged by: the weight, or what the volume counts as when that is more.</summary>
    public long ChargeableKg(Part part) =>
        Math.Max(1, Math.Max(part.WeightKg, (part.VolumeLitres + LitresPerKg - 1L) / LitresPerKg));
}

namespace Marketplace.Contracts;

/// <summary>What every service answers to a region id that it doesn't know.</summary>
public static class UnknownRegion
{
    /// <summary>The code of the refusal.</summary>
    public const string Code = "unknown_region";

    /// <summary>What is wrong and what to do.</summary>
    public static BilingualText Refusal(string regionId) => new(
        $"没有标识为“{regionId}”的行政区划，请从 /units/regions 查询后重填，例如 330200。",
        $"There is no region \"{regionId}\"; look its id up at /units/regions, such as 330200.");
}

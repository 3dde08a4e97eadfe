namespace Marketplace.Contracts;

/// <summary>What services answer to the id of a region that was merged or split, where one of today is needed.</summary>
public static class EndedRegion
{
    /// <summary>The code of the refusal.</summary>
    public const string Code = "region_ended";

    /// <summary>What is wrong and what to do.</summary>
    /// <param name="name">Of the region.</param>
    /// <param name="regionId">Its id.</param>
    /// <param name="lastCode">Its GB/T 2260 code; null for a functional zone.</param>
    /// <param name="endedOn">The first day on which it no longer existed.</param>
    public static BilingualText Refusal(string name, string regionId, string? lastCode, DateOnly endedOn) => new(
        $"{name}（{regionId}）已于 {endedOn:yyyy-MM-dd} 撤并，请改用其后继地区（见 /units/regions/resolutions?code={lastCode}）。",
        $"{name} ({regionId}) ended on {endedOn:yyyy-MM-dd}: use its successor, see /units/regions/resolutions?code={lastCode}.");
}

namespace Marketplace.Contracts;

/// <summary>Codes of GB/T 2260, six digits.</summary>
public static class RegionCode
{
    /// <summary>
    /// True for codes such as 429000, which only stand in the table of codes as the parent of counties that a province administers
    /// directly. No place has such a code: nothing is delivered there and nothing comes from there.
    /// </summary>
    public static bool IsPlaceholder(string? code) => code is [_, _, '9', '0', '0', '0'];
}

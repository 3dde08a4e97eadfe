namespace Marketplace.Contracts;

/// <summary>
/// Codes of GB/T 2260, six digits, and the statistical codes of townships (nine) and villages (twelve), which begin with them.
/// </summary>
public static class RegionCode
{
    const int CountyDigits = 6;
    const int TownshipDigits = 9;
    const int VillageDigits = 12;

    /// <summary>True for the statistical code of a township or village.</summary>
    public static bool IsBelowCounty(string code) =>
        code.Length is TownshipDigits or VillageDigits && code.All(char.IsAsciiDigit);

    /// <summary>The code of the township in which the village of the code lies; null of a township's.</summary>
    public static string? TownshipOf(string code) => code.Length == VillageDigits ? code[..TownshipDigits] : null;

    /// <summary>The code of the county in which a township or village lay when it got its code.</summary>
    public static string CountyOf(string code) => code[..CountyDigits];

    /// <summary>
    /// True for codes such as 429000, which only stand in the table of codes as the parent of counties that a province administers
    /// directly. No place has such a code: nothing is delivered there and nothing comes from there.
    /// </summary>
    public static bool IsPlaceholder(string? code) => code is [_, _, '9', '0', '0', '0'];
}

using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.PurchasingUnits.Reference;

/// <summary>One line of the history of region codes: that a region had a code and a name for some years.</summary>
/// <param name="Code">The six digits.</param>
/// <param name="Province">The name of its province.</param>
/// <param name="Prefecture">The name of its prefecture then; "直辖" for what lies directly below the province.</param>
/// <param name="Name">Its name then.</param>
/// <param name="From">The first year; 1981, with which the history begins, may stand for an earlier one.</param>
/// <param name="Until">The year from which it no longer holds; null while it does.</param>
/// <param name="Successors">What it became, or gave a part of itself to.</param>
public sealed record RegionHistoryLine(
    string Code, string Province, string Prefecture, string Name, RegionLevel Level, int From, int? Until,
    IReadOnlyList<RegionHistoryLine.Successor> Successors)
{
    /// <summary>The first year of the history.</summary>
    public const int FirstYear = 1981;

    /// <summary>The codes that it became at its end, without those that only took a part of it.</summary>
    public IEnumerable<string> Heirs => Successors.Where(successor => successor.PartIn is null).Select(successor => successor.Code);

    public bool HoldsIn(int year) => From <= year && (Until is null || year < Until);

    /// <param name="Code">Of the region that succeeds.</param>
    /// <param name="PartIn">The year in which it took a part only, while the rest went on; null when it succeeds at the end.</param>
    public sealed record Successor(string Code, int? PartIn);
}

using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;

namespace Marketplace.Crediting.Reports;

/// <summary>Whose figures a report shows: what has a side in the region asked for, within what the caller may see.</summary>
public sealed class ReportScope
{
    readonly string[] _segments;
    readonly bool _isNobody;

    ReportScope(string? regionId, string[] segments, bool isNobody) => (RegionId, _segments, _isNobody) = (regionId, segments, isNobody);

    /// <summary>The region that the report is about; null for the nation.</summary>
    public string? RegionId { get; }

    /// <summary>What region paths must contain, each of them.</summary>
    public IReadOnlyList<string> Segments => _segments;

    /// <summary>Everything with a side in a region; the nation when it is null.</summary>
    public static ReportScope Of(string? regionId) =>
        new(regionId, regionId is null ? [] : [RegionPath.Segment(regionId)], isNobody: false);

    /// <summary>What the caller may see of a region.</summary>
    public static ReportScope Of(Caller caller, string? regionId)
    {
        var asked = regionId is null ? [] : (string[])[RegionPath.Segment(regionId)];
        return new ReportScope(
            regionId ?? (caller.SeesAll ? null : caller.Region),
            caller.Segment is { } own ? [own, .. asked] : asked,
            isNobody: !caller.SeesAll && caller.Segment is null);
    }

    /// <summary>Whether it shows what has these sides.</summary>
    public bool Shows(string eastPath, string westPath) => !_isNobody && _segments.All(segment =>
        eastPath.Contains(segment, StringComparison.Ordinal) || westPath.Contains(segment, StringComparison.Ordinal));

    /// <summary>The sums of sales that were bought or grown in it.</summary>
    public IQueryable<SaleMonth> In(IQueryable<SaleMonth> sales)
    {
        foreach (var segment in _segments)
        {
            sales = sales.Where(sale => sale.UnitPath.Contains(segment) || sale.OriginPath.Contains(segment));
        }

        return _isNobody ? sales.Where(sale => false) : sales;
    }

    /// <summary>
    /// The counties of origin whose sales are shown in full: those in the region, and those that are paired with it, so that both sides
    /// read the same figures.
    /// </summary>
    public Func<string, bool> Counties(IEnumerable<Pairing> pairings)
    {
        var all = pairings.ToList();
        var wests = _segments.Select(segment => all
            .Where(pairing => pairing.EastPath.Contains(segment, StringComparison.Ordinal)).Select(pairing => pairing.WestPath).Distinct()
            .ToList()).ToList();
        return origin => !_isNobody && _segments.Index().All(segment => origin.Contains(segment.Item, StringComparison.Ordinal)
            || wests[segment.Index].Any(west => origin.StartsWith(west, StringComparison.Ordinal)));
    }

    /// <summary>The name of the region on the day of the report.</summary>
    /// <exception cref="InvalidRequestException">The region asked for is unknown.</exception>
    public async Task<BilingualText> TextAsync(RegistryAsKnown registry, bool isAsked, CancellationToken ct)
    {
        if (RegionId is null)
        {
            return new BilingualText("全国", "Nation");
        }

        await registry.ReadRegionsAsync([RegionId], ct);
        if (isAsked && registry.RegionOf(RegionId) is null)
        {
            throw new InvalidRequestException(
                "unknown_region",
                "region",
                "没有这个行政区划：请填写区划标识，例如 330200。",
                "There is no such region: give the id of a region, such as 330200.");
        }

        var name = registry.PartyOf(RegionId, RegionId).Name;
        return new BilingualText($"{name}（{RegionId}）", $"{name} ({RegionId})");
    }
}

using Marketplace.Contracts;
using Marketplace.Platform.Web;

namespace Marketplace.Catalog.Regions;

/// <summary>The office on whose authority something was decided: what it decided, it or an office above it takes back.</summary>
static class Offices
{
    /// <summary>The path of the region that an official is of; empty for the nation.</summary>
    /// <param name="caller">An official who answers for the region.</param>
    /// <param name="regionPath">Of what is decided about.</param>
    public static string PathOf(Caller caller, string regionPath)
    {
        if (caller.IsNational || caller.Region is not { } own)
        {
            return "";
        }

        var segment = RegionPath.Segment(own);
        return regionPath[..(regionPath.IndexOf(segment, StringComparison.Ordinal) + segment.Length)];
    }

    /// <summary>The path of the office above; the nation, whose path is empty, has none above it but itself.</summary>
    public static string Above(string officePath)
    {
        var ids = officePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return ids.Length < 2 ? "" : $"/{string.Join('/', ids[..^1])}/";
    }
}

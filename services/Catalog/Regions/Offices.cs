namespace Marketplace.Catalog.Regions;

/// <summary>The offices above those on whose authority something was decided.</summary>
static class Offices
{
    /// <summary>The path of the office above; the nation, whose path is empty, has none above it but itself.</summary>
    public static string Above(string officePath)
    {
        var ids = officePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return ids.Length < 2 ? "" : $"/{string.Join('/', ids[..^1])}/";
    }
}

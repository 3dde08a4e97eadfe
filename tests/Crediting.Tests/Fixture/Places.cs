using Marketplace.Contracts;

namespace Marketplace.Crediting.Tests.Fixture;

/// <summary>Region paths of the places in the cases, by their codes.</summary>
static class Places
{
    /// <summary>A development zone in Changzhou that is a party of its own.</summary>
    public const string Zone = "ZONE-CZJKQ";

    /// <summary>The four cities that are provinces: their districts lie directly below them.</summary>
    static readonly string[] Municipalities = ["11", "12", "31", "50"];

    public static RegionPath Path(string id)
    {
        if (id == Zone)
        {
            return Path("320412").Child(Zone);
        }

        if (!id.All(char.IsAsciiDigit) || id.EndsWith("0000", StringComparison.Ordinal))
        {
            return RegionPath.Root(id);
        }

        var province = RegionPath.Root($"{id[..2]}0000");
        return id.EndsWith("00", StringComparison.Ordinal) || Municipalities.Contains(id[..2])
            ? province.Child(id)
            : province.Child($"{id[..4]}00").Child(id);
    }
}

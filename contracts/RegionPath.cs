using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Contracts;

/// <summary>
/// A region with its ancestors, from the province down, as stable ids: "/330000/330200/330211/".
/// Every message that names a place carries its path, so that nobody needs the region tree to tell what lies in what.
/// </summary>
[JsonConverter(typeof(WireFormat))]
public readonly record struct RegionPath(string Value)
{
    /// <summary>The ids from the province down to the region itself.</summary>
    public IReadOnlyList<string> Ids => Value.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The region itself: the last id.</summary>
    public string RegionId => Ids[^1];

    /// <summary>The province-level ancestor: the first id.</summary>
    public string ProvinceId => Ids[0];

    /// <summary>How deep the region lies: 1 for a province.</summary>
    public int Depth => Ids.Count;

    /// <summary>The ids in several paths, each once; a path that is empty has none.</summary>
    public static IReadOnlyList<string> IdsIn(IEnumerable<string> paths) =>
        [.. paths.SelectMany(path => new RegionPath(path).Ids).Distinct(StringComparer.Ordinal)];

    /// <summary>The path of the smallest region in which all of them lie; "/" when they have no province in common.</summary>
    public static string CommonOf(IEnumerable<RegionPath> paths) =>
        $"/{string.Concat(paths.Select(path => path.Ids).Aggregate(Common).Select(id => $"{id}/"))}";

    /// <summary>The path of a child of this region.</summary>
    public RegionPath Child(string regionId) => new($"{Value}{regionId}/");

    /// <summary>The path of a region without parent.</summary>
    public static RegionPath Root(string regionId) => new($"/{regionId}/");

    /// <summary>True when the region is the given one or lies in it.</summary>
    public bool IsWithin(string regionId) => Value.Contains(Segment(regionId), StringComparison.Ordinal);

    /// <summary>What a path contains exactly when it lies in the region: "/330200/". Databases search with it.</summary>
    public static string Segment(string regionId) => $"/{regionId}/";

    public override string ToString() => Value;

    static IReadOnlyList<string> Common(IReadOnlyList<string> left, IReadOnlyList<string> right) =>
        [.. left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First)];

    sealed class WireFormat : JsonConverter<RegionPath>
    {
        public override RegionPath Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString() ?? throw UnreadableValue.Of(new BilingualText("地区路径须为字符串。", "A region path is a string.")));

        public override void Write(Utf8JsonWriter writer, RegionPath value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}

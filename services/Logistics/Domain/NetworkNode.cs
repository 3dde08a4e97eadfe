using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <summary>A place where goods are gathered, or given out: a village station, a county hub, an eastern depot.</summary>
public sealed class NetworkNode
{
    /// <summary>Made by whoever registers it.</summary>
    public required Guid Id { get; init; }

    public required NodeKind Kind { get; init; }

    public required string Name { get; init; }

    public required string RegionId { get; init; }

    public Region Region { get; init; } = null!;

    /// <summary>乡镇: of a station; null for hubs and depots.</summary>
    public string? Township { get; init; }

    /// <summary>村: of a station that stands in one; null when it serves the township.</summary>
    public string? Village { get; init; }

    /// <summary>WGS 84; null when it is where the middle of its region is, as <see cref="LatitudeMicroDegrees"/> is.</summary>
    public int? LongitudeMicroDegrees { get; init; }

    /// <inheritdoc cref="LongitudeMicroDegrees"/>
    public int? LatitudeMicroDegrees { get; init; }

    /// <summary>How winding and slow the roads around it are.</summary>
    public required RoadTerrain Terrain { get; init; }

    /// <summary>Every day, by the clock of Asia/Shanghai.</summary>
    public required TimeOnly OpenFrom { get; init; }

    /// <summary>Of a hub the cut-off of collection.</summary>
    public required TimeOnly OpenUntil { get; init; }

    /// <summary>Whether it keeps chilled goods.</summary>
    public required bool HasColdStore { get; init; }

    /// <summary>Whether it keeps frozen goods.</summary>
    public required bool HasFreezer { get; init; }

    /// <summary>The temperature classes of goods that it keeps, of <see cref="GoodsClass"/>.</summary>
    public IReadOnlyList<string> Classes => GoodsClass.Of(HasColdStore, HasFreezer);

    /// <summary>Which post or organisation keeps it; null when nobody said.</summary>
    public string? Keeper { get; init; }

    /// <summary>The first day on which it is used.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it is no longer used; null while it is.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Rises with each change.</summary>
    public long Version { get; private set; } = 1;

    public bool IsUsedOn(DateOnly day) => ValidFrom <= day && !(EndedOn <= day);

    /// <summary>Ends its use as of a day.</summary>
    /// <exception cref="RuleBrokenException">It has ended before.</exception>
    public void End(DateOnly day)
    {
        if (EndedOn is { } ended)
        {
            throw new RuleBrokenException(
                "node_ended", $"该节点已于 {ended:yyyy-MM-dd} 停用。", $"This node is not used since {ended:yyyy-MM-dd}.");
        }

        EndedOn = day;
        Version++;
    }
}

/// <summary>What a node is.</summary>
public enum NodeKind
{
    /// <summary>村级电商服务站.</summary>
    Station = 1,

    /// <summary>县级仓: gathers what is grown around it.</summary>
    Hub = 2,

    /// <summary>城市仓: gives out what is eaten around it.</summary>
    Depot = 3,
}

/// <summary>How winding and slow the roads around a place are.</summary>
public enum RoadTerrain
{
    /// <summary>平原.</summary>
    Plain = 1,

    /// <summary>丘陵.</summary>
    Hills = 2,

    /// <summary>山区.</summary>
    Mountains = 3,

    /// <summary>高山峡谷.</summary>
    Gorges = 4,
}

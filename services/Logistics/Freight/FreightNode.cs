using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Freight;

/// <summary>A hub or depot, as much of it as quotes need: they look at all of the nation, some three thousand, for the nearest.</summary>
/// <param name="Id">Of the node.</param>
/// <param name="Kind">A hub or a depot.</param>
/// <param name="Name">What it is called.</param>
/// <param name="PathValue">The region in which it is, with its ancestors.</param>
/// <param name="LongitudeMicroDegrees">WGS 84; null when it is in the middle of its region.</param>
/// <param name="LatitudeMicroDegrees">As the longitude.</param>
/// <param name="Terrain">The roads around it.</param>
/// <param name="HasColdStore">Keeps chilled goods.</param>
/// <param name="HasFreezer">Keeps frozen goods.</param>
/// <param name="ValidFrom">The first day on which it is used.</param>
/// <param name="EndedOn">The first day on which it is no longer used.</param>
sealed record FreightNode(
    Guid Id, NodeKind Kind, string Name, string PathValue, int? LongitudeMicroDegrees, int? LatitudeMicroDegrees, RoadTerrain Terrain,
    bool HasColdStore, bool HasFreezer, DateOnly ValidFrom, DateOnly? EndedOn)
{
    /// <summary>As it is named among places, and as an end of lanes.</summary>
    public string Key { get; } = $"{Id}";

    public bool IsUsedOn(DateOnly day) => ValidFrom <= day && !(EndedOn <= day);

    /// <summary>Whether goods of the class can wait there.</summary>
    public bool Keeps(FreightClass @class) => GoodsClass.Of(HasColdStore, HasFreezer).Contains(FreightClasses.NameOf(@class));

    /// <summary>Those in use on any of some days.</summary>
    public static async Task<IReadOnlyList<FreightNode>> ReadAsync(LogisticsDb db, DateOnly first, DateOnly last, CancellationToken ct) =>
        await db.Nodes.AsNoTracking()
            .Where(node => node.Kind != NodeKind.Station && node.ValidFrom <= last && (node.EndedOn == null || node.EndedOn > first))
            .OrderBy(node => node.Id)
            .Select(node => new FreightNode(
                node.Id, node.Kind, node.Name, node.Region.PathValue, node.LongitudeMicroDegrees, node.LatitudeMicroDegrees, node.Terrain,
                node.HasColdStore, node.HasFreezer, node.ValidFrom, node.EndedOn))
            .ToListAsync(ct);
}

using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Network;

/// <summary>A node of the network as callers see it.</summary>
public sealed record NodeView
{
    public required Guid NodeId { get; init; }

    public required NodeKind Kind { get; init; }

    public required string Name { get; init; }

    public required string RegionId { get; init; }

    /// <summary>乡镇 of a station.</summary>
    public string? Township { get; init; }

    /// <summary>村 of a station.</summary>
    public string? Village { get; init; }

    /// <summary>WGS 84, in degrees; null when it is taken to be in the middle of its region.</summary>
    public decimal? Latitude { get; init; }

    /// <inheritdoc cref="Latitude"/>
    public decimal? Longitude { get; init; }

    public required RoadTerrain Terrain { get; init; }

    public required TimeOnly OpenFrom { get; init; }

    public required TimeOnly OpenUntil { get; init; }

    /// <summary>Keeps chilled goods.</summary>
    public required bool HasColdStore { get; init; }

    /// <summary>Keeps frozen goods.</summary>
    public required bool HasFreezer { get; init; }

    /// <summary>Which post or organisation keeps it.</summary>
    public string? Keeper { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it is no longer used.</summary>
    public DateOnly? EndedOn { get; init; }

    internal static NodeView Of(NetworkNode node) => new()
    {
        NodeId = node.Id,
        Kind = node.Kind,
        Name = node.Name,
        RegionId = node.RegionId,
        Township = node.Township,
        Village = node.Village,
        Latitude = Degrees.OfMicro(node.LatitudeMicroDegrees),
        Longitude = Degrees.OfMicro(node.LongitudeMicroDegrees),
        Terrain = node.Terrain,
        OpenFrom = node.OpenFrom,
        OpenUntil = node.OpenUntil,
        HasColdStore = node.HasColdStore,
        HasFreezer = node.HasFreezer,
        Keeper = node.Keeper,
        ValidFrom = node.ValidFrom,
        EndedOn = node.EndedOn,
    };
}

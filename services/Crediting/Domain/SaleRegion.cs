using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>
/// A region that a sale concerns, since its buyer belongs there or its goods come from there. Officials see a sale by these rows, and find
/// the newest sales of their region by them.
/// </summary>
public sealed class SaleRegion
{
    public required string RegionId { get; init; }

    /// <summary>The sale's, so that the rows of a region lie in the order of the list.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    public required Guid LineId { get; init; }

    public required int AcceptanceNo { get; init; }

    public required int ShareNo { get; init; }

    /// <summary>The regions of a sale, each once, from the provinces down.</summary>
    public static IReadOnlyList<SaleRegion> Of(SaleLine line) => Of(line, line.UnitPath, line.OriginPath);

    /// <summary>The regions that a sale has when its buyer belongs and its goods come from there.</summary>
    public static IReadOnlyList<SaleRegion> Of(SaleLine line, string unitPath, string originPath) =>
    [
        .. RegionPath.IdsIn([unitPath, originPath]).Select(regionId => new SaleRegion
        {
            RegionId = regionId,
            AcceptedAt = line.AcceptedAt,
            LineId = line.LineId,
            AcceptanceNo = line.AcceptanceNo,
            ShareNo = line.ShareNo,
        }),
    ];
}

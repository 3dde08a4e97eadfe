using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Intakes;

/// <summary>
/// GET /logistics/nodes/{nodeId}/pay-list. What each household is to get for what it brought, by supplier: for the keeper, and each
/// supplier for its own. Names are masked; whole they are in the sheet.
/// </summary>
public static class GetPayList
{
    /// <summary>What each household is to get, by supplier and household.</summary>
    public sealed record View
    {
        public required IReadOnlyList<Item> Items { get; init; }

        /// <summary>Of all of them.</summary>
        public required long AmountFen { get; init; }
    }

    /// <summary>What a household is to get from a supplier.</summary>
    public sealed record Item
    {
        public required Guid SupplierId { get; init; }

        public required Guid HouseholdId { get; init; }

        /// <summary>The first character and asterisks; absent once it was erased.</summary>
        public string? Name { get; init; }

        /// <summary>How often it brought something.</summary>
        public required int Intakes { get; init; }

        /// <summary>Kilograms.</summary>
        public required Quantity WeightKg { get; init; }

        public required long AmountFen { get; init; }
    }

    public static void Map(RouteGroupBuilder nodes) => nodes.MapGet("/{nodeId:guid}/pay-list", HandleAsync)
        .WithName(nameof(GetPayList)).WithSummary("农户结算清单（已脱敏） What households are to be paid, masked")
        .For(Roles.Keeper, Roles.Supplier);

    static async Task<Ok<View>> HandleAsync(
        Guid nodeId, [AsParameters] PayList.Period period, LogisticsDb db, Caller caller, CancellationToken ct)
    {
        var rows = await PayList.OfAsync(db, nodeId, period, caller, ct);
        return TypedResults.Ok(new View
        {
            Items =
            [
                .. rows.Select(row => new Item
                {
                    SupplierId = row.SupplierId,
                    HouseholdId = row.HouseholdId,
                    Name = StationScope.Mask(row.Name),
                    Intakes = row.Intakes,
                    WeightKg = row.Weight,
                    AmountFen = row.Amount.Fen,
                }),
            ],
            AmountFen = rows.Sum(row => row.Amount.Fen),
        });
    }
}

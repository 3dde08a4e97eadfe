using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Network;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Intakes;

/// <summary>GET /logistics/nodes/{nodeId}/throughput?year=… What a station took in, month by month (needs A9, R15).</summary>
public static class GetThroughput
{
    /// <summary>What was taken in; months in which nothing was are not among them.</summary>
    public sealed record View
    {
        public required Guid NodeId { get; init; }

        public required int Year { get; init; }

        public required IReadOnlyList<Month> Months { get; init; }
    }

    /// <summary>A month of a station.</summary>
    public sealed record Month
    {
        /// <summary>1 to 12.</summary>
        public required int Number { get; init; }

        /// <summary>How often goods were weighed, without what was taken back.</summary>
        public required int Intakes { get; init; }

        /// <summary>How many households brought something.</summary>
        public required int Households { get; init; }

        /// <summary>Kilograms.</summary>
        public required Quantity WeightKg { get; init; }
    }

    public static void Map(RouteGroupBuilder nodes) => nodes.MapGet("/{nodeId:guid}/throughput", HandleAsync)
        .WithName(nameof(GetThroughput)).WithSummary("服务站月度收货量 What a station took in by month")
        .For(StationScope.Readers);

    /// <param name="Year">2000 to 2100.</param>
    public sealed record Query(int Year) : IChecked
    {
        public void Check(Checks check) => check.Range(Year, 2000, 2100, "year");
    }

    static async Task<Ok<View>> HandleAsync(
        Guid nodeId, [AsParameters] Query query, LogisticsDb db, Caller caller, CancellationToken ct)
    {
        if (caller.Has(Roles.Keeper))
        {
            await db.KeptStationAsync(nodeId, caller, ct);
        }

        var year = query.Year;
        await db.NodeAsync(nodeId, ct);
        var months = new List<Month>();
        // Days are texts in the database, so months are ranges of them.
        for (var month = 1; month <= 12; month++)
        {
            var (first, next) = (new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(1));
            var taken = db.Intakes.AsNoTracking().Where(intake => intake.NodeId == nodeId && intake.Day >= first && intake.Day < next);
            if (await SumAsync(taken, ct) is { } sum)
            {
                months.Add(new Month
                {
                    Number = month,
                    Intakes = sum.Intakes,
                    Households = sum.Households,
                    WeightKg = new Quantity(sum.Grams),
                });
            }
        }

        return TypedResults.Ok(new View { NodeId = nodeId, Year = year, Months = months });
    }

    static Task<Sum?> SumAsync(IQueryable<Intake> taken, CancellationToken ct) => taken
        .GroupBy(_ => 1)
        .Select(group => new Sum(
            group.Sum(intake => intake.Reverses == null ? 1 : -1),
            group.Where(intake => intake.Reverses == null).Select(intake => intake.HouseholdId).Distinct().Count(),
            group.Sum(intake => intake.WeightGrams)))
        .SingleOrDefaultAsync(ct);

    sealed record Sum(int Intakes, int Households, long Grams);
}

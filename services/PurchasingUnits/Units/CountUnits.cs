using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>GET /units/counts: how much the registry knows.</summary>
public static class CountUnits
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/counts", HandleAsync)
        .WithName(nameof(CountUnits)).WithSummary("单位、结对、地区数量 Count units, pairings and regions")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Counts>> HandleAsync(UnitsDb db, CancellationToken ct) => TypedResults.Ok(new Counts
    {
        Units = await db.Units.LongCountAsync(ct),
        Pairings = await db.Pairings.LongCountAsync(ct),
        Regions = await db.Regions.LongCountAsync(ct),
        ParkedMessages = await db.ParkedMessages.LongCountAsync(row => row.DiscardedAt == null, ct),
    });

    /// <summary>How many there are, within what the caller may see.</summary>
    public sealed record Counts
    {
        public required long Units { get; init; }

        public required long Pairings { get; init; }

        public required long Regions { get; init; }

        /// <summary>Messages that could not be handled and wait for an operator or for another attempt.</summary>
        public required long ParkedMessages { get; init; }
    }
}

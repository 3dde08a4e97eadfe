using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sales;

/// <summary>
/// GET /credits/counts: how many sales there are, how many of them earned nothing, and how many entries stand in the ledger.
/// </summary>
public static class CountSales
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/counts", HandleAsync)
        .WithName(nameof(CountSales)).WithSummary("成交与分录数量 Count sales and entries").For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Counts>> HandleAsync(CreditingDb db, CancellationToken ct)
    {
        var newest = db.ListedSales().Newest().Take(Counting.NewestMax).Select(listed => listed.Line);
        var sales = await newest.GroupBy(line => line.Outcome)
            .Select(group => new { Outcome = group.Key, Count = group.LongCount(), Fen = group.Sum(line => line.AmountFen) })
            .ToListAsync(ct);
        var entries =
            from line in newest
            join entry in db.CreditEntries
                on new { line.LineId, line.AcceptanceNo, line.ShareNo } equals new { entry.LineId, entry.AcceptanceNo, entry.ShareNo }
            select entry;
        return TypedResults.Ok(new Counts
        {
            Sales = sales.Sum(group => group.Count),
            Uncredited = sales.Where(group => group.Outcome != CreditOutcome.Credited).Sum(group => group.Count),
            AcceptedFen = sales.Sum(group => group.Fen),
            Entries = await entries.LongCountAsync(ct),
            OnlyNewest = sales.Sum(group => group.Count) >= Counting.NewestMax,
            ParkedMessages = await db.ParkedMessages.LongCountAsync(row => row.DiscardedAt == null, ct),
        });
    }

    /// <summary>How many there are, within what the caller may see.</summary>
    public sealed record Counts
    {
        /// <summary>Accepted lines.</summary>
        public required long Sales { get; init; }

        /// <summary>Lines that no pairing was credited for, for whatever reason.</summary>
        public required long Uncredited { get; init; }

        /// <summary>The value of the accepted lines, each once.</summary>
        public required long AcceptedFen { get; init; }

        /// <summary>What these lines have led to in the ledger.</summary>
        public required long Entries { get; init; }

        /// <summary>True when only the newest 2,000 lines were counted, so that there may be more of everything.</summary>
        public required bool OnlyNewest { get; init; }

        /// <summary>Messages that could not be handled and wait for an operator or for another attempt.</summary>
        public required long ParkedMessages { get; init; }
    }
}

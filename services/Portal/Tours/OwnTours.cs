using Marketplace.Client.Logistics;
using Marketplace.Contracts;
using Marketplace.Portal.Clients;

namespace Marketplace.Portal.Tours;

/// <summary>The tours of a carrier: what waits for its answer, what it drives, and what broke down lately.</summary>
/// <param name="Next">Where the next page of the accepted ones begins; null on the last.</param>
sealed record OwnTours(
    IReadOnlyList<ListToursItem> Offered, IReadOnlyList<ListToursItem> Accepted, IReadOnlyList<ListToursItem> BrokenDown, string? Next)
{
    /// <summary>The longest tours take three days, and goods of a lorry that broke down wait a day or two to be fetched.</summary>
    const int DaysBack = 4;

    const int DaysAhead = 57;

    /// <summary>Most that wait for an answer at a time; the rest follows when these are answered.</summary>
    const int OfferedMost = 200;

    /// <summary>The next to begin first.</summary>
    /// <param name="after">The next of the page before; then only accepted ones are read.</param>
    public static async Task<OwnTours> OfAsync(MarketplaceServices services, string? after, DateTimeOffset now, CancellationToken ct)
    {
        var today = BusinessDay.Of(now);
        var (from, until) = (today.AddDays(-DaysBack), today.AddDays(DaysAhead));
        var accepted = services.Logistics.ListToursAsync(
            from: from, until: until, state: TourState.Accepted, after: after, cancellationToken: ct);
        var offered = after is null
            ? services.Logistics.ListToursAsync(
                from: today, until: until, state: TourState.Offered, size: OfferedMost, cancellationToken: ct)
            : null;
        var broken = after is null
            ? services.Logistics.ListToursAsync(from: from, until: today, state: TourState.BrokenDown, cancellationToken: ct)
            : null;
        var page = await accepted;
        return new OwnTours(
            offered is null ? [] : [.. (await offered).Items.Where(tour => tour.AnswerBy is not null)],
            [.. page.Items.Where(tour => BusinessDay.Of(tour.ReturnsAt) >= today.AddDays(-1))],
            broken is null ? [] : [.. (await broken).Items],
            page.Next);
    }
}

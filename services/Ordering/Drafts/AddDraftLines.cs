using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Drafts;

/// <summary>POST /ordering/drafts/{draftId}/lines. Adds lines at the end of a draft.</summary>
public static class AddDraftLines
{
    public static void Map(RouteGroupBuilder drafts) => drafts.MapPost("/{draftId:guid}/lines", HandleAsync)
        .WithName(nameof(AddDraftLines)).WithSummary("在草稿中添加行 Add lines to a draft")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    /// <summary>What is added.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>1 to 2,000.</summary>
        public required IReadOnlyList<DraftLineRequest> Lines { get; init; }

        public void Check(Checks checks) => AddDraftLines.Check(checks, Lines, min: 1);
    }

    internal static void Check(Checks checks, IReadOnlyList<DraftLineRequest> lines, int min)
    {
        checks.Count(lines.Count, min, Draft.LinesMax, "lines", "行", "lines");
        if (lines.Count <= Draft.LinesMax)
        {
            checks.Each(lines, "lines", static (line, within) => line.Check(within));
        }
    }

    /// <summary>Adds lines with what is found of them.</summary>
    internal static async Task AddAsync(
        Draft draft, IReadOnlyList<DraftLineRequest> lines, DraftMatching matching, DateTimeOffset now, CancellationToken ct)
    {
        DraftEntry[] entries = [.. lines.Select(line => line.ToEntry())];
        var found = await matching.MatchAsync(draft.UnitId, entries, ct);
        draft.Add(entries.Length, (number, index) => found[index].ToLine(draft.DraftId, number, entries[index]), now);
    }

    static async Task<EtagOk<DraftView>> HandleAsync(
        Guid draftId, Request request, OrderingDb db, DraftMatching matching, DraftViews views, TimeProvider clock, CancellationToken ct)
    {
        var draft = await db.LockDraftAsync(draftId, seen: null, ct);
        await AddAsync(draft, request.Lines, matching, clock.NowToTheMillisecond(), ct);
        await db.SaveChangesAsync(ct);
        return Etag.Ok(await views.OfAsync(draft, ct), draft.Version);
    }
}

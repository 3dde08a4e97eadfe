using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Drafts;

/// <summary>
/// PUT /ordering/drafts/{draftId}/lines. Says anew what several lines are to be, in one call. What is not understood of a line is kept and
/// named in the draft, and keeps no other from being mended.
/// </summary>
public static class SetDraftLines
{
    public static void Map(RouteGroupBuilder drafts) => drafts.MapPut("/{draftId:guid}/lines", HandleAsync)
        .WithName(nameof(SetDraftLines)).WithSummary("更正草稿中的多行 Mend several lines of a draft")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation);

    /// <summary>The lines as they are to be; the others stay as they are.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>1 to 2,000, each line number once.</summary>
        public required IReadOnlyList<NumberedLine> Lines { get; init; }

        public void Check(Checks checks)
        {
            checks.Count(Lines.Count, 1, Draft.LinesMax, "lines", "行", "lines");
            checks.Each(Lines, "lines", static (line, within) => within.Within("line", line.Line.Check));
            checks.That(
                Lines.DistinctBy(line => line.LineNumber).Count() == Lines.Count, "lines", "duplicate_line",
                "同一行号只能出现一次。", "Each line number may stand only once.");
        }
    }

    /// <summary>A line of the draft.</summary>
    public sealed record NumberedLine
    {
        public required int LineNumber { get; init; }

        public required DraftLineRequest Line { get; init; }
    }

    static Task<EtagOk<DraftView>> HandleAsync(
        Guid draftId, Request request, IfMatch seen, OrderingDb db, DraftMatching matching, DraftViews views, TimeProvider clock,
        CancellationToken ct) => SetAsync(draftId, request.Lines, seen, db, matching, views, clock, ct);

    internal static async Task<EtagOk<DraftView>> SetAsync(
        Guid draftId, IReadOnlyList<NumberedLine> changed, IfMatch seen, OrderingDb db, DraftMatching matching, DraftViews views,
        TimeProvider clock, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var draft = await db.LockDraftAsync(draftId, seen, ct);
        DraftLine[] lines = [.. changed.Select(line => draft.Line(line.LineNumber))];
        DraftEntry[] typed = [.. changed.Select(line => line.Line.ToEntry())];
        foreach (var (line, entry, found) in lines.Zip(typed, await matching.MatchAsync(draft.UnitId, typed, ct)))
        {
            line.Typed = entry;
            found.Fill(line);
        }

        draft.Change(clock.NowToTheMillisecond());
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Etag.Ok(await views.OfAsync(draft, ct), draft.Version);
    }
}

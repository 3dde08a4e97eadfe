using Marketplace.Contracts;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Drafts;

/// <summary>PUT /ordering/drafts/{draftId}/lines/{lineNumber}. Says anew what a line is to be.</summary>
public static class SetDraftLine
{
    public static void Map(RouteGroupBuilder drafts) => drafts.MapPut("/{draftId:guid}/lines/{lineNumber:int}", HandleAsync)
        .WithName(nameof(SetDraftLine)).WithSummary("更正草稿中的一行 Mend a line of a draft")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation);

    /// <summary>The line as it is to be.</summary>
    public sealed record Request : IChecked
    {
        public required DraftLineRequest Line { get; init; }

        public void Check(Checks checks) => checks.Within("line", Line.Check);
    }

    static Task<EtagOk<DraftView>> HandleAsync(
        Guid draftId, int lineNumber, Request request, IfMatch seen, OrderingDb db, DraftMatching matching, DraftViews views,
        TimeProvider clock, CancellationToken ct) => SetDraftLines.SetAsync(
            draftId, [new() { LineNumber = lineNumber, Line = request.Line }], seen, db, matching, views, clock, ct);
}

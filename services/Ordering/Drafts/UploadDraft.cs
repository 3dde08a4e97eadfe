using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Tables;

namespace Marketplace.Ordering.Drafts;

/// <summary>POST /ordering/drafts/sheets. Makes a draft of an order sheet: a file, or cells that were pasted as text.</summary>
public static class UploadDraft
{
    public static void Map(RouteGroupBuilder drafts) => drafts.MapPost("/sheets", HandleAsync)
        .WithName(nameof(UploadDraft)).WithSummary("上传订货单 Make a draft of an order sheet")
        .WithDescription("The body is CSV or pasted cells (comma, tab or semicolon), XLSX or XLS with Chinese or English headings, or a "
            + "form (multipart/form-data) with such a file; GET …/drafts/template gives one to fill in. Rows that are not understood are "
            + "kept and told with what may be meant. An id may stand wherever a name may.")
        .TakesFile(SheetRows.ContentTypes)
        .TakesUpTo(TableLimits.FileBytesMax)
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).IsExpensive().RequireIdempotencyKey<OrderingDb>();

    /// <summary>Which draft is made.</summary>
    /// <param name="DraftId">Made by the caller.</param>
    /// <param name="UnitId">The unit that is to order; the caller must belong to it.</param>
    /// <param name="Name">1 to 100 characters.</param>
    public sealed record Query(Guid DraftId, Guid UnitId, string Name) : IChecked, IActsFor
    {
        Guid IActsFor.ActsFor => UnitId;

        public void Check(Checks checks)
        {
            checks.NewId(DraftId, "draftId");
            checks.Text(Name, "name", max: 100);
        }
    }

    /// <summary>A draft, and how its sheet was read.</summary>
    public sealed record View
    {
        public required DraftView Draft { get; init; }

        /// <summary>What was read of the file, and what was not and why.</summary>
        public required TableOverview File { get; init; }

        /// <summary>Cells that could not be read; they are empty in the draft.</summary>
        public required IReadOnlyList<TableFault> Faults { get; init; }
    }

    static async Task<EtagCreated<View>> HandleAsync(
        [AsParameters] Query query, HttpRequest request, OrderingDb db, DraftMatching matching, DraftViews views, TimeProvider clock,
        CancellationToken ct)
    {
        var (faults, overview) = (new TableFaults(), new TableOverview());
        var rows = await SheetRows.ReadAsync(
            request, DraftSheet.Headings, Draft.LinesMax, DraftSheet.IsExample,
            row => (Entry: DraftSheet.EntryOf(row), Row: row.Number, row.Sheet), faults, overview, ct);
        var now = clock.NowToTheMillisecond();
        var draft = Draft.Of(query.DraftId, query.UnitId, query.Name, now);
        var found = await matching.MatchAsync(draft.UnitId, [.. rows.Select(row => row.Entry)], ct);
        draft.Add(
            rows.Count,
            (number, index) => found[index].ToLine(draft.DraftId, number, rows[index].Entry, rows[index].Row, rows[index].Sheet),
            now);
        db.Add(draft);
        await db.SaveNewAsync(ct);
        return Etag.Created(
            $"/{OrderingService.Name}/drafts/{draft.DraftId}",
            new View { Draft = await views.OfAsync(draft, ct), File = overview, Faults = faults.All },
            draft.Version);
    }
}

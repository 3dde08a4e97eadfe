using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Drafts;

/// <summary>POST /ordering/drafts. Makes a draft of lines as they come from the catalogue or are typed.</summary>
public static class CreateDraft
{
    public static void Map(RouteGroupBuilder drafts) => drafts.MapPost("/", HandleAsync)
        .WithName(nameof(CreateDraft)).WithSummary("建立订货单草稿 Make a draft of an order")
        .WithDescription("Lines name products, docks and units by id or by name. What is not understood is kept with its line and told "
            + "with what may be meant; nothing is guessed.")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    /// <summary>What is about to be ordered.</summary>
    public sealed record Request : IChecked, IActsFor
    {
        /// <summary>Made by the caller.</summary>
        public required Guid DraftId { get; init; }

        /// <summary>The unit that is to order; the caller must belong to it.</summary>
        public required Guid UnitId { get; init; }

        /// <summary>1 to 100 characters, such as "第48周".</summary>
        public required string Name { get; init; }

        /// <summary>0 to 2,000; more can be added.</summary>
        public IReadOnlyList<DraftLineRequest> Lines { get; init; } = [];

        Guid IActsFor.ActsFor => UnitId;

        public void Check(Checks checks)
        {
            checks.NewId(DraftId, "draftId");
            checks.Text(Name, "name", max: 100);
            AddDraftLines.Check(checks, Lines, min: 0);
        }
    }

    static async Task<EtagCreated<DraftView>> HandleAsync(
        Request request, OrderingDb db, DraftMatching matching, DraftViews views, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var draft = Draft.Of(request.DraftId, request.UnitId, request.Name, now);
        await AddDraftLines.AddAsync(draft, request.Lines, matching, now, ct);
        db.Add(draft);
        await db.SaveNewAsync(ct);
        return Etag.Created($"/{OrderingService.Name}/drafts/{draft.DraftId}", await views.OfAsync(draft, ct), draft.Version);
    }
}

using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Drafts;

/// <summary>GET /ordering/drafts/{draftId}/sheet. A draft as a sheet that can be changed and sent again.</summary>
public static class GetDraftSheet
{
    public static void Map(RouteGroupBuilder drafts) => drafts.MapGet("/{draftId:guid}/sheet", HandleAsync)
        .WithName(nameof(GetDraftSheet)).WithSummary("导出草稿 A draft as a sheet").For(DraftScope.Readers);

    static async Task<FileContentHttpResult> HandleAsync(
        Guid draftId, OrderingDb db, DraftViews views, CancellationToken ct, string format = "xlsx")
    {
        var kind = GetDraftTemplate.FormatOf(format);
        return ReportResults.Of(DraftSheet.Of(await views.OfAsync(await db.DraftAsync(draftId, ct), ct)), kind, DraftSheet.Name);
    }
}

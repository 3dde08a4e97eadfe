using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Drafts;

/// <summary>GET /ordering/drafts/template. The columns of an order sheet and one row as an example.</summary>
public static class GetDraftTemplate
{
    public static void Map(RouteGroupBuilder drafts) => drafts.MapGet("/template", Handle)
        .WithName(nameof(GetDraftTemplate)).WithSummary("订货单模板 Template of an order sheet").For(DraftScope.Readers);

    internal static TableFormat FormatOf(string format) => ReportResults.FormatOf(format)
        ?? throw new InvalidRequestException("format_unknown", "format", "格式须为 csv 或 xlsx。", "The format is csv or xlsx.");

    static FileContentHttpResult Handle(string format = "xlsx") =>
        ReportResults.Of(DraftSheet.Template(), FormatOf(format), $"{DraftSheet.Name}模板");
}

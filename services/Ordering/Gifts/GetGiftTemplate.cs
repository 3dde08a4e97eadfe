using Marketplace.Ordering.Drafts;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Gifts;

/// <summary>GET /ordering/gift-lists/template. The columns of a sheet of recipients and one row as an example.</summary>
public static class GetGiftTemplate
{
    public static void Map(RouteGroupBuilder lists) => lists.MapGet("/template", Handle)
        .WithName(nameof(GetGiftTemplate)).WithSummary("慰问品名册模板 Template of a sheet of recipients").For(GiftScope.Readers);

    static FileContentHttpResult Handle(string format = "xlsx") =>
        ReportResults.Of(GiftSheet.Template(), GetDraftTemplate.FormatOf(format), $"{GiftSheet.Name}模板");
}

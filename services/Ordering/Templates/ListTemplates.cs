using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Templates;

/// <summary>GET /ordering/templates. The templates of the caller's unit, newest first.</summary>
public static class ListTemplates
{
    public static void Map(RouteGroupBuilder templates) => templates.MapGet("/", HandleAsync)
        .WithName(nameof(ListTemplates)).WithSummary("周菜单模板列表 List templates").For(TemplateScope.Readers);

    static async Task<Ok<Page<TemplateView>>> HandleAsync([AsParameters] PageQuery page, OrderingDb db, CancellationToken ct) =>
        TypedResults.Ok(await db.OrderTemplates.AsNoTracking()
            .Select(template => new Listed<OrderTemplate> { At = template.FiledAt, Id = template.TemplateId, Row = template })
            .PageAsync(page, TemplateView.Of, ct));
}

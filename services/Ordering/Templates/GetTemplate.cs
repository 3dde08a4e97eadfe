using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Templates;

/// <summary>GET /ordering/templates/{templateId}.</summary>
public static class GetTemplate
{
    public static void Map(RouteGroupBuilder templates) => templates.MapGet("/{templateId:guid}", HandleAsync)
        .WithName(nameof(GetTemplate)).WithSummary("查看周菜单模板 A template of a week").For(TemplateScope.Readers);

    static async Task<VersionedOk<TemplateView>> HandleAsync(Guid templateId, OrderingDb db, CancellationToken ct)
    {
        var template = await db.TemplateAsync(templateId, ct);
        return Etag.VersionedOk(TemplateView.Of(template), template.Version);
    }
}

using Marketplace.Contracts;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Templates;

/// <summary>PUT /ordering/templates/{templateId}/ending. Makes no more orders; those that are placed stay.</summary>
public static class EndTemplate
{
    public static void Map(RouteGroupBuilder templates) => templates.MapPut("/{templateId:guid}/ending", HandleAsync)
        .WithName(nameof(EndTemplate)).WithSummary("终止周菜单模板 End a template")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation);

    static Task<EtagOk<TemplateView>> HandleAsync(
        Guid templateId, IfMatch seen, OrderingDb db, CancellationToken ct) =>
        db.ChangeTemplateAsync(
            templateId,
            seen,
            template =>
            {
                template.End();
                return Task.CompletedTask;
            },
            ct);
}

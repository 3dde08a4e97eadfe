using Marketplace.Contracts;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Templates;

/// <summary>PUT /ordering/templates/{templateId}/pausing. Makes no orders until it is resumed.</summary>
public static class PauseTemplate
{
    public static void Map(RouteGroupBuilder templates) => templates.MapPut("/{templateId:guid}/pausing", HandleAsync)
        .WithName(nameof(PauseTemplate)).WithSummary("暂停周菜单模板 Pause a template")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation);

    static Task<EtagOk<TemplateView>> HandleAsync(
        Guid templateId, IfMatch seen, OrderingDb db, CancellationToken ct) =>
        db.ChangeTemplateAsync(
            templateId,
            seen,
            template =>
            {
                template.Pause();
                return Task.CompletedTask;
            },
            ct);
}

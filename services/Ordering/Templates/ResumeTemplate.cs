using Marketplace.Contracts;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Templates;

/// <summary>PUT /ordering/templates/{templateId}/resumption. Goes on with the first week that is not begun.</summary>
public static class ResumeTemplate
{
    public static void Map(RouteGroupBuilder templates) => templates.MapPut("/{templateId:guid}/resumption", HandleAsync)
        .WithName(nameof(ResumeTemplate)).WithSummary("恢复周菜单模板 Resume a template")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation);

    static Task<EtagOk<TemplateView>> HandleAsync(
        Guid templateId, IfMatch seen, OrderingDb db, TimeProvider clock, CancellationToken ct) =>
        db.ChangeTemplateAsync(
            templateId,
            seen,
            template =>
            {
                template.Resume(BusinessDay.Of(clock.GetUtcNow()));
                return Task.CompletedTask;
            },
            ct);
}

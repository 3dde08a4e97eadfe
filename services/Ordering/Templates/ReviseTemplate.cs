using Marketplace.Contracts;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Templates;

/// <summary>PUT /ordering/templates/{templateId}. Says anew what a template holds; orders that are made stay as they are.</summary>
public static class ReviseTemplate
{
    public static void Map(RouteGroupBuilder templates) => templates.MapPut("/{templateId:guid}", HandleAsync)
        .WithName(nameof(ReviseTemplate)).WithSummary("修改周菜单模板 Revise a template")
        .WithDescription("Prices are those of today from now on, and orders are placed in the name of whoever revises it.")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation);

    /// <summary>What it is to hold.</summary>
    public sealed record Request : IChecked
    {
        public required TemplateRequest Template { get; init; }

        public void Check(Checks checks) => checks.Within("template", Template.Check);
    }

    static Task<EtagOk<TemplateView>> HandleAsync(
        Guid templateId, Request request, IfMatch seen, OrderingDb db, TemplateContents contents, Caller caller, TimeProvider clock,
        CancellationToken ct) => db.ChangeTemplateAsync(
            templateId,
            seen,
            async template => template.Revise(
                await contents.OfAsync(template.UnitId, request.Template, ct), caller.Subject, BusinessDay.Of(clock.GetUtcNow())),
            ct);
}

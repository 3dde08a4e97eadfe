using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Templates;

/// <summary>POST /ordering/templates. Files what a unit orders every week; <see cref="MakeWeeklyOrders"/> makes the orders.</summary>
public static class FileTemplate
{
    public static void Map(RouteGroupBuilder templates) => templates.MapPost("/", HandleAsync)
        .WithName(nameof(FileTemplate)).WithSummary("建立周菜单模板 File a template of a week")
        .WithDescription("The order of each week is made once, in the name of whoever filed the template, so many days before its Monday. "
            + "The first is that of the first week that is not begun. When one can't be made, GET …/runs tells why.")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    /// <summary>Whose template it is, and what it holds.</summary>
    public sealed record Request : IChecked, IActsFor
    {
        /// <summary>Made by the caller.</summary>
        public required Guid TemplateId { get; init; }

        /// <summary>The unit that is to order; the caller must belong to it.</summary>
        public required Guid UnitId { get; init; }

        public required TemplateRequest Template { get; init; }

        Guid IActsFor.ActsFor => UnitId;

        public void Check(Checks checks)
        {
            checks.NewId(TemplateId, "templateId");
            checks.Within("template", Template.Check);
        }
    }

    static async Task<EtagCreated<TemplateView>> HandleAsync(
        Request request, OrderingDb db, TemplateContents contents, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var content = await contents.OfAsync(request.UnitId, request.Template, ct);
        var template = OrderTemplate.File(request.TemplateId, request.UnitId, content, caller.Subject, clock.NowToTheMillisecond());
        db.Add(template);
        await db.SaveNewAsync(ct);
        return Etag.Created($"/{OrderingService.Name}/templates/{template.TemplateId}", TemplateView.Of(template), template.Version);
    }
}

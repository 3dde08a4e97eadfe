using Marketplace.Contracts;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Alerts;

/// <summary>
/// POST /credits/alerts/{alertId}/closing: somebody has seen to it. While it still holds it isn't raised again, unless it gets worse.
/// </summary>
public static class CloseAlert
{
    const int NoteMax = 500;

    public sealed record Request : IChecked
    {
        public required string Note { get; init; }

        public void Check(Checks checks) => checks.Text(Note, "note", max: NoteMax);
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/alerts/{alertId:guid}/closing", HandleAsync)
        .WithName("CloseAlert").WithSummary("关闭预警 Close an alert")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<CreditingDb>();

    static async Task<Ok<AlertView>> HandleAsync(
        Guid alertId, Request request, CreditingDb db, Caller caller, Authority authority, TimeProvider clock, CancellationToken ct)
    {
        // The evaluation may be about to end it: one of the two is told that the other was first.
        await db.LockPositionAsync(ProjectionPosition.Alerts, ct);
        var alert = await db.Alerts.SingleOrDefaultAsync(known => known.AlertId == alertId, ct)
            ?? throw new NotFoundException("alert_not_found", "没有这条预警。", "There is no such alert.");
        if (!authority.AnswersFor(alert.OwnerPath))
        {
            throw new ForbiddenException(
                "not_alert_owner", "只有责任地区的官员可以关闭预警。", "Only officials of the region that owns the alert close it.");
        }

        if (alert.ClosedAt is not null)
        {
            throw new RuleBrokenException("alert_closed", "该预警已关闭。", "The alert has been closed already.");
        }

        alert.Close(caller.Subject, request.Note, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        var owners = await Parties.ReadAsync(
            db, alert.OwnerPath.Length == 0 ? [] : [new RegionPath(alert.OwnerPath).RegionId], BusinessDay.Of(clock.GetUtcNow()), ct);
        return TypedResults.Ok(AlertView.Of(alert, owners));
    }
}

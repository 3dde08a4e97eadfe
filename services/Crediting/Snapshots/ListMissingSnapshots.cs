using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Snapshots;

/// <summary>
/// GET /credits/snapshots/missing. The snapshots that closings still have to get, and what was in the way of those that were tried (CR-21).
/// </summary>
public static class ListMissingSnapshots
{
    /// <summary>A snapshot that has not been taken yet.</summary>
    /// <param name="Number">The number that it will have: "R1-2026-10-330200".</param>
    /// <param name="Month">The month that was closed.</param>
    /// <param name="RegionId">Whose pairings it is to show; null for the nation.</param>
    /// <param name="CutOffAt">The instant of the closing.</param>
    /// <param name="Failures">How often it could not be taken.</param>
    /// <param name="FailedAt">When that was last; null when it was not tried yet.</param>
    /// <param name="Reason">Why it could not be taken the last time, in English, for the operator.</param>
    /// <param name="NextAttemptAt">When it is tried again.</param>
    public sealed record View(
        string Number,
        string Month,
        string? RegionId,
        DateTimeOffset CutOffAt,
        int Failures,
        DateTimeOffset? FailedAt,
        string? Reason,
        DateTimeOffset NextAttemptAt)
    {
        internal static View Of(DueSnapshot due) => new(
            due.Number, due.Month, due.RegionId, due.CutOffAt, due.Failures, due.FailedAt, due.Reason, due.NextAttemptAt);
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet("/snapshots/missing", HandleAsync)
        .WithName("ListMissingSnapshots")
        .WithSummary("待生成的快照 Snapshots of closings that are still missing")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<View>>> HandleAsync(CreditingDb db, [AsParameters] PageQuery page, CancellationToken ct, Month? month = null)
    {
        var written = month?.ToString();
        var missing = db.DueSnapshots.AsNoTracking().Where(due => due.TakenAt == null && (written == null || due.Month == written));
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            missing = missing.Where(due => due.Number.CompareTo(last) > 0);
        }

        var rows = await missing.OrderBy(due => due.Number).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(rows, page.Size, View.Of, due => Cursor.Encode(due.Number)));
    }
}

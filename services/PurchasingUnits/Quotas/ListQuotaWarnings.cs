using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>
/// GET /units/quota-warnings: which units are behind with their quota, from the newest warning down: a unit sees its own and those of the
/// units below it, officials those of their region.
/// </summary>
public static class ListQuotaWarnings
{
    /// <param name="Year">The year that they are about.</param>
    /// <param name="Unit">The unit that is warned.</param>
    public sealed record Filter(int? Year = null, Guid? Unit = null);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/quota-warnings", HandleAsync)
        .WithName(nameof(ListQuotaWarnings)).WithSummary("预留份额进度预警 Warnings of units that are behind with their quota")
        .For(Roles.Purchaser, Roles.Approver, Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<QuotaWarningView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, UnitsDb db, CancellationToken ct, QuotaLevel? level = null)
    {
        var warnings =
            from warning in db.QuotaWarnings.AsNoTracking()
            join unit in db.Units.AsNoTracking() on warning.UnitId equals unit.Id
            where (filter.Year == null || warning.Year == filter.Year) && (filter.Unit == null || warning.UnitId == filter.Unit)
                && (level == null || warning.Level == level)
            select new { Warning = warning, unit.Name, unit.FinanceDivision };
        if (Cursor.Decode(page.After, 2) is [var raised, var last])
        {
            var (at, id) = (
                DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(Cursor.Number(raised), 0, 4_102_444_800_000)), Cursor.Id(last));
            warnings = warnings.Where(row =>
                row.Warning.RaisedAt < at || (row.Warning.RaisedAt == at && row.Warning.WarningId.CompareTo(id) < 0));
        }

        var found = await warnings.OrderByDescending(row => row.Warning.RaisedAt).ThenByDescending(row => row.Warning.WarningId)
            .Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(
            found,
            page.Size,
            row => QuotaWarningView.Of(row.Warning, row.Name, row.FinanceDivision),
            row => Cursor.Encode(
                row.Warning.RaisedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), row.Warning.WarningId.ToString())));
    }
}

/// <summary>A warning with the figures of the day on which it was raised, in fen.</summary>
public sealed record QuotaWarningView
{
    public required Guid WarningId { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public string? FinanceDivision { get; init; }

    public required int Year { get; init; }

    public required QuotaLevel Level { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    public required long ReservedFen { get; init; }

    public required long ExecutedFen { get; init; }

    public required long HeldFen { get; init; }

    /// <summary>What share of the quota the season expected to be executed by then, in ten-thousandths.</summary>
    public required int ExpectedBasisPoints { get; init; }

    public required int DaysLeft { get; init; }

    public long? ProjectedFen { get; init; }

    public long? RequiredMonthlyFen { get; init; }

    public static QuotaWarningView Of(QuotaWarning warning, string unitName, string? division) => new()
    {
        WarningId = warning.WarningId,
        UnitId = warning.UnitId,
        UnitName = unitName,
        FinanceDivision = division,
        Year = warning.Year,
        Level = warning.Level,
        RaisedAt = warning.RaisedAt,
        ReservedFen = warning.ReservedFen,
        ExecutedFen = warning.ExecutedFen,
        HeldFen = warning.HeldFen,
        ExpectedBasisPoints = warning.ExpectedBasisPoints,
        DaysLeft = warning.DaysLeft,
        ProjectedFen = warning.ProjectedFen,
        RequiredMonthlyFen = warning.RequiredMonthlyFen,
    };
}

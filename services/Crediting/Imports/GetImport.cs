using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Imports;

/// <summary>GET /credits/imports/{importId}. How far it has come, and who decided what.</summary>
public static class GetImport
{
    /// <summary>An import with its reviews.</summary>
    public sealed record View
    {
        public required ImportView Import { get; init; }

        /// <summary>Rows by what each side has decided so far; of those that the caller may see.</summary>
        public required IReadOnlyList<Progress> Progress { get; init; }

        public required IReadOnlyList<ReviewView> Reviews { get; init; }
    }

    /// <param name="State">Of the rows.</param>
    /// <param name="FacilitatorApproved">What the facilitator's side decided; null when it hasn't.</param>
    /// <param name="OriginApproved">What the side of the origin decided; null when it hasn't.</param>
    /// <param name="Rows">How many.</param>
    /// <param name="AmountFen">What they add up to.</param>
    public sealed record Progress(ImportRowState State, bool? FacilitatorApproved, bool? OriginApproved, int Rows, long AmountFen);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/imports/{importId:guid}", HandleAsync)
        .WithName("GetImport")
        .WithSummary("导入台账 An imported ledger")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<View>> HandleAsync(Guid importId, CreditingDb db, CancellationToken ct)
    {
        var import = await ImportScope.ImportAsync(db, importId, ct);
        var progress = await db.ImportRows.Where(row => row.ImportId == importId)
            .GroupBy(row => new { row.State, row.FacilitatorApproved, row.OriginApproved })
            .Select(group => new Progress(
                group.Key.State, group.Key.FacilitatorApproved, group.Key.OriginApproved, group.Count(), group.Sum(row => row.AmountFen)))
            .ToListAsync(ct);
        var reviews = await db.ImportReviews.AsNoTracking().Where(review => review.ImportId == importId).ToListAsync(ct);
        return TypedResults.Ok(new View
        {
            Import = ImportView.Of(import),
            Progress = [.. progress.OrderBy(item => item.State)
                .ThenBy(item => item.FacilitatorApproved).ThenBy(item => item.OriginApproved)],
            Reviews = [.. reviews.OrderBy(review => review.ReviewedAt).ThenBy(review => review.ReviewId).Select(ReviewView.Of)],
        });
    }
}

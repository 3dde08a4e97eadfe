using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>
/// POST /units/quota-ratios. From a day on units of a finance division, or all that have no ratio of their own, must reserve at least so
/// much. Plans of a year go by what holds on its first day; those on file stay. Setting it again for the same day corrects it.
/// </summary>
public static class SetQuotaRatio
{
    public sealed record Request : IChecked
    {
        /// <summary>The finance division as units name it; absent for all that have no ratio of their own.</summary>
        public string? FinanceDivision { get; init; }

        public required DateOnly ValidFrom { get; init; }

        /// <summary>In ten-thousandths of the planned purchases: 1,000 is 10 %.</summary>
        public required int MinimumBasisPoints { get; init; }

        /// <summary>True when a unit must not reserve less than it did the year before either.</summary>
        public bool IsLastYearFloor { get; init; }

        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.TextOrNone(FinanceDivision, "financeDivision", max: 100);
            check.RegistryDay(ValidFrom, "validFrom");
            check.Range(MinimumBasisPoints, 0, QuotaRatio.WholeBasisPoints, "minimumBasisPoints");
            check.Document(Document);
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/quota-ratios", HandleAsync)
        .WithName(nameof(SetQuotaRatio)).WithSummary("设定最低预留比例 Set the least share that must be reserved, from a day on")
        .For(Roles.Official).Decided(DecidedBy.Nation).RequireIdempotencyKey<UnitsDb>();

    static async Task<Created<QuotaRatioView>> HandleAsync(Request request, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        await SetAsync(request, db, registrar, ct);
        await db.SaveChangesAsync(ct);
        var id = QuotaRatio.IdOf(request.FinanceDivision, request.ValidFrom);
        return TypedResults.Created(
            "/units/quota-ratios", QuotaRatioView.Of(await db.QuotaRatios.SingleAsync(known => known.Id == id, ct)));
    }

    /// <summary>Sets the ratio, whether it comes alone or on a list. Says whether it is new, and whether anything is different.</summary>
    internal static async Task<(bool IsNew, bool IsChanged)> SetAsync(
        Request request, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        var id = QuotaRatio.IdOf(request.FinanceDivision, request.ValidFrom);
        await db.LockNameAsync("quota ratios", ct);
        var ratio = db.Ahead is null
            ? await db.QuotaRatios.SingleOrDefaultAsync(known => known.Id == id, ct)
            : db.QuotaRatios.Local.FindEntry(id)?.Entity;
        var before = ratio is null ? null : QuotaRatioView.Of(ratio);
        if (ratio is null)
        {
            ratio = QuotaRatio.Set(
                request.FinanceDivision, request.ValidFrom, request.MinimumBasisPoints, request.IsLastYearFloor, request.Document);
            db.Add(ratio);
        }
        else if (!ratio.Revise(request.MinimumBasisPoints, request.IsLastYearFloor, request.Document))
        {
            return (false, false);
        }

        registrar.Record(
            RegistryKind.QuotaRatio, ratio.Id.ToString(), ratio.Version, [], before, QuotaRatioView.Of(ratio), request.Document);
        return (before is null, true);
    }
}

/// <summary>A least share as callers see it.</summary>
public sealed record QuotaRatioView
{
    public required Guid QuotaRatioId { get; init; }

    public required long Version { get; init; }

    /// <summary>Null for all that have no ratio of their own.</summary>
    public string? FinanceDivision { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>In ten-thousandths of the planned purchases: 1,000 is 10 %.</summary>
    public required int MinimumBasisPoints { get; init; }

    public required bool IsLastYearFloor { get; init; }

    public string? Document { get; init; }

    public static QuotaRatioView Of(QuotaRatio ratio) => new()
    {
        QuotaRatioId = ratio.Id,
        Version = ratio.Version,
        FinanceDivision = ratio.FinanceDivision,
        ValidFrom = ratio.ValidFrom,
        MinimumBasisPoints = ratio.MinimumBasisPoints,
        IsLastYearFloor = ratio.IsLastYearFloor,
        Document = ratio.SourceDocument,
    };
}

using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Policies;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Gifts;

/// <summary>
/// PUT /ordering/gift-limits/{unitId}/{year}. An approver of the unit, or of the one above it, files what gifts for one person may cost in
/// a year. Whoever orders gains by a high limit, so that purchasers file none, and whoever has filed it orders no gifts under it.
/// </summary>
public static class FileGiftLimit
{
    const int YearMin = 2000;
    const int YearMax = 2099;

    public static void Map(RouteGroupBuilder limits) => limits.MapPut("/{unitId:guid}/{year:int}", HandleAsync)
        .WithName(nameof(FileGiftLimit)).WithSummary("制定慰问品人均限额 File the limit a head of gifts")
        .WithDescription("Gifts can't be ordered in a year without one. The If-Match header with the limit's ETag is needed once there is "
            + "a version. What was ordered before stays.")
        .For(Roles.Approver).Decided(DecidedBy.Organisation).TakesIfMatch();

    public sealed record Request : IChecked
    {
        /// <summary>For one person and all lists of the year together, in fen; at least 1.</summary>
        public required long PerHeadFen { get; init; }

        /// <summary>On which it rests, 1 to 200 characters.</summary>
        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.Range(PerHeadFen, 1, Money.FenMax, "perHeadFen");
            check.Text(Document, "document", max: 200);
        }
    }

    static async Task<Results<EtagCreated<GiftLimitView>, EtagOk<GiftLimitView>>> HandleAsync(
        Guid unitId, int year, Request request, HttpContext http, OrderingDb db, KnownBuyers buyers, Caller caller, TimeProvider clock,
        CancellationToken ct)
    {
        RequireYear(year);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync<PurchasingUnit>([unitId], ct);
        var newest = await db.GiftLimitAsync(unitId, year, ct);
        _ = await UnitScope.RequireFilerAsync(buyers, caller, unitId, newest?.IsFromAbove == true, ct);
        if (newest is not null)
        {
            (await IfMatch.BindAsync(http)).Require(newest.Version);
        }

        var filed = new GiftLimit
        {
            UnitId = unitId,
            Year = year,
            Version = (newest?.Version ?? 0) + 1,
            PerHeadFen = request.PerHeadFen,
            FiledBy = caller.Subject,
            FiledByUnitId = caller.Org!.Value,
            FiledAt = clock.NowToTheMillisecond(),
            Document = request.Document,
        };
        db.Add(filed);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        var view = GiftLimitView.Of(filed);
        return newest is null ? Etag.Created(http.Request.Path, view, filed.Version) : Etag.Ok(view, filed.Version);
    }

    static void RequireYear(int year)
    {
        if (year is < YearMin or > YearMax)
        {
            throw new InvalidRequestException(
                "year_invalid", "year", $"年度须在 {YearMin} 与 {YearMax} 之间。", $"The year is between {YearMin} and {YearMax}.");
        }
    }
}

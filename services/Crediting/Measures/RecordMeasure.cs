using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Measures;

/// <summary>
/// POST /credits/measures. Signed and intended amounts, vouchers sold, deposits, dividends, services: shown, never credited (CR-23).
/// </summary>
public static class RecordMeasure
{
    const int TextMax = 200;

    public sealed record Request : IChecked
    {
        public required Guid MeasureId { get; init; }

        public required MeasureKind Kind { get; init; }

        public required long AmountFen { get; init; }

        public required DateOnly Date { get; init; }

        public string? EastRegionId { get; init; }

        public string? WestRegionId { get; init; }

        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.NewId(MeasureId, "measureId");
            check.That(AmountFen > 0, "amountFen", "amount_positive", "金额须大于零。", "The amount is above zero.");
            check.That(
                AmountFen <= Money.FenMax, "amountFen", "amount_too_large", "金额不能超过一千亿元，请核对单位（分）。",
                "The amount is at most a hundred billion yuan; check that it is in fen.");
            check.Text(Document, "document", TextMax);
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/measures", HandleAsync)
        .WithName("RecordMeasure")
        .WithSummary("登记签约额等其他指标 Record a measure that is no sale")
        .For(Roles.Official).Decided(DecidedBy.Region)
        .RequireIdempotencyKey<CreditingDb>();

    static async Task<Created<MeasureView>> HandleAsync(
        Request request, CreditingDb db, Caller caller, TimeProvider clock, Authority authority, CancellationToken ct)
    {
        var measure = new OtherMeasure
        {
            MeasureId = request.MeasureId,
            Kind = request.Kind,
            AmountFen = request.AmountFen,
            Date = request.Date,
            EastPath = await PathAsync(db, request.EastRegionId, "eastRegionId", ct),
            WestPath = await PathAsync(db, request.WestRegionId, "westRegionId", ct),
            Document = request.Document,
            RecordedBy = caller.Subject,
            RecordedAt = clock.GetUtcNow(),
        };
        // One side is enough: it is no sale, and nobody is credited for it (CR-23).
        authority.SidesOf(Matter.OfRegions([measure.EastPath, measure.WestPath]));
        if (await db.OtherMeasures.IgnoreQueryFilters().AnyAsync(known => known.MeasureId == request.MeasureId, ct))
        {
            throw TakenId.Refusal("measureId");
        }

        db.Add(measure);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/credits/measures/{measure.MeasureId}", MeasureView.Of(measure));
    }

    static async Task<string> PathAsync(CreditingDb db, string? regionId, string field, CancellationToken ct) => regionId is null
        ? ""
        : await db.Regions.AsNoTracking().Where(region => region.RegionId == regionId && region.IsCurrent)
            .Select(region => region.Path).SingleOrDefaultAsync(ct)
            ?? throw new InvalidRequestException(
                "unknown_region", field, "没有这个行政区划：请填写区划标识，例如 330200。",
                "There is no such region: give the id of a region, such as 330200.");
}

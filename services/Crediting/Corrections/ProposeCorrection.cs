using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Corrections;

/// <summary>An official found that a sale has another origin or its buyer another region; as the journal keeps it.</summary>
public sealed record SaleCorrectionProposed(
    Guid CorrectionId,
    Guid LineId,
    int AcceptanceNo,
    int ShareNo,
    string? OriginPath,
    string? OriginName,
    string? UnitPath,
    string Reason,
    string Document,
    string By,
    string? ProposedFor = null);

/// <summary>
/// POST /credits/corrections. Another origin or unit region for a sale; what it changes is shown and waits for
/// somebody else's approval (CR-19).
/// </summary>
public sealed class ProposeCorrection : IApplyEvent<SaleCorrectionProposed>
{
    const int TextMax = 500;

    public sealed record Request : IChecked
    {
        public required Guid CorrectionId { get; init; }

        public required Guid LineId { get; init; }

        public required int AcceptanceNo { get; init; }

        public int ShareNo { get; init; } = 1;

        /// <summary>The county that the goods really come from.</summary>
        public string? OriginRegionId { get; init; }

        /// <summary>The region to which the buyer really belonged.</summary>
        public string? UnitRegionId { get; init; }

        public required string Reason { get; init; }

        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.NewId(CorrectionId, "correctionId");
            check.That(
                OriginRegionId is not null || UnitRegionId is not null,
                "originRegionId",
                "nothing_corrected",
                "请填写正确的产地或采购单位归属地。",
                "Give the right origin or the right region of the buyer.");
            check.Text(Reason, "reason", TextMax);
            check.Text(Document, "document", TextMax);
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/corrections", HandleAsync)
        .WithName("ProposeCorrection")
        .WithSummary("提出更正 Propose to correct a sale")
        .For(Roles.Official).Decided(DecidedBy.Region)
        .RequireIdempotencyKey<CreditingDb>();

    static async Task<Created<CorrectionView>> HandleAsync(Request request, LedgerSession work, CancellationToken ct)
    {
        var ledger = await work.OpenAsync(ct);
        var line = await work.Db.SaleLines.AsNoTracking().SingleOrDefaultAsync(
            known => known.LineId == request.LineId && known.AcceptanceNo == request.AcceptanceNo && known.ShareNo == request.ShareNo, ct)
            ?? throw new NotFoundException("sale_not_found", "没有这条成交行，或不在您的辖区。", "There is no such sale in your region.");
        work.Authority.SidesOf(Matter.OfRegions([line.UnitPath, line.OriginPath]));
        if (await work.Db.Corrections.AnyAsync(known => known.CorrectionId == request.CorrectionId, ct))
        {
            throw TakenId.Refusal("correctionId");
        }

        var origin = await OriginAsync(work.Db, request.OriginRegionId, ct);
        var unit = await RegionAsync(work.Db, request.UnitRegionId, "unitRegionId", ct);
        if (RegionCode.IsPlaceholder(unit?.Code))
        {
            var (zh, en) = PlaceRegion.PlaceholderRefusal(unit!.Name);
            throw new InvalidRequestException(PlaceRegion.Placeholder, "unitRegionId", zh, en);
        }

        await ledger.ApplyAsync(new SaleCorrectionProposed(
                    request.CorrectionId, request.LineId, request.AcceptanceNo, request.ShareNo, origin?.Path, origin?.Name, unit?.Path,
                    request.Reason, request.Document, work.Caller.Subject,
                    work.Caller.IsNational ? "" : work.Caller.Region), ct);
        await ledger.WriteAsync(ct);
        var correction = await work.Db.Corrections.AsNoTracking().SingleAsync(known => known.CorrectionId == request.CorrectionId, ct);
        return TypedResults.Created($"/credits/corrections/{correction.CorrectionId}", CorrectionView.Of(correction));
    }

    /// <summary>A region from which goods can come (CR-04).</summary>
    static async Task<Region?> OriginAsync(CreditingDb db, string? regionId, CancellationToken ct)
    {
        const string Field = "originRegionId";
        if (await RegionAsync(db, regionId, Field, ct) is not { } region)
        {
            return null;
        }

        var hasCounties = region.Level == RegionLevel.Prefecture && await db.Regions.AnyAsync(
            other => other.IsCurrent && other.Level == RegionLevel.County && other.Path.StartsWith(region.Path), ct);
        if (OriginRegion.IsPossible(region.Level, region.Code, hasCounties))
        {
            return region;
        }

        var (zh, en) = OriginRegion.Refusal(region.Name);
        throw new InvalidRequestException(OriginRegion.NotCounty, Field, zh, en);
    }

    static async Task<Region?> RegionAsync(CreditingDb db, string? regionId, string field, CancellationToken ct) => regionId is null
        ? null
        : await db.Regions.AsNoTracking().SingleOrDefaultAsync(region => region.RegionId == regionId && region.IsCurrent, ct)
            ?? throw new InvalidRequestException(
                "unknown_region", field, "没有这个行政区划：请填写区划标识，例如 330200。",
                "There is no such region: give the id of a region, such as 330200.");

    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<SaleCorrectionProposed> happened, CancellationToken ct)
    {
        foreach (var found in happened)
        {
            ledger.AppendEvent(found);
            var db = ledger.Db;
            var line = await db.SaleLines.AsNoTracking().WithKeyAsync(new SaleKey(found.LineId, found.AcceptanceNo, found.ShareNo), ct);
            var corrected = new CorrectionLine
            {
                CorrectionId = found.CorrectionId,
                LineId = line.LineId,
                AcceptanceNo = line.AcceptanceNo,
                ShareNo = line.ShareNo,
                OriginPath = found.OriginPath,
                OriginName = found.OriginName,
                UnitPath = found.UnitPath,
                Differences = [],
            };
            var snapshot = await ledger.RegistryAsync(ct);
            line.Attribute(Corrected(line, corrected, snapshot.Listings), byHand: true);
            var sale = (await db.PostedAsync([line], ct))[line.Key];
            var judgement = ReassessSales.Judge(sale, snapshot.Registry, await HoldChecks.ReadAsync(ledger, [line], ct));
            var differences = ReassessSales.Differences(sale, judgement);
            var correction = new Correction
            {
                CorrectionId = found.CorrectionId,
                Kind = CorrectionKind.Sale,
                ObjectId = line.LineId,
                ObjectVersion = 0,
                Subject = $"{line.PurchaseNumber} {line.ProductName}: {found.Reason}",
                Document = found.Document,
                ProposedAt = ledger.Now,
                ProposedBy = found.By,
                ProposedFor = found.ProposedFor,
            };
            correction.Count(
                1, differences.Where(difference => difference.To is not null).Sum(difference => difference.AmountFen),
                differences.Where(difference => difference.From is not null).Sum(difference => difference.AmountFen));
            db.Add(correction);
            db.Add(new CorrectionLine
            {
                CorrectionId = corrected.CorrectionId,
                LineId = corrected.LineId,
                AcceptanceNo = corrected.AcceptanceNo,
                ShareNo = corrected.ShareNo,
                OriginPath = corrected.OriginPath,
                OriginName = corrected.OriginName,
                UnitPath = corrected.UnitPath,
                Differences = differences,
            });
        }
    }

    /// <summary>What the registry said, with what was found instead.</summary>
    public static Attribution Corrected(
        SaleLine line, CorrectionLine found, RegistryCache.PovertyCountyList listings) => line.Attribution with
        {
            OriginPath = found.OriginPath ?? line.OriginPath,
            OriginName = found.OriginName ?? line.OriginName,
            UnitPath = found.UnitPath ?? line.UnitPath,
            IsFormerPovertyCounty = found.OriginPath is { } origin
                ? listings.IsFormerPovertyCounty(new RegionPath(origin).RegionId, line.ConfirmedOn)
                : line.IsFormerPovertyCounty,
        };
}

using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Tables;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>县域销售: what counties sold in all, and to whom (EC-09, EC-74).</summary>
public sealed record CountySalesReport
{
    public required ReportHeader Header { get; init; }

    /// <summary>By county, ordered by its place in the tree. Each share of a sale counts once.</summary>
    public required IReadOnlyList<CountyRow> Rows { get; init; }

    /// <summary>All counties that are shown, over all pages.</summary>
    public required CountyRow Total { get; init; }

    public string? Next { get; init; }
}

/// <summary>What a county sold; the parts add up to the total, and the share is of that same total.</summary>
public sealed record CountyRow
{
    /// <summary>Null for all counties together.</summary>
    public Party? County { get; init; }

    /// <summary>Of the month.</summary>
    public required Amount Total { get; init; }

    /// <summary>Delivered to a province that is an eastern party of East–West collaboration.</summary>
    public required Amount ToEast { get; init; }

    /// <summary>Delivered within the province of origin.</summary>
    public required Amount InProvince { get; init; }

    /// <summary>Delivered elsewhere.</summary>
    public required Amount Elsewhere { get; init; }

    /// <summary>To the east of the total, in hundredths of a percent; null when nothing was sold.</summary>
    public long? ToEastBasisPoints { get; init; }

    public required string ToEastShare { get; init; }

    /// <summary>Direct purchases credited by region or designation, and quotas: each share once.</summary>
    public required Amount PolicyDriven { get; init; }

    /// <summary>市场化销售: all else.</summary>
    public required Amount Market { get; init; }

    /// <summary>去重合计: credited under any scheme.</summary>
    public required Amount Credited { get; init; }

    public required long Shares { get; init; }

    /// <summary>January up to the month.</summary>
    public required Amount YearToDate { get; init; }

    public required Amount YearToDateToEast { get; init; }

    public long? YearToDateToEastBasisPoints { get; init; }
}

/// <summary>GET /credits/reports/county-sales. From the sums of sales; a county's figures are the same for both sides of its pairings.</summary>
public static class ReportCountySales
{
    static readonly IReadOnlyList<Column> Columns =
    [
        new("code", "县代码", "County code", Width: 12),
        new("county", "产地县", "County", Width: 20),
        new("total", "当月销售总额（万元）", "Total sales", ColumnKind.TenThousandYuan, 20),
        new("toEast", "其中：销往东部（万元）", "To the east", ColumnKind.TenThousandYuan, 20),
        new("toEastShare", "销往东部占比", "Share to the east", ColumnKind.Percent),
        new("inProvince", "省内（万元）", "Within the province", ColumnKind.TenThousandYuan),
        new("elsewhere", "其他（万元）", "Elsewhere", ColumnKind.TenThousandYuan),
        new("policy", "政策性采购（万元）", "Policy-driven", ColumnKind.TenThousandYuan),
        new("market", "市场化销售（万元）", "Market", ColumnKind.TenThousandYuan),
        new("credited", "去重认定额（万元）", "Credited, de-duplicated", ColumnKind.TenThousandYuan, 20),
        new("yearToDate", "本年累计总额（万元）", "Total, year to date", ColumnKind.TenThousandYuan, 20),
        new("yearToDateToEast", "本年累计销往东部（万元）", "To the east, year to date", ColumnKind.TenThousandYuan, 22),
        new("yearToDateShare", "累计占比", "Share, year to date", ColumnKind.Percent),
    ];

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/county-sales", HandleAsync)
        .WithName("ReportCountySales")
        .WithSummary("县域销售 Sales of counties")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Results<Ok<CountySalesReport>, FileContentHttpResult>> HandleAsync(
        Month month,
        CreditingDb db,
        Caller caller,
        TimeProvider clock,
        [AsParameters] ReportQuery query,
        [AsParameters] PageQuery page,
        CancellationToken ct)
    {
        var after = Cursor.Decode(page.After, 1) is [var path] ? path : "";
        var frame = await ReportFrame.ReadNowAsync("D2", new("县域销售情况表", "Sales of counties"), month, query, db, caller, clock, ct);
        var sees = frame.Scope.Counties(frame.Registry.Pairings.Values);
        var sums = (await SumsAsync(db, month, EasternProvinces(frame.Registry), ct)).Where(one => sees(one.OriginPath))
            .OrderBy(one => one.OriginPath, StringComparer.Ordinal).ToList();
        var isFile = query.FormatAsked != ReportFormat.Json;
        var rest = sums.Where(one => isFile || string.CompareOrdinal(one.OriginPath, after) > 0).ToList();
        var shown = isFile ? rest : [.. rest.Take(page.Size)];
        await frame.Registry.ReadRegionsAsync(shown.Select(one => new RegionPath(one.OriginPath).RegionId), ct);
        var report = new CountySalesReport
        {
            Header = frame.Header,
            Rows = [.. shown.Select(one => Row(one, frame.Registry))],
            Total = Row(sums.Aggregate(new Sums { OriginPath = "" }, (left, right) => left + right), frame.Registry),
            Next = rest.Count > shown.Count ? Cursor.Encode(shown[^1].OriginPath) : null,
        };
        return ReportOutput.Answer(report, query.FormatAsked, report.Header, Tables);
    }

    /// <summary>The provinces that are or hold an eastern party.</summary>
    static string[] EasternProvinces(RegistryAsKnown registry) =>
        [.. registry.Pairings.Values.Where(pairing => pairing.Scheme == Scheme.EastWest).Select(pairing => pairing.East.ProvinceId).Distinct()];

    static Task<List<Sums>> SumsAsync(CreditingDb db, Month month, string[] east, CancellationToken ct)
    {
        var (months, current) = (month.YearToDate, month.ToString());
        return db.SaleMonths.AsNoTracking().Where(sale => months.Contains(sale.RecognitionMonth) && sale.OriginPath != "")
            .GroupBy(sale => sale.OriginPath)
            .Select(group => new Sums
            {
                OriginPath = group.Key,
                TotalFen = group.Sum(sale => sale.RecognitionMonth == current ? sale.AmountFen : 0),
                ToEastFen = group.Sum(sale => sale.RecognitionMonth == current && east.Contains(sale.DeliveryProvince)
                    && !sale.OriginPath.Contains("/" + sale.DeliveryProvince + "/") ? sale.AmountFen : 0),
                InProvinceFen = group.Sum(sale => sale.RecognitionMonth == current && sale.OriginPath.Contains("/" + sale.DeliveryProvince + "/")
                    ? sale.AmountFen : 0),
                PolicyFen = group.Sum(sale => sale.RecognitionMonth == current && sale.IsPolicyDriven ? sale.AmountFen : 0),
                CreditedFen = group.Sum(sale => sale.RecognitionMonth == current && sale.IsCredited ? sale.AmountFen : 0),
                Shares = group.Sum(sale => sale.RecognitionMonth == current ? sale.Shares : 0),
                YearFen = group.Sum(sale => sale.AmountFen),
                YearToEastFen = group.Sum(sale => east.Contains(sale.DeliveryProvince)
                    && !sale.OriginPath.Contains("/" + sale.DeliveryProvince + "/") ? sale.AmountFen : 0),
            })
            .ToListAsync(ct);
    }

    static CountyRow Row(Sums sums, RegistryAsKnown registry)
    {
        var share = Ratios.Rounded(Ratios.Of(sums.ToEastFen, sums.TotalFen));
        var regionId = sums.OriginPath.Length == 0 ? null : new RegionPath(sums.OriginPath).RegionId;
        return new CountyRow
        {
            County = regionId is null ? null : registry.PartyOf(regionId, regionId),
            Total = Amount.Of(sums.TotalFen),
            ToEast = Amount.Of(sums.ToEastFen),
            InProvince = Amount.Of(sums.InProvinceFen),
            Elsewhere = Amount.Of(sums.TotalFen - sums.ToEastFen - sums.InProvinceFen),
            ToEastBasisPoints = share,
            ToEastShare = Ratios.Shown(share),
            PolicyDriven = Amount.Of(sums.PolicyFen),
            Market = Amount.Of(sums.TotalFen - sums.PolicyFen),
            Credited = Amount.Of(sums.CreditedFen),
            Shares = sums.Shares,
            YearToDate = Amount.Of(sums.YearFen),
            YearToDateToEast = Amount.Of(sums.YearToEastFen),
            YearToDateToEastBasisPoints = Ratios.Rounded(Ratios.Of(sums.YearToEastFen, sums.YearFen)),
        };
    }

    static IReadOnlyList<Table> Tables(CountySalesReport report) =>
    [
        ReportOutput.Table(
            report.Header,
            "县域销售 Counties",
            Columns,
            report.Rows.Select(Cells),
            [Cells(report.Total)],
            [new Note("每笔成交的每个产地份额计一次；占比的分子与分母出自同一口径。", "Each share of a sale counts once; a percentage and its base are of the same sales.")]),
    ];

    static IReadOnlyList<object?> Cells(CountyRow row) =>
    [
        row.County?.Code ?? row.County?.RegionId,
        row.County?.Name ?? "合计 Total",
        row.Total.Fen,
        row.ToEast.Fen,
        row.ToEastBasisPoints,
        row.InProvince.Fen,
        row.Elsewhere.Fen,
        row.PolicyDriven.Fen,
        row.Market.Fen,
        row.Credited.Fen,
        row.YearToDate.Fen,
        row.YearToDateToEast.Fen,
        row.YearToDateToEastBasisPoints,
    ];

    sealed record Sums
    {
        public required string OriginPath { get; init; }

        public long TotalFen { get; init; }

        public long ToEastFen { get; init; }

        public long InProvinceFen { get; init; }

        public long PolicyFen { get; init; }

        public long CreditedFen { get; init; }

        public long Shares { get; init; }

        public long YearFen { get; init; }

        public long YearToEastFen { get; init; }

        public static Sums operator +(Sums left, Sums right) => new()
        {
            OriginPath = left.OriginPath,
            TotalFen = left.TotalFen + right.TotalFen,
            ToEastFen = left.ToEastFen + right.ToEastFen,
            InProvinceFen = left.InProvinceFen + right.InProvinceFen,
            PolicyFen = left.PolicyFen + right.PolicyFen,
            CreditedFen = left.CreditedFen + right.CreditedFen,
            Shares = left.Shares + right.Shares,
            YearFen = left.YearFen + right.YearFen,
            YearToEastFen = left.YearToEastFen + right.YearToEastFen,
        };
    }
}

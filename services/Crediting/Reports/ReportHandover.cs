using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Tables;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>交接表: what an ending pairing leaves behind (R19).</summary>
public sealed record HandoverReport
{
    public required ReportHeader Header { get; init; }

    /// <summary>The first to end first.</summary>
    public required IReadOnlyList<HandoverRow> Rows { get; init; }
}

/// <summary>An ending or ended pairing.</summary>
public sealed record HandoverRow
{
    public required Guid PairingId { get; init; }

    public required Scheme Scheme { get; init; }

    public required PairingTier Tier { get; init; }

    public required Party East { get; init; }

    public required Party West { get; init; }

    /// <summary>The last day on which it is valid.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>The last day on which sales confirmed before still count (CR-09); null when there is no transition.</summary>
    public DateOnly? TransitionUntil { get; init; }

    /// <summary>Days of transition that are left after the period; 0 when none are.</summary>
    public required int TransitionDaysLeft { get; init; }

    /// <summary>Recognised in the twelve months up to the period, by the recognition date.</summary>
    public required Amount Sales { get; init; }

    /// <summary>应收货款: what is accepted and not paid yet, of the shipments of those sales.</summary>
    public required Amount Receivable { get; init; }

    /// <summary>By sales, the largest first.</summary>
    public required IReadOnlyList<Supplier> Suppliers { get; init; }

    public sealed record Supplier(Guid SupplierId, string Name, Amount Sales, Amount Receivable);
}

/// <summary>GET /credits/reports/handover. Pairings that end, or whose transition ends, within six months before or after the period.</summary>
public static class ReportHandover
{
    const int MonthsAround = 6;
    const int MonthsOfSales = 12;

    static readonly IReadOnlyList<Column> Columns =
    [
        new("scheme", "渠道", "Scheme", Width: 22),
        new("tier", "层级", "Tier", Width: 16),
        new("east", "东部", "East", Width: 20),
        new("west", "西部", "West", Width: 20),
        new("lastDay", "结对末日", "Last day", ColumnKind.Date, 12),
        new("transition", "过渡期末日", "Transition until", ColumnKind.Date, 12),
        new("supplier", "供应商", "Supplier", Width: 30),
        new("sales", "近 12 个月认定额（元）", "Sales of 12 months (yuan)", ColumnKind.Fen, 20),
        new("receivable", "应收货款（元）", "Receivable (yuan)", ColumnKind.Fen, 20),
    ];

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/handover", HandleAsync)
        .WithName("ReportHandover")
        .WithSummary("结对交接表 Handover of ending pairings")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Results<Ok<HandoverReport>, FileContentHttpResult>> HandleAsync(
        Month month,
        CreditingDb db,
        Caller caller,
        TimeProvider clock,
        [AsParameters] ReportQuery query,
        CancellationToken ct,
        Guid? pairingId = null)
    {
        var frame = await ReportFrame.ReadNowAsync("R19", new("结对交接表", "Handover of ending pairings"), month, query, db, caller, clock, ct);
        var (from, until) = (month.FirstDay.AddMonths(-MonthsAround), month.LastDay.AddMonths(MonthsAround));
        Pairing[] ending =
        [
            .. frame.Registry.Pairings.Values
                .Where(pairing => pairing.ValidTo is { } end && end <= until && (pairing.TransitionUntil ?? end) >= from
                    && (query.SchemeAsked is null || pairing.Scheme == query.SchemeAsked) && (query.TierAsked is null || pairing.Tier == query.TierAsked)
                    && (pairingId is null || pairing.PairingId == pairingId) && frame.Scope.Shows(pairing.EastPath, pairing.WestPath))
                .OrderBy(pairing => pairing.ValidTo).ThenBy(pairing => pairing.PairingId),
        ];
        await frame.Registry.ReadRegionsAsync(ending.SelectMany(pairing => (string[])[pairing.East.RegionId, pairing.West.RegionId]), ct);
        var rows = new List<HandoverRow>();
        foreach (var pairing in ending)
        {
            rows.Add(Row(pairing, frame, await SuppliersAsync(db, pairing, month, ct)));
        }

        var report = new HandoverReport { Header = frame.Header, Rows = rows };
        return ReportOutput.Answer(report, query.FormatAsked, report.Header, Tables);
    }

    static HandoverRow Row(Pairing pairing, ReportFrame frame, IReadOnlyList<HandoverRow.Supplier> suppliers) => new()
    {
        PairingId = pairing.PairingId,
        Scheme = pairing.Scheme,
        Tier = pairing.Tier,
        East = frame.Registry.PartyOf(pairing.East.RegionId, pairing.EastName),
        West = frame.Registry.PartyOf(pairing.West.RegionId, pairing.WestName),
        LastDay = pairing.ValidTo!.Value.AddDays(-1),
        TransitionUntil = pairing.TransitionUntil,
        TransitionDaysLeft = Math.Max(0, (pairing.TransitionUntil ?? DateOnly.MinValue).DayNumber - frame.LastDay.DayNumber),
        Sales = Amount.Of(suppliers.Sum(one => one.Sales.Fen)),
        Receivable = Amount.Of(suppliers.Sum(one => one.Receivable.Fen)),
        Suppliers = suppliers,
    };

    /// <summary>The suppliers of the pairing's sales of twelve months; what is unpaid is reckoned shipment by shipment, as evidence is.</summary>
    static async Task<IReadOnlyList<HandoverRow.Supplier>> SuppliersAsync(CreditingDb db, Pairing pairing, Month month, CancellationToken ct)
    {
        var (id, first, last) = (pairing.PairingId, month.FirstDay.AddMonths(1 - MonthsOfSales), month.LastDay);
        var sums = await (
            from entry in db.CreditEntries.AsNoTracking().IgnoreQueryFilters()
                .Where(entry => entry.HolderId == id && entry.RecognitionDate >= first && entry.RecognitionDate <= last)
            join line in db.SaleLines.AsNoTracking().IgnoreQueryFilters()
                on new { entry.LineId, entry.AcceptanceNo, entry.ShareNo } equals new { line.LineId, line.AcceptanceNo, line.ShareNo }
            group entry by new { line.SupplierId, line.ShipmentId } into shipment
            select new { shipment.Key.SupplierId, shipment.Key.ShipmentId, Fen = shipment.Sum(entry => entry.AmountFen) }).ToListAsync(ct);
        Guid[] shipments = [.. sums.Select(one => one.ShipmentId).Distinct()];
        var net = await db.SaleLines.AsNoTracking().IgnoreQueryFilters().Where(line => shipments.Contains(line.ShipmentId))
            .GroupBy(line => new { line.ShipmentId, line.SupplierName })
            .Select(group => new { group.Key.ShipmentId, group.Key.SupplierName, Fen = group.Sum(line => line.NetFen) }).ToListAsync(ct);
        var paid = await db.ShipmentEvidences.AsNoTracking().Where(one => shipments.Contains(one.ShipmentId))
            .ToDictionaryAsync(one => one.ShipmentId, one => one.PaidFen, ct);
        var open = net.GroupBy(one => one.ShipmentId)
            .ToDictionary(group => group.Key, group => Math.Max(0, group.Sum(one => one.Fen) - paid.GetValueOrDefault(group.Key)));
        var names = net.GroupBy(one => one.ShipmentId).ToDictionary(group => group.Key, group => group.Max(one => one.SupplierName)!);
        return
        [
            .. sums.GroupBy(one => one.SupplierId)
                .Select(group => new HandoverRow.Supplier(
                    group.Key,
                    group.Select(one => names[one.ShipmentId]).Max()!,
                    Amount.Of(group.Sum(one => one.Fen)),
                    Amount.Of(group.Sum(one => open[one.ShipmentId]))))
                .OrderByDescending(one => one.Sales.Fen).ThenBy(one => one.SupplierId),
        ];
    }

    static IReadOnlyList<Table> Tables(HandoverReport report) =>
    [
        ReportOutput.Table(
            report.Header,
            "结对交接 Handover",
            Columns,
            report.Rows.SelectMany(row => row.Suppliers.Select(one => Cells(row, one.Name, one.Sales, one.Receivable))
                .Append(Cells(row, $"小计 Subtotal {row.Suppliers.Count}", row.Sales, row.Receivable)))),
    ];

    static IReadOnlyList<object?> Cells(HandoverRow row, string supplier, Amount sales, Amount receivable) =>
    [
        ReportWords.Of(row.Scheme).Both(),
        ReportWords.Of(row.Tier).Both(),
        row.East.Name,
        row.West.Name,
        row.LastDay,
        row.TransitionUntil,
        supplier,
        sales.Fen,
        receivable.Fen,
    ];
}

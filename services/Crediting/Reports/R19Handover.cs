using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.OpenOrders;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// 交接表: what pairings leave behind that end, or whose transition ends, within six months before or after the period, supplier by supplier;
/// the totals are by pairing (R19).
/// </summary>
public sealed class R19Handover : Report<R19Handover.Row>
{
    const int MonthsAround = 6;
    const int MonthsOfSales = 12;

    /// <summary>A supplier of an ending or ended pairing; or all of its suppliers.</summary>
    public sealed record Row
    {
        public required Pairing Pairing { get; init; }

        public Party? East { get; init; }

        public Party? West { get; init; }

        /// <summary>Days of transition that are left after the period; 0 when none are.</summary>
        public required int TransitionDaysLeft { get; init; }

        /// <summary>Null for a total.</summary>
        public Guid? SupplierId { get; init; }

        public string? SupplierName { get; init; }

        public int? Suppliers { get; init; }

        /// <summary>Recognised in the twelve months up to the period, by the recognition date.</summary>
        public required long SalesFen { get; init; }

        /// <summary>
        /// 在途订单: what is confirmed and not accepted yet, as far as it would be credited to the pairing; now, not at the period's end.
        /// </summary>
        public required long OpenFen { get; init; }

        /// <summary>Parts of orders among it.</summary>
        public required int OpenParts { get; init; }

        /// <summary>应收货款: what is accepted and not paid yet, of the shipments of those sales.</summary>
        public required long ReceivableFen { get; init; }
    }

    public override string Code => "R19";

    public override string Path => "handover";

    public override bool ReadsEntries => true;

    public override BilingualText Title { get; } = new("结对交接表", "Handover of ending pairings");

    public override ReportFilters Filters => ReportFilters.Scheme | ReportFilters.Tier | ReportFilters.Holder;

    public override ViewBasis? OnlyView => ViewBasis.Restated;

    public override EvidenceState? OnlyMeasure => EvidenceState.Recognised;

    public override BilingualText? NotKnownAt => ReportTexts.OnlyNow;

    public override Month From(Month month) => Month.Of(month.FirstDay.AddMonths(1 - MonthsOfSales));

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.Id("pairingId", "结对标识", "Pairing id", row => row.Pairing.PairingId);
        columns.SchemeAndTier(row => row.Pairing.Scheme, row => row.Pairing.Tier);
        columns.Region("east", "东部", "East", row => row.East);
        columns.Region("west", "西部", "West", row => row.West);
        columns.Date("lastDay", "结对末日", "Last day", row => row.Pairing.ValidTo!.Value.AddDays(-1));
        columns.Date("transitionUntil", "过渡期末日", "Transition until", row => row.Pairing.TransitionUntil);
        columns.Number("transitionDaysLeft", "过渡期剩余天数", "Days of transition left", row => row.TransitionDaysLeft);
        columns.Id("supplierId", "供应商标识", "Supplier id", row => row.SupplierId);
        columns.Text("supplier", "供应商", "Supplier", row => row.SupplierName).Wide(30);
        columns.Number("suppliers", "供应商数", "Suppliers", row => row.Suppliers);
        columns.Yuan("openOrders", "在途订单", "Open orders", row => row.OpenFen);
        columns.Number("openParts", "在途批次", "Open deliveries", row => row.OpenParts);
        columns.Yuan("sales", "近 12 个月认定额", "Sales of 12 months", row => row.SalesFen);
        columns.Yuan("receivable", "应收货款", "Receivable", row => row.ReceivableFen);
    }

    protected override string KeyOf(Row row) => SortKey.Of(
        SortKey.Of(row.Pairing.ValidTo), SortKey.Of(row.Pairing.PairingId), SortKey.Of(row.SupplierId!.Value));

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var ending = EndingPairings(context);
        await context.Registry.ReadSidesAsync(ending, ct);
        var (rows, totals) = (new List<Row>(), new List<Row>());
        foreach (var pairing in ending)
        {
            var own = await SuppliersAsync(context, pairing, ct);
            rows.AddRange(own);
            totals.Add(RowOf(context, pairing) with
            {
                Suppliers = own.Count,
                OpenFen = own.Sum(row => row.OpenFen),
                OpenParts = own.Sum(row => row.OpenParts),
                SalesFen = own.Sum(row => row.SalesFen),
                ReceivableFen = own.Sum(row => row.ReceivableFen),
            });
        }

        return new ReportRows<Row>(rows)
        {
            Totals = totals,
            Notes =
            [
                new(
                    "在途订单为出表时点的现状，按确认当日验收应计入的结对列示。",
                    "Open orders are those of the instant of the report, for the pairing to which they would be credited if accepted on "
                    + "the day of their confirmation."),
            ],
        };
    }

    /// <summary>The first to end first.</summary>
    static IReadOnlyList<Pairing> EndingPairings(ReportContext context)
    {
        var (from, until) = (context.Month.FirstDay.AddMonths(-MonthsAround), context.Month.LastDay.AddMonths(MonthsAround));
        var request = context.Request;
        return
        [
            .. context.Registry.Pairings.Values
                .Where(pairing => pairing.ValidTo is { } end && end <= until && (pairing.TransitionUntil ?? end) >= from
                    && (request.Scheme is null || pairing.Scheme == request.Scheme)
                    && (request.Tier is null || pairing.Tier == request.Tier)
                    && (request.HolderId is null || pairing.PairingId == request.HolderId)
                    && context.Scope.Shows(pairing.EastPath, pairing.WestPath))
                .OrderBy(pairing => pairing.ValidTo).ThenBy(pairing => pairing.PairingId),
        ];
    }

    static Row RowOf(ReportContext context, Pairing pairing) => new()
    {
        Pairing = pairing,
        East = context.Registry.EastOf(pairing),
        West = context.Registry.WestOf(pairing),
        TransitionDaysLeft = Math.Max(0, (pairing.TransitionUntil ?? DateOnly.MinValue).DayNumber - context.LastDay.DayNumber),
        OpenFen = 0,
        OpenParts = 0,
        SalesFen = 0,
        ReceivableFen = 0,
    };

    /// <summary>
    /// The suppliers of the pairing's sales of twelve months and of its open orders; what is unpaid is computed shipment by shipment,
    /// as evidence is.
    /// </summary>
    static async Task<IReadOnlyList<Row>> SuppliersAsync(ReportContext context, Pairing pairing, CancellationToken ct)
    {
        var (db, id, first, last) = (
            context.Db, pairing.PairingId, context.Month.FirstDay.AddMonths(1 - MonthsOfSales), context.Month.LastDay);
        var sums = await (
            from entry in db.CreditEntries.AsNoTracking().IgnoreQueryFilters()
                .Where(entry => entry.HolderId == id && entry.RecognitionDate >= first && entry.RecognitionDate <= last)
            join line in db.SaleLines.AsNoTracking().IgnoreQueryFilters()
                on new { entry.LineId, entry.AcceptanceNo, entry.ShareNo } equals new { line.LineId, line.AcceptanceNo, line.ShareNo }
            group entry by new { line.SupplierId, line.EvidenceId } into shipment
            select new { shipment.Key.SupplierId, shipment.Key.EvidenceId, Fen = shipment.Sum(entry => entry.AmountFen) }).ToListAsync(ct);
        var open = await OpenAsync(db, [.. sums.Select(sum => sum.EvidenceId).Distinct()], ct);
        var rows = sums.GroupBy(sum => sum.SupplierId).Select(group => RowOf(context, pairing) with
        {
            SupplierId = group.Key,
            SupplierName = group.Select(sum => open[sum.EvidenceId].Supplier).Max(),
            SalesFen = group.Sum(sum => sum.Fen),
            ReceivableFen = group.Sum(sum => open[sum.EvidenceId].Fen),
        }).ToDictionary(row => row.SupplierId!.Value);

        // A supplier whose first order is under way is affected as well.
        foreach (var (supplierId, name, fen, parts) in await db.OpenBySupplierAsync(id, ct))
        {
            var row = rows.GetValueOrDefault(supplierId) ?? RowOf(context, pairing) with { SupplierId = supplierId, SupplierName = name };
            rows[supplierId] = row with { OpenFen = fen, OpenParts = parts };
        }

        return [.. rows.Values];
    }

    /// <summary>What is not paid yet of each shipment, and whose it is.</summary>
    static async Task<Dictionary<Guid, (string Supplier, long Fen)>> OpenAsync(CreditingDb db, Guid[] shipments, CancellationToken ct)
    {
        var net = await db.SaleLines.AsNoTracking().IgnoreQueryFilters().Where(line => shipments.Contains(line.EvidenceId))
            .GroupBy(line => new { line.EvidenceId, line.SupplierName })
            .Select(group => new { group.Key.EvidenceId, group.Key.SupplierName, Fen = group.Sum(line => line.NetFen) }).ToListAsync(ct);
        var paid = await db.EvidenceTotals.AsNoTracking().Where(evidence => shipments.Contains(evidence.EvidenceId))
            .ToDictionaryAsync(evidence => evidence.EvidenceId, evidence => evidence.PaidFen, ct);
        return net.GroupBy(line => line.EvidenceId).ToDictionary(
            group => group.Key,
            group => (group.Max(line => line.SupplierName)!, Math.Max(0, group.Sum(line => line.Fen) - paid.GetValueOrDefault(group.Key))));
    }
}

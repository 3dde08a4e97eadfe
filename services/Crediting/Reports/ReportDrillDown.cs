using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Tables;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>凭证穿透: a figure, and a sample of the entries that it is made of, from large to small (R20).</summary>
public sealed record DrillDownReport
{
    public required ReportHeader Header { get; init; }

    public required Guid PairingId { get; init; }

    /// <summary>What the sums say of the month.</summary>
    public required Amount Figure { get; init; }

    public required long Entries { get; init; }

    /// <summary>What the entries add up to; the same, or the sums are wrong.</summary>
    public required Amount EntriesTotal { get; init; }

    public required bool Agrees { get; init; }

    /// <summary>Thirds of the entries, by the size of their amounts.</summary>
    public required IReadOnlyList<Stratum> Strata { get; init; }

    /// <summary>The sample: the same whenever it is drawn from the same entries.</summary>
    public required IReadOnlyList<Sampled> Rows { get; init; }

    /// <param name="Name">Large, Medium or Small.</param>
    /// <param name="Entries">How many entries it has.</param>
    /// <param name="Total">What they add up to.</param>
    /// <param name="Sampled">How many of them are in the sample.</param>
    public sealed record Stratum(string Name, long Entries, Amount Total, int Sampled);

    /// <summary>An entry of the sample, with what names its papers; the whole walk is at /credits/entries/{entryId}.</summary>
    public sealed record Sampled
    {
        public required string Stratum { get; init; }

        public required EntryView Entry { get; init; }

        public required string OrderNumber { get; init; }

        public required string UnitName { get; init; }

        public required string SupplierName { get; init; }

        public required string ProductName { get; init; }

        public required string Waybill { get; init; }

        public required Guid AcceptanceId { get; init; }

        public string? RecognitionNumber { get; init; }

        /// <summary>Numbers of the invoices of the shipment.</summary>
        public required IReadOnlyList<string> Invoices { get; init; }

        /// <summary>References of the payments of the shipment.</summary>
        public required IReadOnlyList<string> Payments { get; init; }

        public required bool IsVerified { get; init; }
    }
}

/// <summary>GET /credits/reports/drill-down?pairingId=&amp;month=&amp;n=. As posted in the month; n entries, 20 when not given.</summary>
public static class ReportDrillDown
{
    const int SampleDefault = 20;
    const int SampleMax = 200;
    static readonly string[] Names = ["Large", "Medium", "Small"];

    static readonly IReadOnlyList<Column> Columns =
    [
        new("stratum", "金额层", "Stratum", Width: 12),
        new("entryNo", "分录号", "Entry no.", ColumnKind.Integer, 12),
        new("type", "类型", "Type", Width: 20),
        new("amount", "金额（元）", "Amount (yuan)", ColumnKind.Fen),
        new("recognised", "认定日", "Recognition date", ColumnKind.Date, 12),
        new("order", "订单号", "Order", Width: 22),
        new("unit", "采购单位", "Unit", Width: 24),
        new("supplier", "供应商", "Supplier", Width: 28),
        new("product", "产品", "Product", Width: 24),
        new("recognition", "产品认定号", "Recognition no.", Width: 18),
        new("waybill", "运单号", "Waybill", Width: 20),
        new("invoices", "发票", "Invoices", Width: 24),
        new("payments", "付款", "Payments", Width: 24),
    ];

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/drill-down", HandleAsync)
        .WithName("ReportDrillDown")
        .WithSummary("凭证穿透抽样 Evidence drill-down")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Results<Ok<DrillDownReport>, FileContentHttpResult>> HandleAsync(
        Guid pairingId,
        Month month,
        CreditingDb db,
        Caller caller,
        TimeProvider clock,
        [AsParameters] ReportQuery query,
        CancellationToken ct,
        int n = SampleDefault)
    {
        if (n is < 1 or > SampleMax)
        {
            throw new InvalidRequestException("out_of_range", "n", $"n 须在 1 与 {SampleMax} 之间。", $"n must be between 1 and {SampleMax}.");
        }

        var frame = await ReportFrame.ReadAsync(
            "R20", new("凭证穿透抽样表", "Evidence drill-down"), month, query with { View = nameof(ViewBasis.AsPosted) }, db, caller, clock, ct);
        var (period, knownAt) = (month.ToString(), frame.Query.KnownAt);

        // The filter of the entries decides whether the caller may see them.
        var entries = db.CreditEntries.AsNoTracking()
            .Where(entry => entry.HolderId == pairingId && entry.PostingPeriod == period && (knownAt == null || entry.PostedAt <= knownAt));
        var amounts = await entries.Select(entry => new { entry.EntryNo, entry.AmountFen }).ToListAsync(ct);
        if (amounts.Count == 0)
        {
            throw new NotFoundException(
                "no_entries", "该月没有您可查看的该结对分录。", "There are no entries of that pairing in the month that you may see.");
        }

        (long EntryNo, long Fen)[] ordered =
            [.. amounts.Select(one => (one.EntryNo, one.AmountFen)).OrderByDescending(one => Math.Abs(one.AmountFen)).ThenBy(one => one.EntryNo)];
        var places = Sample(ordered.Length, n);
        var figures = await PairingFigures.ReadAsync(db, frame.Query, [pairingId], ct);
        var report = new DrillDownReport
        {
            Header = frame.Header,
            PairingId = pairingId,
            Figure = Amount.Of(figures.GetValueOrDefault(pairingId)?.Recognised.MonthFen ?? 0),
            Entries = ordered.Length,
            EntriesTotal = Amount.Of(ordered.Sum(one => one.Fen)),
            Agrees = figures.GetValueOrDefault(pairingId)?.Recognised.MonthFen == ordered.Sum(one => one.Fen),
            Strata =
            [
                .. Names.Select((name, stratum) =>
                {
                    var own = ordered.Where((_, place) => StratumOf(place, ordered.Length) == stratum).ToList();
                    return new DrillDownReport.Stratum(
                        name, own.Count, Amount.Of(own.Sum(one => one.Fen)), places.Count(place => StratumOf(place, ordered.Length) == stratum));
                }),
            ],
            Rows = await RowsAsync(db, [.. places.Select(place => (ordered[place].EntryNo, Names[StratumOf(place, ordered.Length)]))], ct),
        };
        return ReportOutput.Answer(report, query.FormatAsked, report.Header, Tables);
    }

    /// <summary>The largest, and the others at even distances in the order of their amounts: every layer is drawn from in proportion.</summary>
    public static IReadOnlyList<int> Sample(int count, int n) => n >= count
        ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, n).Select(place => (int)((long)place * count / n))];

    static int StratumOf(int place, int count) => (int)((long)place * Names.Length / count);

    static async Task<IReadOnlyList<DrillDownReport.Sampled>> RowsAsync(CreditingDb db, (long EntryNo, string Stratum)[] sample, CancellationToken ct)
    {
        long[] numbers = [.. sample.Select(one => one.EntryNo)];
        var entries = await db.CreditEntries.AsNoTracking().Where(entry => numbers.Contains(entry.EntryNo)).ToDictionaryAsync(entry => entry.EntryNo, ct);
        Guid[] ids = [.. entries.Values.Select(entry => entry.LineId).Distinct()];
        var lines = (await db.SaleLines.AsNoTracking().IgnoreQueryFilters().Where(line => ids.Contains(line.LineId)).ToListAsync(ct))
            .ToDictionary(line => (line.LineId, line.AcceptanceNo, line.ShareNo));
        Guid[] shipments = [.. lines.Values.Select(line => line.ShipmentId).Distinct()];
        var papers = (await db.EvidencePapers.AsNoTracking().Where(paper => shipments.Contains(paper.ShipmentId)).ToListAsync(ct))
            .ToLookup(paper => (paper.ShipmentId, paper.Kind), paper => paper.Number);
        var names = await HolderNames.ReadAsync(db, entries.Values, ct);
        return
        [
            .. sample.Select(one =>
            {
                var entry = entries[one.EntryNo];
                var line = lines[(entry.LineId, entry.AcceptanceNo, entry.ShareNo)];
                return new DrillDownReport.Sampled
                {
                    Stratum = one.Stratum,
                    Entry = EntryView.Of(entry, names.Of(entry).East, names.Of(entry).West),
                    OrderNumber = line.OrderNumber,
                    UnitName = line.UnitName,
                    SupplierName = line.SupplierName,
                    ProductName = line.ProductName,
                    Waybill = line.Waybill,
                    AcceptanceId = line.AcceptanceId,
                    RecognitionNumber = line.RecognitionNumber,
                    Invoices = [.. papers[(line.ShipmentId, DocumentKind.Invoice)].Order(StringComparer.Ordinal)],
                    Payments = [.. papers[(line.ShipmentId, DocumentKind.Payment)].Order(StringComparer.Ordinal)],
                    IsVerified = line.VerifiedAt is not null,
                };
            }),
        ];
    }

    static IReadOnlyList<Table> Tables(DrillDownReport report) =>
    [
        ReportOutput.Table(report.Header, "凭证穿透 Drill-down", Columns, report.Rows.Select(row => (IReadOnlyList<object?>)
        [
            row.Stratum,
            row.Entry.EntryNo,
            ReportWords.Of(row.Entry.EntryType).Both(),
            row.Entry.AmountFen,
            row.Entry.RecognitionDate,
            row.OrderNumber,
            row.UnitName,
            row.SupplierName,
            row.ProductName,
            row.RecognitionNumber,
            row.Waybill,
            string.Join("、", row.Invoices),
            string.Join("、", row.Payments),
        ])),
    ];
}

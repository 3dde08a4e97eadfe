using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>Thirds of the entries, by the size of their amounts.</summary>
public enum Stratum
{
    Large = 1,
    Medium = 2,
    Small = 3,
}

/// <summary>
/// 凭证穿透: the figure of a pairing in a month, as posted, and a sample of the entries that it is made of, from large to small; the same
/// whenever it is drawn from the same entries. The totals are by stratum and of all (R20).
/// </summary>
public sealed class R20DrillDown : Report<R20DrillDown.Row>
{
    const int SampleMax = 200;

    static readonly Stratum[] Strata = Enum.GetValues<Stratum>();

    /// <summary>An entry of the sample; or a stratum, or all entries.</summary>
    public sealed record Row
    {
        public Stratum? Stratum { get; init; }

        /// <summary>In the order of amounts.</summary>
        public int Place { get; init; }

        public CreditEntry? Entry { get; init; }

        public string? East { get; init; }

        public string? West { get; init; }

        public SaleLine? Line { get; init; }

        public IReadOnlyList<string> Invoices { get; init; } = [];

        public IReadOnlyList<string> Payments { get; init; } = [];

        /// <summary>How many entries a total holds, and how many of them are in the sample.</summary>
        public long? Entries { get; init; }

        public int? Sampled { get; init; }

        /// <summary>What the entries add up to.</summary>
        public required long Fen { get; init; }

        /// <summary>What the sums say of the month: the same, or the sums are wrong.</summary>
        public long? FigureFen { get; init; }
    }

    public override string Code => "R20";

    public override string Path => "drill-down";

    public override bool ReadsEntries => true;

    public override BilingualText Title { get; } = new("凭证穿透抽样表", "Evidence drill-down");

    public override ReportFilters Filters => ReportFilters.Holder;

    public override ViewBasis? OnlyView => ViewBasis.AsPosted;

    public override EvidenceState? OnlyMeasure => EvidenceState.Recognised;

    public override IReadOnlyList<ReportOption> Options =>
        [new ReportOption("n", "How many entries are drawn; 20 when not given.", Values: null, Default: "20", Max: SampleMax)];

    public override bool ShowsPapers => true;

    public override Month From(Month month) => month;

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.Term("stratum", "金额层", "Stratum", row => row.Stratum, ReportTexts.Of).Wide(12);
        columns.Number("entries", "分录数", "Entries", row => row.Entries);
        columns.Number("sampled", "抽样数", "Sampled", row => row.Sampled);
        columns.Number("entryNo", "分录号", "Entry no.", row => row.Entry?.EntryNo);
        columns.Id("entryId", "分录标识", "Entry id", row => row.Entry?.EntryId);
        columns.Id("lineId", "成交行标识", "Line id", row => row.Entry?.LineId);
        columns.Id("acceptanceId", "验收标识", "Acceptance id", row => row.Line?.AcceptanceId);
        columns.Text("east", "东部", "East", row => row.East).Wide(20);
        columns.Text("west", "西部", "West", row => row.West).Wide(20);
        columns.Term("type", "类型", "Type", row => row.Entry?.EntryType, ReportTexts.Of);
        columns.Yuan("amount", "金额", "Amount", row => row.Fen);
        columns.Yuan("figure", "汇总数", "Figure", row => row.FigureFen);
        columns.Flag("agrees", "与汇总一致", "Agrees", row => row.FigureFen is { } figure ? figure == row.Fen : null);
        columns.Date("recognisedOn", "认定日", "Recognition date", row => row.Entry?.RecognitionDate);
        columns.Text("postingPeriod", "记账月份", "Posting period", row => row.Entry?.PostingPeriod).Wide(12);
        columns.Term("reason", "原因", "Reason", row => row.Entry?.Reason, ReportTexts.Of).Wide(30);
        columns.Text("order", "订单或单据号", "Order or document", row => row.Line?.PurchaseNumber).Wide(22);
        columns.Text("unit", "采购单位", "Unit", row => row.Line?.UnitName).Wide(24);
        columns.Text("supplier", "供应商", "Supplier", row => row.Line?.SupplierName).Wide(28);
        columns.Text("product", "产品", "Product", row => row.Line?.ProductName).Wide(24);
        columns.Text("recognition", "产品认定号", "Recognition no.", row => row.Line?.RecognitionNumber).Wide(18);
        columns.Text("waybill", "运单号", "Waybill", row => row.Line?.Waybill).Wide(20);
        columns.List("invoices", "发票", "Invoices", row => row.Invoices, NumberColumn).Wide(24);
        columns.List("payments", "付款", "Payments", row => row.Payments, NumberColumn).Wide(24);
        columns.Flag("isVerified", "已核实", "Verified", row => row.Line is { } line ? line.VerifiedAt is not null : null);
    }

    protected override string KeyOf(Row row) => SortKey.Up(row.Place);

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        if (context.Request.HolderId is not { } holderId)
        {
            throw new InvalidRequestException("required", "holderId", "请指定一个结对或定点关系。", "Name a pairing or designation.");
        }

        var ordered = await EntriesAsync(context, holderId, ct);
        var places = Sample(ordered.Count, context.Request.Number("n"));
        var figures = await PairingFigures.ReadAsync(context.Db, context.Figures, [holderId], ct);
        long[] numbers = [.. places.Select(place => ordered[place].EntryNo)];
        var entries = await context.Db.CreditEntries.AsNoTracking().Where(entry => numbers.Contains(entry.EntryNo))
            .ToDictionaryAsync(entry => entry.EntryNo, ct);
        return new ReportRows<Row>(
        [
            .. places.Select(place => new Row
            {
                Stratum = StratumOf(place, ordered.Count), Place = place, Entry = entries[ordered[place].EntryNo], Fen = ordered[place].Fen,
            }),
        ])
        {
            Totals =
            [
                .. Strata.Select(
                    stratum => TotalOf(ordered, places, place => StratumOf(place, ordered.Count) == stratum) with { Stratum = stratum }),
                TotalOf(ordered, places, _ => true) with { FigureFen = figures.GetValueOrDefault(holderId)?.Recognised.MonthFen ?? 0 },
            ],
            Notes = [new("每条分录的完整来龙去脉见 /credits/entries/{entryId}。", "The whole walk of an entry is at /credits/entries/{entryId}.")],
        };
    }

    protected override async Task<IReadOnlyList<Row>> CompleteAsync(ReportContext context, IReadOnlyList<Row> rows, CancellationToken ct)
    {
        var db = context.Db;
        Guid[] ids = [.. rows.Select(row => row.Entry!.LineId).Distinct()];
        var lines = (await db.SaleLines.AsNoTracking().IgnoreQueryFilters().Where(line => ids.Contains(line.LineId)).ToListAsync(ct))
            .ToDictionary(line => (line.LineId, line.AcceptanceNo, line.ShareNo));
        Guid[] shipments = [.. lines.Values.Select(line => line.EvidenceId).Distinct()];
        var documents = (await db.EvidenceDocuments.AsNoTracking()
                .Where(document => shipments.Contains(document.EvidenceId)).ToListAsync(ct))
            .ToLookup(document => (document.EvidenceId, document.Kind), document => document.Number);
        var names = await HolderNames.ReadAsync(db, [.. rows.Select(row => row.Entry!)], ct);
        return
        [
            .. rows.Select(row =>
            {
                var line = lines[(row.Entry!.LineId, row.Entry.AcceptanceNo, row.Entry.ShareNo)];
                var seenAs = SaleViewers.Of(context.Reader, row.Entry) | SaleViewers.Of(context.Reader, line);
                string[] NumbersOf(DocumentKind kind) =>
                    [.. documents[(line.EvidenceId, kind)].Order(StringComparer.Ordinal).Select(number => PaperSeenAs(seenAs, number))];
                return row with
                {
                    Line = line,
                    East = names.Of(row.Entry).East,
                    West = names.Of(row.Entry).West,
                    Invoices = NumbersOf(DocumentKind.Invoice),
                    Payments = NumbersOf(DocumentKind.Payment),
                };
            }),
        ];
    }

    /// <summary>
    /// The largest, and the others at even distances in the order of their amounts: every layer is drawn from in proportion.
    /// </summary>
    public static IReadOnlyList<int> Sample(int count, int n) => n >= count
        ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, n).Select(place => (int)((long)place * count / n))];

    /// <summary>Officials of the west see the ends of the numbers of papers, as in the walk of an entry.</summary>
    static string PaperSeenAs(Viewers seenAs, string number) => (seenAs & SaleViewers.Papers) == 0 ? Masked.Text(number) : number;

    static void NumberColumn(ReportColumns<string> columns) => columns.Text("number", "号码", "Number", number => number);

    static Stratum StratumOf(int place, int count) => Strata[(int)((long)place * Strata.Length / count)];

    static Row TotalOf(IReadOnlyList<(long EntryNo, long Fen)> ordered, IReadOnlyList<int> places, Func<int, bool> counts)
    {
        var own = ordered.Where((_, place) => counts(place)).ToList();
        return new Row { Entries = own.Count, Sampled = places.Count(counts), Fen = own.Sum(entry => entry.Fen) };
    }

    /// <summary>The entries of the month that the caller may see, which their filter decides, from the largest amount down.</summary>
    static async Task<IReadOnlyList<(long EntryNo, long Fen)>> EntriesAsync(ReportContext context, Guid holderId, CancellationToken ct)
    {
        var (period, knownAt) = (context.Month.ToString(), context.KnownAt);
        var amounts = await context.Db.CreditEntries.AsNoTracking()
            .Where(entry => entry.HolderId == holderId && entry.PostingPeriod == period && (knownAt == null || entry.PostedAt <= knownAt))
            .Select(entry => new { entry.EntryNo, entry.AmountFen }).ToListAsync(ct);
        return amounts.Count == 0
            ? throw new NotFoundException(
                "no_entries", "该月没有您可查看的该结对分录。", "There are no entries of that pairing in the month that you may see.")
            : [.. amounts.Select(entry => (entry.EntryNo, entry.AmountFen)).OrderByDescending(entry => Math.Abs(entry.AmountFen))
            .ThenBy(entry => entry.EntryNo)];
    }
}

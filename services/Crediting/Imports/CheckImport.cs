using System.Runtime.CompilerServices;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Imports;

/// <summary>
/// Reads a ledger from beginning to end and checks every row, some thousands at a time: of the rows before it remembers only what later
/// ones are compared with (CR-22).
/// </summary>
sealed partial class CheckImport
{
    const int RowsAtOnce = 2_000;

    readonly CreditingDb _db;
    readonly RegistryCache.RegistrySnapshot _known;
    readonly ImportPlaces _places;
    readonly ImportParties _parties;
    readonly InvoiceUses _invoices;
    readonly Dictionary<Guid, (string? Sheet, int Row)> _documents = [];
    readonly Dictionary<(Guid, string Name, string Month), (int Rows, long Fen)> _parts = [];
    readonly Dictionary<(CreditOutcome, CreditReason), (int Rows, long Fen)> _judged = [];
    readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    readonly Authority _authority;
    readonly DateTimeOffset _now;
    readonly DateOnly _today;
    readonly bool _judges;

    CheckImport(
        CreditingDb db,
        RegistryCache.RegistrySnapshot known,
        ImportPlaces places,
        Authority authority,
        DateTimeOffset now,
        bool judges,
        TableFaults faults)
    {
        Faults = faults;
        (_db, _known, _places, _authority, _now, _today, _judges) = (db, known, places, authority, now, BusinessDay.Of(now), judges);
        (_parties, _invoices) = (new ImportParties(db), new InvoiceUses(db));
    }

    /// <summary>Begins a check.</summary>
    /// <param name="db">The database; nothing is written.</param>
    /// <param name="known">The registry.</param>
    /// <param name="authority">Whose region must hold the facilitator or the origin of each row.</param>
    /// <param name="now">When the ledger is filed.</param>
    /// <param name="judges">Whether to find out what each row would be credited to.</param>
    /// <param name="faults">Takes what is wrong; null to keep as many as an answer lists.</param>
    public static async Task<CheckImport> BeginAsync(
        CreditingDb db,
        RegistryCache.RegistrySnapshot known,
        Authority authority,
        DateTimeOffset now,
        bool judges,
        CancellationToken ct,
        TableFaults? faults = null) =>
        new(db, known, await ImportPlaces.ReadAsync(db, ct), authority, now, judges, faults ?? new());

    /// <summary>More of them are kept where the file is to come back with each.</summary>
    public TableFaults Faults { get; }

    /// <summary>What was read of the file, and what not.</summary>
    public TableOverview Overview { get; } = new();

    public int Rows { get; private set; }

    public int SoundRows { get; private set; }

    public long AmountFen { get; private set; }

    public int Duplicates { get; private set; }

    public DateOnly FirstSale { get; private set; } = DateOnly.MaxValue;

    public DateOnly LastSale { get; private set; } = DateOnly.MinValue;

    /// <summary>Every region path of a facilitator or origin, one after the other.</summary>
    public string Paths => string.Join(' ', _paths.Order(StringComparer.Ordinal));

    public IReadOnlyList<ImportReport.Part> Parts =>
    [
        .. _parts.Select(pair => new ImportReport.Part(pair.Key.Item1, pair.Key.Name, pair.Key.Month, pair.Value.Rows, pair.Value.Fen))
            .OrderBy(part => part.FacilitatorName, StringComparer.Ordinal)
            .ThenBy(part => part.FacilitatorId).ThenBy(part => part.Month, StringComparer.Ordinal),
    ];

    public IReadOnlyList<ImportReport.OutcomeCount> Judgements =>
    [
        .. _judged.OrderBy(pair => pair.Key)
            .Select(pair => new ImportReport.OutcomeCount(
                pair.Key.Item1, pair.Key.Item2, pair.Key.Item2.Words, pair.Value.Rows, pair.Value.Fen)),
    ];

    /// <summary>The rows without a fault, as they come. After the last the figures and faults are those of the whole file.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ImportedRow>> RowsAsync(Stream file, [EnumeratorCancellation] CancellationToken ct)
    {
        var drafts = new List<ImportDraft>(RowsAtOnce);
        await foreach (var row in TableReader.StreamAsync(file, ImportColumns.Headings, Faults, limits: null, ct, Overview))
        {
            if (ImportColumns.IsExample(row))
            {
                Overview.Ignore(
                    row.Sheet, row.Number, "example_row", $"{row.PlaceZh}：模板的示例行。", $"{row.PlaceEn}: the example of the template.");
                continue;
            }

            Rows++;
            drafts.Add(ImportDraft.Read(row, _today));
            if (drafts.Count == RowsAtOnce)
            {
                yield return await CheckAsync(drafts, ct);
                drafts.Clear();
            }
        }

        if (drafts.Count > 0)
        {
            yield return await CheckAsync(drafts, ct);
        }

        if (Rows == 0 && !Faults.Any)
        {
            var isExample = Overview.IgnoredRows.Any(row => row.Code == "example_row");
            Faults.Add(new TableFault(
                null, null, "no_rows",
                isExample ? "表中只有模板的示例行，请在其下填写台账后再上传。" : "表头下面没有数据。",
                isExample ? "The table holds nothing but the example of the template: fill in the ledger below it."
                    : "There are no rows below the header."));
        }
    }

    async Task<IReadOnlyList<ImportedRow>> CheckAsync(List<ImportDraft> drafts, CancellationToken ct)
    {
        await _parties.ReadAsync(drafts, ct);
        var resolved = drafts.Select(draft => (Draft: draft, Row: Resolve(draft))).ToList();
        (ImportDraft Draft, ImportedRow Row)[] named = [.. resolved.Where(row => row.Row is not null).Select(row => (row.Draft, row.Row!))];
        var filed = await RefuseKnownAsync(named, ct);
        (ImportDraft Draft, ImportedRow Row)[] sound =
            [.. named.Zip(filed, (item, row) => (item.Draft, row)).Where(row => row.Draft.Row.IsSound)];
        var lines = await LinesAsync(sound, ct);
        await _invoices.ReadAsync(sound, ct);
        foreach (var (draft, row) in sound.Where(row => row.Draft.Row.IsSound))
        {
            Take(draft, row);
        }

        (ImportedRow Row, SaleLine Line)[] kept =
            [.. sound.Zip(lines).Where(row => row.First.Draft.Row.IsSound).Select(row => (row.First.Row, row.Second))];
        Count(kept);
        if (_judges)
        {
            await JudgeAsync([.. kept.Select(row => row.Line)], ct);
        }

        return [.. kept.Select(row => row.Row)];
    }

    /// <summary>A row that is refused for whatever reason uses up neither its invoice nor its document number (CR-22).</summary>
    void Take(ImportDraft draft, ImportedRow row)
    {
        if (_documents.TryGetValue(row.LineId, out var earlier))
        {
            Duplicates++;
            draft.Fault(
                ImportColumns.DocumentNo,
                "document_twice",
                $"该帮销主体的单据 {draft.DocumentNo} 与{(earlier.Sheet is { } zh ? $"工作表“{zh}”" : "")}第 {earlier.Row} 行重复。",
                $"document {draft.DocumentNo} of this facilitator stands in row {earlier.Row}"
                + $"{(earlier.Sheet is { } en ? $" of the sheet “{en}”" : "")} already.");
            return;
        }

        _invoices.Take(draft, row);
        if (draft.Row.IsSound)
        {
            _documents.Add(row.LineId, (draft.Row.Sheet, draft.Row.Number));
        }
    }

    /// <summary>
    /// Refuses documents that were imported before, but for those that a side has rejected: they have used up nothing and become new sales
    /// (CR-22).
    /// </summary>
    async Task<IReadOnlyList<ImportedRow>> RefuseKnownAsync((ImportDraft Draft, ImportedRow Row)[] rows, CancellationToken ct)
    {
        ImportedRow[] found = [.. rows.Select(row => row.Row)];
        List<int> open = [.. Enumerable.Range(0, found.Length)];
        while (open.Count > 0)
        {
            Guid[] ids = [.. open.Select(i => found[i].LineId)];
            var known = await (
                from row in _db.ImportRows.IgnoreQueryFilters().AsNoTracking()
                join import in _db.Imports.IgnoreQueryFilters() on row.ImportId equals import.ImportId
                where ids.Contains(row.LineId)
                select new { row.LineId, row.RowNumber, row.State, import.FileName, import.ImportedAt }).ToDictionaryAsync(
                    row => row.LineId, ct);
            open = [.. open.Where(i => known.ContainsKey(found[i].LineId))];
            foreach (var i in open)
            {
                var (draft, earlier) = (rows[i].Draft, known[found[i].LineId]);
                if (earlier.State == ImportRowState.Rejected)
                {
                    found[i] = found[i] with { Rejected = found[i].Rejected + 1 };
                    continue;
                }

                Duplicates++;
                draft.Fault(
                    ImportColumns.DocumentNo,
                    "document_known",
                    $"该帮销主体的单据 {draft.DocumentNo} 已于 {BusinessDay.Of(earlier.ImportedAt):yyyy-MM-dd} "
                    + $"导入（{earlier.FileName} 第 {earlier.RowNumber} 行）。",
                    $"document {draft.DocumentNo} of this facilitator was imported on {BusinessDay.Of(earlier.ImportedAt):yyyy-MM-dd} "
                    + $"({earlier.FileName}, row {earlier.RowNumber}).");
            }

            open = [.. open.Where(i => rows[i].Draft.Row.IsSound)];
        }

        return found;
    }

    /// <summary>The sales of the rows; what the registry doesn't know of them on their day is a fault.</summary>
    async Task<IReadOnlyList<SaleLine>> LinesAsync((ImportDraft Draft, ImportedRow Row)[] rows, CancellationToken ct)
    {
        var parties = await PartyResolver.ReadAsync(
            _db,
            _known.Listings,
            [.. rows.Select(row => row.Draft.UnitId).OfType<Guid>().Distinct()],
            [.. rows.Select(row => row.Row.FacilitatorId).Distinct()],
            [.. rows.Select(row => row.Row.SupplierId).Distinct()],
            products: [],
            assume: null,
            ct);
        var lines = new List<SaleLine>(rows.Length);
        foreach (var (draft, row) in rows)
        {
            var (line, missing) = ImportedSaleFactory.Of(row, Guid.Empty, _known.Registry, parties, by: "", _now);
            lines.Add(line);
            if (missing is not null)
            {
                draft.Fault(
                    ImportColumns.UnitId, "unit_without_region",
                    "该采购单位在成交日没有归属地，请先补登。",
                    "the unit is not known to have belonged to a region on the sale date.");
            }
            else if (line.FacilitatorPath is not { } path)
            {
                draft.Fault(
                    ImportColumns.Facilitator, "facilitator_not_registered",
                    "该帮销主体登记的有效期不包括成交日，请核对主体和日期，或先更正其登记。",
                    "the facilitator's registration doesn't cover the sale date: check both, or have the registration corrected first.");
            }
            else if (!_authority.AnswersFor(path) && !_authority.AnswersFor(line.OriginPath))
            {
                draft.Fault(
                    ImportColumns.Facilitator, "not_your_region",
                    "帮销主体和产地都不在您的辖区。",
                    "neither the facilitator nor the origin lies in your region.");
            }
        }

        return lines;
    }

    void Count(IReadOnlyList<(ImportedRow Row, SaleLine Line)> kept)
    {
        foreach (var (row, line) in kept)
        {
            SoundRows++;
            AmountFen += row.AmountFen;
            FirstSale = row.SaleDate < FirstSale ? row.SaleDate : FirstSale;
            LastSale = row.SaleDate > LastSale ? row.SaleDate : LastSale;
            _paths.Add(line.FacilitatorPath!);
            _paths.Add(line.OriginPath);
            var part = (row.FacilitatorId, line.FacilitatorName!, Month.Of(row.SaleDate).ToString());
            var (rows, fen) = _parts.GetValueOrDefault(part);
            _parts[part] = (rows + 1, fen + row.AmountFen);
        }
    }

    /// <summary>What would become of them, were they approved today.</summary>
    async Task JudgeAsync(IReadOnlyList<SaleLine> lines, CancellationToken ct)
    {
        var checks = await HoldChecks.ReadAsync(_db, _known.Registry, _today, lines, ct);
        foreach (var line in lines)
        {
            var (suspicion, isResale) = checks.Evaluate(line);
            var judgement = RuleBook.Judge(line, _known.Registry, suspicion, isResale);
            line.Decide(judgement);
            var key = (line.Outcome, judgement.HeldFor ?? line.RegionReason);
            var (rows, fen) = _judged.GetValueOrDefault(key);
            _judged[key] = (rows + 1, fen + line.AmountFen);
        }

        // What it has looked at must not pile up.
        _db.ChangeTracker.Clear();
    }

    static SalesChannel ChannelOf(FacilitatorKind kind) => kind switch
    {
        FacilitatorKind.Hall => SalesChannel.SpecialHall,
        FacilitatorKind.Market or FacilitatorKind.Supermarket => SalesChannel.Market,
        FacilitatorKind.Platform or FacilitatorKind.LiveStream => SalesChannel.LiveStream,
        FacilitatorKind.Distributor => SalesChannel.Distributor,
        FacilitatorKind.StaffOrganiser => SalesChannel.Staff,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

using System.Collections.Immutable;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Reports;

/// <summary>For which days a report is made.</summary>
public enum ReportPeriod
{
    /// <summary>A calendar month, and mostly the year up to its end.</summary>
    Month = 1,

    /// <summary>Monday to Sunday.</summary>
    Week = 2,
}

/// <summary>Parameters that a report may take, besides its period, region, view, measure, instant, form and page.</summary>
[Flags]
public enum ReportFilters
{
    None = 0,
    Scheme = 1,
    Tier = 2,
    Holder = 4,
}

/// <summary>A parameter of one report.</summary>
/// <param name="Name">In the query string.</param>
/// <param name="Description">What it does, for the OpenAPI document.</param>
/// <param name="Values">What may be asked for, in whatever case; null for any whole number from 1 to <paramref name="Max"/>.</param>
/// <param name="Default">When it is not given; null for none.</param>
/// <param name="Max">The largest number.</param>
public sealed record ReportOption(string Name, string Description, ImmutableArray<string>? Values, string? Default = null, int Max = 0)
{
    public static ReportOption Of<T>(string name, string description, T? otherwise = null)
        where T : struct, Enum => new(name, description, [.. Enum.GetNames<T>()], otherwise?.ToString());
}

/// <summary>
/// A report as it is declared. From the declaration follow its endpoint, what it may be asked for, scope, header, paging, JSON, CSV, XLSX
/// and the schema in the OpenAPI document.
/// </summary>
public abstract class Report
{
    /// <summary>Such as "R1".</summary>
    public abstract string Code { get; }

    /// <summary>After /credits/reports/.</summary>
    public abstract string Path { get; }

    public abstract BilingualText Title { get; }

    public virtual ReportPeriod Period => ReportPeriod.Month;

    public virtual ReportFilters Filters => ReportFilters.None;

    /// <summary>The only view that the report has; null when both can be asked for.</summary>
    public virtual ViewBasis? OnlyView => null;

    /// <summary>The only measure that the report has; null when both can be asked for.</summary>
    public virtual EvidenceState? OnlyMeasure => null;

    /// <summary>Why the report can't be asked for as known at an instant, and what to ask instead; null when it can.</summary>
    public virtual BilingualText? NotKnownAt => null;

    public virtual IReadOnlyList<ReportOption> Options => [];

    /// <summary>It shows growth over the same months of last year.</summary>
    public virtual bool ComparesYears => false;

    /// <summary>It reads the sums that are projected from the ledger, which have to come up to date first.</summary>
    public virtual bool ReadsProjection => false;

    /// <summary>Whether it always reads the single entries, or shipments, of its period.</summary>
    public virtual bool ReadsEntries => false;

    /// <summary>
    /// Its order follows figures that change: the pages after the first show the instant of the first, so that no row is repeated or left
    /// out.
    /// </summary>
    public virtual bool IsRanked => false;

    /// <summary>It shows single sales with their papers: its reading is on record before it is answered.</summary>
    public virtual bool ShowsPapers => false;

    /// <summary>The first month that is counted.</summary>
    public virtual Month From(Month month) => new(month.Year, 1);

    /// <summary>Every column that the report can show.</summary>
    public abstract IReadOnlyList<ReportColumn> AllColumns { get; }

    /// <summary>The keys of those that some requests do not show.</summary>
    public abstract IReadOnlyList<string> ConditionalColumns { get; }

    /// <summary>Reads what is asked for.</summary>
    public abstract Task<ReportAnswer> AnswerAsync(ReportContext context, CancellationToken ct);
}

/// <summary>A report with its rows.</summary>
/// <typeparam name="TRow">What the cells of a row, and of a total, are made of.</typeparam>
public abstract class Report<TRow> : Report
{
    readonly Lazy<IReadOnlyList<ReportColumn<TRow>>> _columns;

    protected Report() => _columns = new Lazy<IReadOnlyList<ReportColumn<TRow>>>(() =>
    {
        var columns = new ReportColumns<TRow>();
        Declare(columns);
        return columns.All;
    });

    public sealed override IReadOnlyList<ReportColumn> AllColumns => [.. _columns.Value.Select(column => column.Described)];

    public sealed override IReadOnlyList<string> ConditionalColumns =>
        [.. _columns.Value.Where(column => column.IsConditional).Select(column => column.Described.Key)];

    /// <summary>The columns, in their order.</summary>
    protected abstract void Declare(ReportColumns<TRow> columns);

    /// <summary>The rows and totals, without names that only the rows of a page need.</summary>
    protected abstract Task<ReportRows<TRow>> ReadAsync(ReportContext context, CancellationToken ct);

    /// <summary>Where a row stands: rows are listed in the ordinal order of their keys, see <see cref="SortKey"/>.</summary>
    protected abstract string KeyOf(TRow row);

    /// <summary>Adds to the rows of a page what only they need, such as names.</summary>
    protected virtual Task<IReadOnlyList<TRow>> CompleteAsync(ReportContext context, IReadOnlyList<TRow> rows, CancellationToken ct) =>
        Task.FromResult(rows);

    public sealed override async Task<ReportAnswer> AnswerAsync(ReportContext context, CancellationToken ct)
    {
        var read = await ReadAsync(context, ct);
        var (page, next) = PageOf(read, context);
        var shown = await CompleteAsync(context, page, ct);
        var columns = _columns.Value.Where(column => column.IsShown(context.Request)).ToList();
        return new ReportAnswer
        {
            Header = context.Header with { Scheme = read.Scheme, Tier = read.Tier },
            Columns = [.. columns.Select(column => column.For(context.Request))],
            Rows = Cells(shown, columns),
            Totals = Cells(read.Totals, columns),
            Notes =
            [
                .. context.Header.RuleSetWarning is { } warning ? (BilingualText[])[warning] : [],
                .. read.Notes,
                ReportTexts.Rounding,
            ],
            Next = next,
        };
    }

    (IReadOnlyList<TRow> Page, string? Next) PageOf(ReportRows<TRow> read, ReportContext context)
    {
        var rest = read.IsPage
            ? read.Rows
            : [.. read.Rows.Select(row => (Row: row, Key: KeyOf(row)))
                .Where(row => context.After is not { } after || string.CompareOrdinal(row.Key, after) > 0)
                .OrderBy(row => row.Key, StringComparer.Ordinal).Take(context.Size + 1).Select(row => row.Row)];
        return rest.Count > context.Size
            ? ([.. rest.Take(context.Size)], context.CursorAt(KeyOf(rest[context.Size - 1])))
            : (rest, null);
    }

    static List<ReportRow> Cells(IReadOnlyList<TRow> rows, IReadOnlyList<ReportColumn<TRow>> columns) =>
        [.. rows.Select(row => new ReportRow([.. columns.Select(column => column.Value(row))]))];
}

/// <summary>What a report has read.</summary>
public sealed record ReportRows<TRow>(IReadOnlyList<TRow> Rows)
{
    /// <summary>Sums over all rows, whichever page is shown, in the order in which they are listed.</summary>
    public IReadOnlyList<TRow> Totals { get; init; } = [];

    /// <summary>Remarks of this report, above those that all share.</summary>
    public IReadOnlyList<BilingualText> Notes { get; init; } = [];

    /// <summary>The scheme and tier that all figures belong to.</summary>
    public Scheme? Scheme { get; init; }

    public PairingTier? Tier { get; init; }

    /// <summary>The rows are in order, begin after the cursor, and are one more than the page when there are more.</summary>
    public bool IsPage { get; init; }
}

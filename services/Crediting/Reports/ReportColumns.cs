using Marketplace.Contracts;

namespace Marketplace.Crediting.Reports;

/// <summary>The columns of a report, in their order. Each method adds one, of the kind that it is named after.</summary>
public sealed class ReportColumns<TRow>
{
    readonly List<ReportColumn<TRow>> _all = [];

    public IReadOnlyList<ReportColumn<TRow>> All => _all;

    public ReportColumn<TRow> Text(string key, string zh, string en, Func<TRow, string?> value) => Add(CellKind.Text, key, zh, en, value);

    public ReportColumn<TRow> Bilingual(string key, string zh, string en, Func<TRow, BilingualText?> value) =>
        Add(CellKind.Bilingual, key, zh, en, value).Wide(30);

    public ReportColumn<TRow> Term<T>(string key, string zh, string en, Func<TRow, T?> value, Func<T, BilingualText> text)
        where T : struct, Enum
    {
        var names = Enum.GetValues<T>().ToDictionary(term => term, term => term.ToString());
        return Add(
            new ReportColumn
            {
                Key = key,
                Heading = new(zh, en),
                Kind = CellKind.Term,
                Width = 20,
                Terms = names.ToDictionary(name => name.Value, name => text(name.Key)),
            },
            row => value(row) is { } term ? names[term] : null);
    }

    /// <summary>For programs only.</summary>
    public ReportColumn<TRow> Id(string key, string zh, string en, Func<TRow, Guid?> value) =>
        Add(CellKind.Id, key, zh, en, row => value(row)).NotPrinted();

    public ReportColumn<TRow> Number(string key, string zh, string en, Func<TRow, long?> value) =>
        Add(CellKind.Number, key, zh, en, row => value(row)).Wide(10);

    /// <summary>In fen, printed in 万元.</summary>
    public ReportColumn<TRow> Amount(string key, string zh, string en, Func<TRow, long?> fen) =>
        Add(CellKind.Amount, key, $"{zh}（万元）", en, row => fen(row));

    /// <summary>In fen, printed in yuan.</summary>
    public ReportColumn<TRow> Yuan(string key, string zh, string en, Func<TRow, long?> fen) =>
        Add(CellKind.Yuan, key, $"{zh}（元）", $"{en} (yuan)", row => fen(row));

    public ReportColumn<TRow> Ratio(string key, string zh, string en, Func<TRow, Ratio> value) =>
        Add(CellKind.Ratio, key, zh, en, value).Wide(12);

    /// <summary>In hundredths of a percentage point.</summary>
    public ReportColumn<TRow> Points(string key, string zh, string en, Func<TRow, long?> basisPoints) =>
        Add(CellKind.Points, key, zh, en, row => basisPoints(row)).Wide(14);

    /// <summary>Rounded to so many places, half away from zero; null for as many as there are.</summary>
    public ReportColumn<TRow> Decimal(string key, string zh, string en, Func<TRow, decimal?> value, int? decimals = null) => Add(
        new ReportColumn { Key = key, Heading = new(zh, en), Kind = CellKind.Decimal, Decimals = decimals, Width = 12 },
        row => value(row) is { } exact
            && decimals is { } places ? decimal.Round(exact, places, MidpointRounding.AwayFromZero) : value(row));

    public ReportColumn<TRow> Date(string key, string zh, string en, Func<TRow, DateOnly?> value) =>
        Add(CellKind.Date, key, zh, en, row => value(row)).Wide(12);

    public ReportColumn<TRow> Instant(string key, string zh, string en, Func<TRow, DateTimeOffset?> value) =>
        Add(CellKind.Instant, key, zh, en, row => value(row)).Wide(20);

    public ReportColumn<TRow> Flag(string key, string zh, string en, Func<TRow, bool?> value) =>
        Add(CellKind.Flag, key, zh, en, row => value(row)).Wide(8);

    /// <summary>A list of items with columns of their own.</summary>
    public ReportColumn<TRow> List<TItem>(
        string key, string zh, string en, Func<TRow, IReadOnlyList<TItem>?> items, Action<ReportColumns<TItem>> declare)
    {
        var columns = new ReportColumns<TItem>();
        declare(columns);
        return Add(
            new ReportColumn
            {
                Key = key,
                Heading = new(zh, en),
                Kind = CellKind.List,
                Width = 50,
                Items = [.. columns.All.Select(column => column.Described)],
            },
            row => items(row) is { } some
                ? (IReadOnlyList<ReportRow>)[.. some.Select(item => new ReportRow([.. columns.All.Select(column => column.Value(item))]))]
                : null);
    }

    /// <summary>A region: its stable id for programs, its code and its name as they were at the end of the period (CR-20).</summary>
    public void Region(string key, string zh, string en, Func<TRow, Party?> value)
    {
        Text($"{key}RegionId", $"{zh}区划标识", $"{en} region id", row => value(row)?.RegionId).NotPrinted();
        Text($"{key}Code", $"{zh}代码", $"{en} code", row => value(row)?.Code).Wide(12);
        Text(key, zh, en, row => value(row)?.Name).Wide(20);
    }

    /// <summary>Scheme and tier, within which alone figures are added up (CR-13).</summary>
    public void SchemeAndTier(Func<TRow, Scheme?> scheme, Func<TRow, PairingTier?> tier)
    {
        Term("scheme", "渠道", "Scheme", scheme, ReportTexts.Of);
        Term("tier", "层级", "Tier", tier, ReportTexts.Of).Wide(16);
    }

    ReportColumn<TRow> Add(CellKind kind, string key, string zh, string en, Func<TRow, object?> value) =>
        Add(new ReportColumn { Key = key, Heading = new(zh, en), Kind = kind }, value);

    ReportColumn<TRow> Add(ReportColumn described, Func<TRow, object?> value)
    {
        var column = new ReportColumn<TRow>(described, value);
        _all.Add(column);
        return column;
    }
}

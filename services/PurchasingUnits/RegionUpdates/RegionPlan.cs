using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.Tables;

namespace Marketplace.PurchasingUnits.RegionUpdates;

/// <summary>
/// The plan of an update as a table: what changes, what that touches, what is asked, and two columns in which people write their
/// decisions. The same file is given back to carry the plan out.
/// </summary>
sealed record RegionPlan(IReadOnlyList<RegionPlan.Line> Lines)
{
    const int BecomesMax = 1_000;

    static readonly Column[] Columns =
    [
        new("code", "区划代码", "code"),
        new("name", "名称", "name"),
        new("change", "变更", "change"),
        new("on", "生效日", "on", ColumnKind.Date),
        new("becomes", "去向", "becomes"),
        new("pairings", "涉及结对", "pairings", ColumnKind.Integer),
        new("designations", "涉及定点", "designations", ColumnKind.Integer),
        new("targets", "涉及目标", "targets", ColumnKind.Integer),
        new("units", "涉及单位", "units", ColumnKind.Integer),
        new("quotaPlans", "涉及份额计划", "quotaPlans", ColumnKind.Integer),
        new("facilitators", "涉及帮销主体", "facilitators", ColumnKind.Integer),
        new("mustDecide", "必须决定", "mustDecide"),
        new("question", "待决事项", "question"),
        new("successors", "后继代码", "successors"),
        new("document", "依据文号", "document"),
    ];

    static readonly Dictionary<PlannedKind, string> Zh = new()
    {
        [PlannedKind.Appears] = "新设",
        [PlannedKind.Ends] = "撤销",
        [PlannedKind.Merged] = "合并",
        [PlannedKind.Split] = "拆分",
        [PlannedKind.GivesPart] = "划出",
        [PlannedKind.Renamed] = "更名",
        [PlannedKind.Recoded] = "改码",
        [PlannedKind.Transferred] = "划转",
        [PlannedKind.FiledByHand] = "人工登记",
    };

    /// <summary>The decisions that people wrote, by code.</summary>
    public IReadOnlyDictionary<string, RegionDecision> Decisions => Lines.Where(line => line.Decision is not null)
        .GroupBy(line => line.Code).ToDictionary(same => same.Key, same => same.First().Decision!);

    public static RegionPlan Of(IEnumerable<PlannedChange> changes) => new([.. changes.Select(change => new Line(
        change.Region.Code ?? change.Region.Id, change.Kind, change.On, BecomesOf(change), change.Decision))]);

    /// <summary>Reads a plan, as it was written or filled in.</summary>
    /// <exception cref="InvalidDataException">It is no such plan.</exception>
    public static async Task<RegionPlan> ReadAsync(Stream file, CancellationToken ct)
    {
        Heading[] headings = [.. Columns.Select(column => Heading.Of(column, column.Key is "code" or "change" or "on" or "becomes"))];
        var content = await TableReader.ReadAsync(file, headings, ct);
        Line[] lines = [.. content.Rows.Select(LineOf)];
        return content.Faults.All is [var fault, ..]
            ? throw new InvalidDataException($"{fault.Row}: {fault.Zh} {fault.En}")
            : new RegionPlan(lines);
    }

    public static byte[] Write(IEnumerable<PlannedChange> changes) => CsvTable.Write(new Table
    {
        SheetName = "region-update",
        Columns = Columns,
        Unknown = "",
        Rows =
        [
            .. changes.Select(change => new object?[]
            {
                change.Region.Code ?? change.Region.Id,
                change.Region.Name,
                $"{Zh[change.Kind]} {change.Kind}",
                change.On,
                BecomesOf(change),
                change.Touched.Pairings.Count,
                change.Touched.Designations.Count,
                change.Touched.Targets.Count,
                change.Touched.Units.Count,
                change.Touched.QuotaPlans.Count,
                change.Touched.Facilitators.Count,
                change.MustDecide ? "是 yes" : "",
                change.Question is { } question ? $"{question.Zh} {question.En}" : "",
                change.Decision is { Successors: { Count: > 0 } codes } ? string.Join("; ", codes) : "",
                change.Decision?.Document,
            }),
        ],
    });

    /// <summary>Whether another plan does the same: the same changes, with the same decisions.</summary>
    public bool DoesTheSameAs(RegionPlan other) => Lines.Select(Key).SequenceEqual(other.Lines.Select(Key));

    static string Key(Line line) => string.Join(
        '|',
        [line.Code, $"{line.Kind}", $"{line.On:yyyy-MM-dd}", line.Becomes, line.Decision?.Document, .. line.Decision?.Successors ?? []]);

    static Line LineOf(TableRow row)
    {
        string[] successors =
        [
            .. (row.Verbatim("successors") ?? "").Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        ];
        foreach (var code in successors.Where(code => !RegionIds.IsCode(code)))
        {
            row.Fault("successors", "region_code_invalid", $"区划代码须为六位数字，不是“{code}”。", $"A region code has six digits, not “{code}”.");
        }

        var document = row.OptionalText("document", max: 200);
        return new(
            row.Identifier("code", RegionIds.NameMax),
            Enum.TryParse<PlannedKind>(row["change"].Split(' ')[^1], out var kind) ? kind : default,
            row.Day("on"),
            row.OptionalText("becomes", BecomesMax) ?? "",
            successors.Length > 0 || document is not null ? new RegionDecision(successors, document) : null);
    }

    static string BecomesOf(PlannedChange change) => string.Join("; ", change.Becomes.Select(region => Called(region)));

    static string Called(Region region) => $"{region.Code ?? region.Id} {region.Name}";

    /// <param name="Code">Of the region as it was; the id of a zone.</param>
    public sealed record Line(string Code, PlannedKind Kind, DateOnly On, string Becomes, RegionDecision? Decision);
}

using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Reference;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.Tables;

namespace Marketplace.PurchasingUnits.RegionUpdates;

/// <summary>
/// Reads a newer list of regions, as CSV, XLSX or XLS: either the whole history as the service ships it, or only the codes and names of a
/// day, which then go on from the history that is known.
/// </summary>
sealed class RegionList
{
    const string DirectlyBelow = "直辖";
    const string Municipalities = "11 12 31 50";

    static readonly Heading[] Headings =
    [
        Heading.Required("code", "code", "区划代码", "代码"),
        Heading.Required("name", "name", "名称"),
        Heading.Optional("province", "province", "省份"),
        Heading.Optional("prefecture", "prefecture", "地级"),
        Heading.Optional("level", "level", "级别"),
        Heading.Optional("state", "state", "状态"),
        Heading.Optional("from", "from", "启用年"),
        Heading.Optional("until", "until", "弃用年"),
        Heading.Optional("successors", "successors", "后继代码"),
    ];

    readonly Dictionary<(string Code, int Year), DateOnly> _days = new(ReferenceFiles.RegionChangeDays());

    /// <summary>The history of codes up to the list.</summary>
    public required IReadOnlyList<RegionHistoryLine> History { get; init; }

    /// <summary>The days of changes, by the code that ended or began.</summary>
    public IReadOnlyDictionary<(string Code, int Year), DateOnly> Days => _days;

    /// <summary>Those that this version ships with.</summary>
    public static RegionList Shipped() => new() { History = ReferenceFiles.RegionHistory() };

    /// <summary>The list in the file.</summary>
    /// <param name="on">The day from which a list of codes and names holds; the history needs none.</param>
    /// <param name="decisions">What succeeds codes that a list of codes and names no longer has.</param>
    /// <exception cref="InvalidDataException">The file can't be read as a list of regions; the message says where and why.</exception>
    public static async Task<RegionList> ReadAsync(
        Stream file, DateOnly? on, IReadOnlyDictionary<string, RegionDecision> decisions, CancellationToken ct)
    {
        var content = await TableReader.ReadAsync(file, Headings, ct);
        var isHistory = content.Rows is [var first, ..] && first.HasColumn("from");
        var lines = content.Rows.Select(row => isHistory ? HistoryLine(row) : Line(row)).ToList();
        if (content.Faults.All is [var fault, ..])
        {
            throw new InvalidDataException($"{fault.Row}: {fault.Zh} {fault.En}");
        }

        return isHistory
            ? new RegionList { History = lines }
            : GoOn(lines, on ?? throw new InvalidDataException("A list of codes and names needs --on DAY."), decisions);
    }

    static RegionHistoryLine HistoryLine(TableRow row) => new(
        CodeOf(row),
        row.Text("province", RegionIds.NameMax),
        row.OptionalText("prefecture", RegionIds.NameMax) ?? "",
        row.Text("name", RegionIds.NameMax),
        ReferenceFiles.LevelOf(row.Text("level", RegionIds.NameMax)),
        (int)row.Integer("from"),
        (int?)row.OptionalInteger("until"),
        ReferenceFiles.SuccessorsOf(row.Verbatim("successors")));

    static RegionHistoryLine Line(TableRow row) => new(
        CodeOf(row), "", "", row.Text("name", RegionIds.NameMax), RegionLevel.County, RegionHistoryLine.FirstYear, null, []);

    static string CodeOf(TableRow row)
    {
        var code = row.Identifier("code", RegionIds.NameMax, digits: 6);
        if (code.Length > 0 && !RegionIds.IsCode(code))
        {
            row.Fault("code", "region_code_invalid", $"区划代码须为六位数字，不是“{code}”。", $"A region code has six digits, not “{code}”.");
        }

        return code;
    }

    /// <summary>The known history, with what is different on the list from a day on.</summary>
    static RegionList GoOn(List<RegionHistoryLine> listed, DateOnly on, IReadOnlyDictionary<string, RegionDecision> decisions)
    {
        var names = new Dictionary<string, string>();
        foreach (var line in listed.Where(line => !names.TryAdd(line.Code, line.Name)))
        {
            throw new InvalidDataException($"The list names {line.Code} twice.");
        }

        var known = ReferenceFiles.RegionHistory();
        var current = known.Where(line => line.Until is null).ToDictionary(line => line.Code);
        var began = new List<RegionHistoryLine>();
        var days = new List<string>();
        var gone = known.Select(line => line.Until is not null ? line
            : names.TryGetValue(line.Code, out var name) ? Named(line, name) : Ended(line)).ToList();
        // The counties directly below a province have a node that the history doesn't know.
        var added = listed.Where(line => !current.ContainsKey(line.Code) && !Contracts.RegionCode.IsPlaceholder(line.Code));
        began.AddRange(added.Select(line => Placed(line.Code, line.Name)));
        days.AddRange(began.Select(line => line.Code));
        var list = new RegionList { History = [.. gone, .. began] };
        foreach (var code in days)
        {
            list._days[(code, on.Year)] = on;
        }

        return list;

        RegionHistoryLine Named(RegionHistoryLine line, string name)
        {
            if (line.Name == name)
            {
                return line;
            }

            days.Add(line.Code);
            began.Add(line with { Name = name, From = on.Year, Successors = [] });
            return line with { Until = on.Year, Successors = [.. line.Successors, new(line.Code, null)] };
        }

        RegionHistoryLine Ended(RegionHistoryLine line)
        {
            days.Add(line.Code);
            var successors = decisions.TryGetValue(line.Code, out var decision) ? decision.Successors : [];
            return line with
            {
                Until = on.Year,
                Successors = [.. line.Successors, .. successors.Select(code => new RegionHistoryLine.Successor(code, null))],
            };
        }

        RegionHistoryLine Placed(string code, string name)
        {
            var level = code[2..] == "0000" ? RegionLevel.Province : code[4..] == "00" ? RegionLevel.Prefecture : RegionLevel.County;
            var isDirect = Municipalities.Contains(code[..2], StringComparison.Ordinal) || code[2..4] == "90";
            var above = $"{code[..4]}00";
            return new(
                code,
                NameOf($"{code[..2]}0000"),
                level != RegionLevel.County ? "" : isDirect ? DirectlyBelow : NameOf(above),
                name,
                level,
                on.Year,
                null,
                []);
        }

        string NameOf(string code) => names.GetValueOrDefault(code) ?? current.GetValueOrDefault(code)?.Name
            ?? throw new InvalidDataException($"The list has regions in {code}, but not {code} itself.");
    }
}

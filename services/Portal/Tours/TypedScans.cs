using System.Globalization;
using System.Text.RegularExpressions;
using Marketplace.Client.Logistics;
using Marketplace.Contracts.Proofs;
using Marketplace.Portal.Clients;
using Marketplace.Portal.Look;
using LabelKind = Marketplace.Contracts.Proofs.LabelKind;

namespace Marketplace.Portal.Tours;

/// <summary>What became of lines that were typed or scanned.</summary>
/// <param name="Recorded">How many shipments were recorded.</param>
/// <param name="Left">Lines that were not, as they were typed.</param>
/// <param name="Faults">Why not, as people read it.</param>
sealed partial record TypedScans(int Recorded, IReadOnlyList<string> Left, IReadOnlyList<string> Faults)
{
    const int ShownWhole = 40, ShownLast = 8;

    /// <summary>Reads lines with a label, or with the id of a shipment and its packages behind it; those of labels by shipment.</summary>
    public static (IReadOnlyList<(IReadOnlyList<string> Lines, Scan Scan)> Scans, IReadOnlyList<string> Unreadable) Read(string typed)
    {
        var scans = new Dictionary<Guid, (List<string> Lines, Scan Scan)>();
        var unreadable = new List<string>();
        foreach (var line in typed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct())
        {
            var isLabel = LabelCode.TryRead(line, out var code) && code.Kind == LabelKind.Package;
            var scan = isLabel ? new Scan(code!.Id, 0, [line]) : CountedOf(line);
            if (scan is null)
            {
                unreadable.Add(line);
            }
            else if (!scans.TryGetValue(scan.ShipmentId, out var known))
            {
                scans[scan.ShipmentId] = ([line], scan);
            }
            else if (isLabel && known.Scan.Labels.Count > 0)
            {
                known.Lines.Add(line);
                scans[scan.ShipmentId] = (known.Lines, known.Scan with { Labels = known.Lines });
            }
            else
            {
                // The same shipment counted in another way: nobody knows which is meant.
                unreadable.Add(line);
            }
        }

        return ([.. scans.Values.Select(known => ((IReadOnlyList<string>)known.Lines, known.Scan))], unreadable);
    }

    /// <summary>Each shipment by itself: what was recorded goes, what was not stays with the reason.</summary>
    /// <param name="sent">What a field of the form says.</param>
    public static async Task<TypedScans> RecordAsync(
        string key, Func<string, string> sent, MarketplaceServices services, Language language, TimeProvider clock, CancellationToken ct)
    {
        var (scans, unreadable) = Read(sent("ids"));
        List<string> left = [.. unreadable];
        List<string> faults =
        [
            .. unreadable.Select(line => language[
                $"“{Short(line)}”不是标签码或发货单编号，或该发货单已写在前面。",
                $"\"{Short(line)}\" is no label and no id of a shipment, or the shipment stands above."]),
        ];
        if (scans.Count == 0)
        {
            return new TypedScans(0, left, faults);
        }

        var request = Scans.RequestOf(
            Guid.TryParse(sent("form"), out var form) ? form : Guid.Empty, [.. scans.Select(lines => lines.Scan)],
            Enum.TryParse<CustodyAct>(sent("act"), out var act) ? act : CustodyAct.TakenOver, sent("place"),
            Enum.TryParse<GoodsCondition>(sent("condition"), out var condition) ? condition : default, "", Scans.At(sent("at"), clock));
        var outcomes = await services.Logistics.RecordCustodyAsync(key, request, ct);
        var recorded = 0;
        foreach (var ((lines, _), outcome) in scans.Zip(outcomes.Items))
        {
            if (outcome.Problem is { } problem)
            {
                left.AddRange(lines);
                faults.Add($"{Short(lines[IndexOf(problem.Field)])}{language["：", ": "]}{language[problem.Zh, problem.En]}");
            }
            else
            {
                recorded++;
            }
        }

        return new TypedScans(recorded, left, faults);

        int IndexOf(string? field) => field is not null && NumberOfLabel().Match(field) is { Success: true } found
            ? int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>A line as it is named in a message; codes differ at their end.</summary>
    public static string Short(string line) => line.Length <= ShownWhole ? line : $"…{line[^ShownLast..]}";

    [GeneratedRegex(@"labels\[(\d+)\]")]
    private static partial Regex NumberOfLabel();

    static Scan? CountedOf(string line) =>
        line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var id, .. var rest] && rest.Length <= 1
        && Guid.TryParse(id, out var shipment) ? new Scan(shipment, rest is [var packages] ? Scans.Packages(packages) : 1, []) : null;
}

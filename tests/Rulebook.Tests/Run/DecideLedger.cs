using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Rulebook.Tests.Cases;
using Marketplace.Rulebook.Tests.Notation;

namespace Marketplace.Rulebook.Tests.Run;

/// <summary>What officials and auditors decide: closings, holds, voids, corrections, rule sets, benchmarks, measures.</summary>
sealed class DecideLedger(World world)
{
    static readonly string[] Decided = ["Approved", "Refused", "Posted"];

    /// <summary>A decision; null when the step is none, otherwise the code of its refusal, or "" when it was taken.</summary>
    public async Task<string?> DecideAsync(Step step) => step switch
    {
        { Close: { } months } => await CloseAsync(months),
        { Release: { } line } => await OnHoldAsync(line, "release"),
        { Reject: { } line } => await OnHoldAsync(line, "rejection"),
        { Void: { } line } => await PostAsync("/credits/voids", CreditingHttp.Void(world.Line(line).LineId, world.Line(line).AcceptanceNo)),
        { ApproveCorrection: { } note } => await OnCorrectionsAsync(note, "approval"),
        { RefuseCorrection: { } note } => await OnCorrectionsAsync(note, "refusal"),
        { Correct: { } correct } => await CorrectAsync(correct),
        { Suspect: { } suspect } => await SuspectAsync(suspect),
        { RuleSet: { } ruleSet } => await PostAsync(
            "/credits/rule-sets", CreditingHttp.RuleSet(ruleSet.Version, ruleSet.From, ruleSet.Parameters)),
        { Benchmark: { } benchmark } => await PostAsync(
            $"/credits/benchmarks/{world.Id("product", benchmark.Product)}",
            CreditingHttp.Benchmark(Written.Price(benchmark.Price).ToString(), benchmark.From)),
        { Measure: { } measure } => await MeasureAsync(measure),
        { Ask: { } path } => await world.Http.AskAsync(path, world.Ct) ?? "",
        _ => null,
    };

    /// <summary>The rule set that the case begins with, when a parameter is not its default.</summary>
    public async Task GivenAsync()
    {
        if (world.Case.Parameters.Count > 0
            && await PostAsync(
                "/credits/rule-sets",
                CreditingHttp.RuleSet(2, Written.Day(BusinessDay.Of(world.Clock.Now)), world.Case.Parameters)) is { Length: > 0 } code)
        {
            throw new CaseFailedException("parameters", "to be taken", code);
        }
    }

    async Task<string> CloseAsync(IReadOnlyList<string> months)
    {
        foreach (var month in months)
        {
            // The schedule may have closed it before; what matters is that it is closed now.
            var code = await PostAsync(CreditingHttp.Closing(month), CreditingHttp.Close());
            if (code.Length > 0 && !await IsClosedAsync(month))
            {
                return code;
            }
        }

        return "";
    }

    async Task<bool> IsClosedAsync(string month)
    {
        if (await world.Http.AskAsync(CreditingHttp.Periods, world.Ct) is not null)
        {
            return false;
        }

        var periods = await world.Http.GetAsync(CreditingHttp.Periods, world.Ct);
        return Items(periods).Any(period => period.GetProperty("month").GetString() == month
            && period.TryGetProperty("closedAt", out var at) && at.ValueKind == JsonValueKind.String);
    }

    async Task<string> OnHoldAsync(string line, string decision)
    {
        var holds = await world.Http.GetAsync(CreditingHttp.OpenHolds, world.Ct);
        var id = world.Line(line).LineId;
        var hold = Items(holds).FirstOrDefault(item => item.GetProperty("lineId").GetGuid() == id);
        return hold.ValueKind == JsonValueKind.Undefined
            ? throw new CaseFailedException($"hold of {line}", "an open hold", "none")
            : await PostAsync($"/credits/holds/{hold.GetProperty("holdId").GetGuid()}/{decision}", CreditingHttp.DecideHold("已核实"));
    }

    async Task<string> MeasureAsync(MeasureStep measure)
    {
        await world.TellRegionsAsync(measure.East, measure.West);
        return await PostAsync(
            "/credits/measures",
            CreditingHttp.Measure(measure.Kind, Written.Money(measure.Amount).Fen, measure.Date, measure.East, measure.West));
    }

    async Task<string> CorrectAsync(CorrectStep correct)
    {
        await world.TellRegionsAsync(correct.Origin, correct.UnitRegion);
        var line = world.Line(correct.Line);
        return await PostAsync(
            "/credits/corrections",
            CreditingHttp.Correct(line.LineId, line.AcceptanceNo, correct.Share, correct.Origin, correct.UnitRegion));
    }

    Task<string> SuspectAsync(SuspectStep suspect) => PostAsync("/credits/suspicions", CreditingHttp.Suspect(
        suspect.Supplier is null ? null : world.Id("supplier", suspect.Supplier),
        suspect.Unit is null ? null : world.UnitId(suspect.Unit),
        suspect.From ?? Written.Day(BusinessDay.Of(world.Clock.Now))));

    async Task<string> OnCorrectionsAsync(string note, string decision)
    {
        var corrections = await world.Http.GetAsync(CreditingHttp.Corrections, world.Ct);
        JsonElement[] waiting = [.. Items(corrections).Where(item => !Decided.Contains(item.GetProperty("state").GetString()))];
        if (waiting.Length == 0)
        {
            throw new CaseFailedException("corrections", "one that waits", "none");
        }

        foreach (var correction in waiting)
        {
            var path = $"/credits/corrections/{correction.GetProperty("correctionId").GetGuid()}/{decision}";
            var (code, _) = await CreditingHttp.PostAsync(world.Http.SecondOfficial, path, CreditingHttp.Decide(note), world.Ct);
            if (code is not null)
            {
                return code;
            }
        }

        return "";
    }

    async Task<string> PostAsync(string path, object body) => (await world.Http.PostAsync(path, body, world.Ct)).Code ?? "";

    /// <summary>The rows of an answer, whether it comes in pages or whole.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Array ? answer.EnumerateArray() : answer.GetProperty("items").EnumerateArray();
}

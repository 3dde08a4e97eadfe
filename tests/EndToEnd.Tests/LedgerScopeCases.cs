using Marketplace.Contracts;

namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// A case for each operation that decides over the ledger: holds, suspicions, voids, corrections, months, rules, measures.
/// </summary>
static class LedgerScopeCases
{
    const string Document = "测试〔2026〕2号";

    public static IReadOnlyDictionary<string, ScopeCase> All { get; } = new Dictionary<string, ScopeCase>
    {
        ["ListHolds"] = new(Stranger.SeesNothing, Roles.Official, _ => "/credits/holds"),
        ["ReleaseHold"] = new(Stranger.Refused, Roles.Official, ours => $"/credits/holds/{ours.HoldId}/release", _ => new { note = "测试" }),
        ["RejectHold"] = new(Stranger.Refused, Roles.Official, ours => $"/credits/holds/{ours.HoldId}/rejection", _ => new { note = "测试" }),
        ["ListSuspicions"] = new(Stranger.SeesNothing, Roles.Official, _ => "/credits/suspicions"),
        ["RaiseSuspicion"] = new(Stranger.Refused, Roles.Official, _ => "/credits/suspicions", ours => new
        {
            suspicionId = Guid.CreateVersion7(),
            supplierId = ours.SupplierId,
            from = "2026-01-01",
            reason = "冒名举报",
        }),
        ["ClearSuspicion"] = new(
            Stranger.Refused, Roles.Official, ours => $"/credits/suspicions/{ours.SuspicionId}/clearance",
            _ => new { note = "冒名澄清" }),
        ["VoidSale"] = new(Stranger.Refused, Roles.Official, _ => "/credits/voids", ours => new
        {
            voidId = Guid.CreateVersion7(),
            lineId = ours.LineId,
            acceptanceNo = 1,
            reason = "冒名作废",
            document = Document,
        }),
        ["ReinstateSale"] = new(Stranger.Refused, Roles.Official, _ => "/credits/reinstatements", ours => new
        {
            reinstatementId = Guid.CreateVersion7(),
            lineId = ours.LineId,
            acceptanceNo = 1,
            reason = "冒名恢复",
            document = Document,
        }),
        ["ListCorrections"] = new(Stranger.SeesNothing, Roles.Official, _ => "/credits/corrections"),
        ["GetCorrection"] = new(Stranger.Refused, Roles.Official, ours => $"/credits/corrections/{ours.CorrectionId}"),
        ["ProposeCorrection"] = new(Stranger.Refused, Roles.Official, _ => "/credits/corrections", ours => new
        {
            correctionId = Guid.CreateVersion7(),
            lineId = ours.LineId,
            acceptanceNo = 1,
            originRegionId = "513431",
            reason = "冒名更正",
            document = Document,
        }),
        ["ApproveCorrection"] = new(
            Stranger.Refused, Roles.Official, ours => $"/credits/corrections/{ours.CorrectionId}/approval", _ => new { note = "冒名批准" }),
        ["RefuseCorrection"] = new(
            Stranger.Refused, Roles.Official, ours => $"/credits/corrections/{ours.CorrectionId}/refusal", _ => new { note = "冒名驳回" }),
        ["ListPeriods"] = new(Stranger.IsNoStranger, Roles.Official, _ => "/credits/periods"),
        ["ClosePeriod"] = new(Stranger.Refused, Roles.Official, _ => "/credits/periods/2020-01/closing", _ => new { }),
        ["ListRuleSets"] = new(Stranger.IsNoStranger, Roles.Supplier, _ => "/credits/rule-sets"),
        ["FileRuleSet"] = new(Stranger.Refused, Roles.Official, _ => "/credits/rule-sets", _ => new
        {
            version = 2,
            effectiveFrom = "2099-01-01",
            parameters = new { },
            document = Document,
        }),
        ["GetBenchmark"] = new(Stranger.IsNoStranger, Roles.Purchaser, ours => $"/credits/benchmarks/{ours.ProductId}"),
        ["SetBenchmark"] = new(Stranger.Refused, Roles.Official, ours => $"/credits/benchmarks/{ours.ProductId}", _ => new
        {
            price = "0.01",
            validFrom = "2026-01-01",
            document = Document,
        }),
        ["ListMeasures"] = new(Stranger.SeesNothing, Roles.Official, _ => "/credits/measures"),
        ["RecordMeasure"] = new(Stranger.Refused, Roles.Official, _ => "/credits/measures", _ => new
        {
            measureId = Guid.CreateVersion7(),
            kind = "Signed",
            amountFen = 100,
            date = "2026-01-01",
            eastRegionId = "330200",
            westRegionId = "513400",
            document = Document,
        }),
    };
}

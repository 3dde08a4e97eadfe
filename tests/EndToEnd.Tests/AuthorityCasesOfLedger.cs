namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// The ledger: holds, voids, corrections, imports, snapshots, rules; and rulings on disputes, which decide what is credited.
/// </summary>
static partial class AuthorityCases
{
    static Dictionary<string, IReadOnlyList<AuthorityCase>> OfLedger => new()
    {
        ["RuleOnDispute"] = [OneSide(Buyer, Waits), Gainer(West, Waits), NoLowerTier],
        ["ReleaseHold"] = [OneSide(East, Waits), Gainer(West, Waits), NoLowerTier],
        ["RejectHold"] = [OneSide(East, Waits), Gainer(West, Waits), NoLowerTier],
        ["RaiseSuspicion"] = [Gainer(WestNeighbour, "not_your_party"), NoLowerTier],
        ["ClearSuspicion"] = [Gainer(East, "not_the_raiser"), NoLowerTier],
        ["VoidSale"] = [OneSide(East, Waits), Gainer(West, Waits), NoLowerTier],
        ["ReinstateSale"] =
        [
            OneSide(East, "sale_not_voided"), Gainer(West, "sale_not_voided"), NoLowerTier,
        ],
        ["ProposeCorrection"] = [Gainer(WestNeighbour, "sale_not_found"), NoLowerTier],
        ["ApproveCorrection"] = [OneSide(West, "own_correction"), Gainer(WestNeighbour, "correction_not_found"), NoLowerTier],
        ["RefuseCorrection"] = [OneSide(West, "own_correction"), Gainer(WestNeighbour, "correction_not_found"), NoLowerTier],
        ["ImportLedger"] =
        [
            No(CallerKind.Gainer, "each row says of which regions it is, and both review it"), NoLowerTier,
        ],
        ["FileEvidence"] = [Gainer(West, "sale_not_found", EvidenceOfImport), NoLowerTier],
        ["ReviewImport"] =
        [
            Gainer(West, "not_your_side", _ => new { reviewId = Guid.CreateVersion7(), side = "Facilitator", isApproved = true }),
            LowerTier(East, "own_import", _ => new { reviewId = Guid.CreateVersion7(), side = "Facilitator", isApproved = true }),
        ],
        ["TakeSnapshot"] =
        [
            Gainer(West, "not_your_region"), LowerTier(East, "not_your_region", _ => new
            {
                snapshotId = Guid.CreateVersion7(),
                report = "R1",
                month = ScopeCases.Today()[..7],
                regionId = "330200",
            }),
        ],
        ["SignSnapshot"] = [Gainer(West, "snapshot_not_found"), NoLowerTier],
        ["RecordMeasure"] =
        [
            No(CallerKind.Gainer, "it is no sale, and nobody is credited for it (CR-23)"), LowerTier(East, "not_your_region"),
        ],
        ["CloseAlert"] = [No(CallerKind.Gainer, "the region that owns an alert closes it, and nothing is credited by that"), NoLowerTier],
        ["ClosePeriod"] = OfTheNation,
        ["FileRuleSet"] = OfTheNation,
        ["SetBenchmark"] = OfTheNation,
    };

    static object EvidenceOfImport(Ours ours) => new
    {
        documentId = Guid.CreateVersion7(),
        facilitatorId = ours.FacilitatorId,
        documentNo = "BX-1",
        kind = "Payment",
        number = "BANK-1",
        amountFen = 1,
        date = ScopeCases.Today(),
    };
}

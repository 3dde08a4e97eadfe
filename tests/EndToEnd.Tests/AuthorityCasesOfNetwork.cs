namespace Marketplace.EndToEnd.Tests;

/// <content>The commands on nodes and plans.</content>
static partial class AuthorityCases
{
    static Dictionary<string, IReadOnlyList<AuthorityCase>> OfNetwork => new()
    {
        ["RegisterNode"] =
        [
            Gainer(Haulier, "role_not_allowed"),
            LowerTier(West, "not_your_region", _ => NetworkScopeCases.Node(Guid.CreateVersion7(), "513400")),
        ],
        ["EndNode"] = [Gainer(WestNeighbour, "not_your_region"), NoLowerTier],
        ["ImportNodes"] = [Gainer(Haulier, "role_not_allowed"), NoLowerTier],
        ["RegisterLane"] = [Gainer(Haulier, "role_not_allowed"), NoLowerTier],
        ["EndLane"] = [Gainer(WestNeighbour, "not_your_region"), NoLowerTier],
        ["ImportLanes"] = [Gainer(Haulier, "role_not_allowed"), NoLowerTier],
        ["MakePlan"] =
        [
            Gainer(Haulier, "role_not_allowed"), LowerTier(West, "not_your_region", _ => NetworkScopeCases.Plan("513400")),
        ],
        ["ReportFailure"] =
        [
            No(CallerKind.OneSide, "it says so of its own tour, against itself"), Gainer(WestNeighbour, "plan_not_found"), NoLowerTier,
        ],
        ["ReportBreakdown"] =
        [
            No(CallerKind.OneSide, "it says so of its own tour, against itself"), Gainer(WestNeighbour, "plan_not_found"), NoLowerTier,
        ],
        ["MoveShipment"] = [Gainer(Haulier, "role_not_allowed"), NoLowerTier],
        ["StateReadiness"] =
        [
            No(CallerKind.OneSide, "it says so of its own goods"), Gainer(East, "not_your_region"), NoLowerTier,
        ],
        ["DecideBreach"] = [Gainer(Seller, "supplier_gains"), NoLowerTier],
        ["WithdrawPlan"] = [Gainer(Haulier, "role_not_allowed"), NoLowerTier],
    };
}

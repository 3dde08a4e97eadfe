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
        ["MakePlan"] =
        [
            Gainer(Haulier, "role_not_allowed"), LowerTier(West, "not_your_region", _ => NetworkScopeCases.Plan("513400")),
        ],
        ["WithdrawPlan"] = [Gainer(Haulier, "role_not_allowed"), NoLowerTier],
    };
}

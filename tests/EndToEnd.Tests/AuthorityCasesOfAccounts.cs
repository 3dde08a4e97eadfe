using Marketplace.Contracts;

namespace Marketplace.EndToEnd.Tests;

/// <content>The commands by which offices and organisations get their first administrator.</content>
static partial class AuthorityCases
{
    static Dictionary<string, IReadOnlyList<AuthorityCase>> OfAccounts => new()
    {
        ["InviteOrganisation"] = [Gainer(Seller, "role_not_allowed"), NoLowerTier],
        ["InviteOffice"] =
        [
            Gainer(new(Roles.Official, null, "330200", "City"), "not_above"), LowerTier(East, "not_above"),
        ],
    };
}

using System.Security.Claims;

namespace Marketplace.Platform.Web;

/// <summary>
/// A token is for one duty: exactly one role, with the organisation or the region that it takes. With two roles the scopes of both would
/// add up, and what a caller may see as one would be taken for what it may decide as the other.
/// </summary>
static class TokenDuty
{
    const int SubjectMax = 100;
    const int RegionMax = 40;

    static readonly string[] OfAnOrganisation = ["supplier", "purchaser", "approver", "carrier", "keeper", "facilitator"];

    static readonly string[] OfThePlatform = [Caller.Auditor, Caller.Operator];

    /// <summary>Why the token is for no duty; null when it is for one.</summary>
    public static Refusal? Refuse(ClaimsPrincipal user)
    {
        string[] roles = [.. user.FindAll("role").Select(claim => claim.Value)];
        if (roles is not [var role])
        {
            return roles.Length == 0
                ? new(403, "role_missing", "令牌没有角色，请联系管理员授权。", "The token has no role; ask an administrator for one.")
                : new(
                    403, "one_role_a_token",
                    $"令牌含有多个角色（{string.Join("、", roles)}）；一个令牌只用于一项职责，请为本次职责另取只含一个角色的令牌。",
                    $"The token has several roles ({string.Join(", ", roles)}); "
                    + "a token is for one duty: get one with the role for this duty only.");
        }

        if (user.FindFirst("sub")!.Value.Length > SubjectMax)
        {
            return new(
                403, "subject_too_long", $"令牌的 sub 超过 {SubjectMax} 个字符。", $"The sub of the token is longer than {SubjectMax} characters.");
        }

        if (OfThePlatform.Contains(role))
        {
            return null;
        }

        if (OfAnOrganisation.Contains(role))
        {
            return user.FindFirst("org") is not null
                ? null
                : new(
                    403, "org_missing", $"角色 {role} 的令牌须含所属机构（org）。",
                    $"A token for the role {role} must say for which organisation (org).");
        }

        return role == Caller.Official
            ? RefuseOfficial(user)
            : new(403, "role_unknown", $"没有“{role}”这个角色。", $"There is no role \"{role}\".");
    }

    static Refusal? RefuseOfficial(ClaimsPrincipal user)
    {
        var (tier, region) = (user.FindFirst("tier")?.Value, user.FindFirst("region")?.Value);
        if (!Enum.GetNames<OfficialTier>().Contains(tier))
        {
            return new(
                403, "tier_missing", "官员令牌须含层级（tier）：County、City、Province 或 Nation。",
                "An official's token must say at which tier: County, City, Province or Nation.");
        }

        return tier == nameof(OfficialTier.Nation) || IsId(region)
            ? null
            : new(
                403, "region_missing", "官员令牌须含所属行政区划（region），例如 330200；只有国家层面的官员没有区划。",
                "An official's token must say of which region, such as 330200; only officials of the nation have none.");
    }

    static bool IsId(string? region) =>
        region is { Length: > 0 and <= RegionMax } && region.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}

using System.Security.Claims;

namespace Marketplace.Platform.Web;

/// <summary>Who asks, as the token says. Query filters and rules read it; inject it where it is needed.</summary>
public sealed record Caller
{
    internal const string Operator = "operator";
    internal const string Auditor = "auditor";
    internal const string Official = "official";

    /// <summary>Nobody in particular, who sees nothing: what a request has before its token is read.</summary>
    public static Caller Nobody { get; } = new() { Subject = "" };

    /// <summary>The system itself, working in the background; it sees everything.</summary>
    public static Caller System { get; } = new() { Subject = "system", SeesAll = true };

    /// <summary>The claim "sub".</summary>
    public required string Subject { get; init; }

    /// <summary>The claim "role": a token is for one duty and carries one. Null for nobody and for the system.</summary>
    public string? Role { get; init; }

    /// <summary>The claim "jti": the id of the token; null when the issuer gives none.</summary>
    public string? TokenId { get; init; }

    /// <summary>The claim "org": the supplier, unit, carrier or facilitator that the caller belongs to.</summary>
    public Guid? Org { get; init; }

    /// <summary>The claim "region": the id of an official's region.</summary>
    public string? Region { get; init; }

    /// <summary>The claim "tier" of an official; null for everybody else.</summary>
    public OfficialTier? Tier { get; init; }

    /// <summary>
    /// True for the system, auditors, operators and officials of the nation. For reading only: what a caller may decide is asked of
    /// <see cref="Authority"/>.
    /// </summary>
    public bool SeesAll { get; init; }

    /// <summary>True for officials of the nation, who are above every side of a matter.</summary>
    public bool IsNational => Has(Official) && Tier == OfficialTier.Nation;

    /// <summary>What a region path contains when it lies in an official's region, such as "/330200/"; null for everybody else.</summary>
    public string? Segment => !SeesAll && Has(Official) && !string.IsNullOrEmpty(Region) ? $"/{Region}/" : null;

    /// <summary>As what the caller sees every row, by its office; none for those who see the rows of their own.</summary>
    public Viewers Oversight => Has(Operator) ? Viewers.Operator : SeesAll ? Viewers.Auditor : Viewers.None;

    public bool Has(string role) => Role == role;

    /// <summary>
    /// True for an official of the region that the path leads to, or of one above it. Nobody else answers for a region, whatever they see.
    /// </summary>
    /// <param name="regionPath">The region with its ancestors, such as "/330000/330200/".</param>
    public bool AnswersFor(string regionPath) =>
        IsNational || (Segment is { } own && regionPath.Contains(own, StringComparison.Ordinal));

    /// <summary>
    /// The path of the region that an official is of; empty for the nation. What an office decided, it or an office above it takes back.
    /// </summary>
    /// <param name="regionPath">Of what it decides about: a region for which it answers.</param>
    public string OfficePath(string regionPath) => IsNational || Segment is not { } own
        ? ""
        : regionPath[..(regionPath.IndexOf(own, StringComparison.Ordinal) + own.Length)];

    /// <summary>Reads the claims of an authenticated caller; <see cref="Nobody"/> otherwise.</summary>
    public static Caller From(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true })
        {
            return Nobody;
        }

        var role = user.FindFirst("role")?.Value;
        var tier = role == Official && Enum.TryParse<OfficialTier>(user.FindFirst("tier")?.Value, out var known)
            ? known
            : (OfficialTier?)null;
        return new Caller
        {
            Subject = user.FindFirst("sub")?.Value ?? "",
            Role = role,
            // Of a token that says more than its duty needs, the rest says nothing: an official speaks for no organisation.
            Org = role is not (Official or Auditor or Operator) && Guid.TryParse(user.FindFirst("org")?.Value, out var org) ? org : null,
            Region = role == Official ? user.FindFirst("region")?.Value : null,
            Tier = tier,
            TokenId = user.FindFirst("jti")?.Value,
            SeesAll = role is Auditor or Operator || tier == OfficialTier.Nation,
        };
    }
}

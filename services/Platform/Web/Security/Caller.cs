using System.Security.Claims;

namespace Marketplace.Platform.Web;

/// <summary>Who asks, as the token says. Query filters and rules read it; inject it where it is needed.</summary>
public sealed record Caller
{
    internal const string Operator = "operator";
    const string Auditor = "auditor";
    const string Official = "official";
    const string Nation = "Nation";

    /// <summary>Nobody in particular, who sees nothing: what a request has before its token is read.</summary>
    public static Caller Nobody { get; } = new() { Subject = "" };

    /// <summary>The system itself, working in the background; it sees everything.</summary>
    public static Caller System { get; } = new() { Subject = "system", SeesAll = true };

    /// <summary>The claim "sub".</summary>
    public required string Subject { get; init; }

    /// <summary>The claims "role".</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The claim "org": the supplier, unit or carrier that the caller belongs to.</summary>
    public Guid? Org { get; init; }

    /// <summary>The claim "region": the id of an official's region.</summary>
    public string? Region { get; init; }

    /// <summary>The claim "tier": Nation, Province, City or County.</summary>
    public string? Tier { get; init; }

    /// <summary>True for the system, auditors, operators and officials of the nation.</summary>
    public bool SeesAll { get; init; }

    /// <summary>What a region path contains when it lies in an official's region, such as "/330200/"; null for everybody else.</summary>
    public string? Segment => !SeesAll && Has(Official) && !string.IsNullOrEmpty(Region) ? $"/{Region}/" : null;

    public bool Has(string role)
    {
        foreach (var held in Roles)
        {
            if (held == role)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads the claims of an authenticated caller; <see cref="Nobody"/> otherwise.</summary>
    public static Caller From(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true })
        {
            return Nobody;
        }

        var caller = new Caller
        {
            Subject = user.FindFirst("sub")?.Value ?? "",
            Roles = [.. user.FindAll("role").Select(c => c.Value)],
            Org = Guid.TryParse(user.FindFirst("org")?.Value, out var org) ? org : null,
            Region = user.FindFirst("region")?.Value,
            Tier = user.FindFirst("tier")?.Value,
        };
        return caller with { SeesAll = caller.Has(Auditor) || caller.Has(Operator) || (caller.Has(Official) && caller.Tier == Nation) };
    }
}

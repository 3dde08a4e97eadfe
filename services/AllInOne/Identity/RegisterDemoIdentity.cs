using System.Text.RegularExpressions;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.AllInOne.Identity;

/// <summary>POST /identity/demo-identities: whoever tries the marketplace may bring suppliers and units of their own.</summary>
static partial class RegisterDemoIdentity
{
    static readonly string[] RolesWithOrg =
        [Roles.Supplier, Roles.Purchaser, Roles.Approver, Roles.Carrier, Roles.Keeper, Roles.Facilitator];

    static readonly string[] EveryRole =
        [.. RolesWithOrg, Roles.Official, Roles.Auditor, Roles.Operator];

    static readonly string[] Tiers = ["Nation", "Province", "City", "County"];

    public static void Map(RouteGroupBuilder identity) => identity.MapPost("/demo-identities", Handle)
        .WithName("RegisterDemoIdentity").WithSummary("登记演示身份 Register a demo identity").AllowAnonymous().DisableRateLimiting();

    /// <exception cref="RuleBrokenException">Somebody else has the name.</exception>
    static Results<Created<DemoIdentity>, Ok<DemoIdentity>> Handle(Request request, DemoIdentities identities)
    {
        var wanted = new DemoIdentity
        {
            Name = request.Name,
            Zh = request.Zh ?? $"自行登记：{request.Name}",
            En = request.En ?? $"Registered: {request.Name}",
            Role = request.Role,
            Org = request.Org,
            Region = request.Region,
            Tier = request.Tier,
        };
        var known = identities.Add(wanted);
        if (ReferenceEquals(known, wanted))
        {
            return TypedResults.Created("/identity/demo-identities", known);
        }

        // Registering the same once more is no mistake: whoever plays a script twice need not look first.
        return known with { Zh = wanted.Zh, En = wanted.En } == wanted ? TypedResults.Ok(known) : throw new RuleBrokenException(
            "name_taken",
            $"演示身份“{request.Name}”已存在，且角色或机构不同；请换一个名称。",
            $"There is a demo identity \"{request.Name}\" already, with another role or organisation; choose another name.");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$")]
    static partial Regex NamePattern { get; }

    /// <summary>Who is to be known.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>1 to 64 small letters, digits and hyphens: the client id.</summary>
        public required string Name { get; init; }

        /// <summary>One of supplier, purchaser, approver, carrier, facilitator, official, auditor, operator.</summary>
        public required string Role { get; init; }

        /// <summary>The id of the supplier, unit, carrier or facilitator to act for; those roles need it.</summary>
        public Guid? Org { get; init; }

        /// <summary>The id of an official's region.</summary>
        public string? Region { get; init; }

        /// <summary>An official's level: Nation, Province, City or County.</summary>
        public string? Tier { get; init; }

        /// <summary>Who it is, in Chinese.</summary>
        public string? Zh { get; init; }

        /// <summary>Who it is, in English.</summary>
        public string? En { get; init; }

        public void Check(Checks check)
        {
            check.That(
                NamePattern.IsMatch(Name), "name", "name_invalid", "须为 1 至 64 位小写字母、数字或连字符。",
                "It must be 1 to 64 small letters, digits or hyphens.");
            check.That(
                EveryRole.Contains(Role), "role", "unknown_role",
                $"须为以下之一：{string.Join("、", EveryRole)}。",
                $"It must be one of {string.Join(", ", EveryRole)}.");
            check.That(
                !RolesWithOrg.Contains(Role) || (Org is { } org && org != Guid.Empty),
                "org",
                "org_missing",
                "该角色须注明所属机构的标识。",
                "This role acts for an organisation: give its id.");
            check.TextOrNone(Region, "region", 20);
            check.That(
                Tier is null || Tiers.Contains(Tier), "tier", "unknown_tier",
                $"须为以下之一：{string.Join("、", Tiers)}。",
                $"It must be one of {string.Join(", ", Tiers)}.");
            check.That(
                Role != Roles.Official || Tier == "Nation" || (Region is not null && Tier is not null),
                "region",
                "region_missing",
                "官员身份须注明地区与层级。",
                "An official answers for a region: give region and tier.");
            check.TextOrNone(Zh, "zh", 100);
            check.TextOrNone(En, "en", 100);
        }
    }
}

using System.Globalization;
using Marketplace.Contracts;

namespace Marketplace.Portal.Sessions;

/// <summary>Who is signed in, and as what they act: what the pages show of it. What they may do, the services decide.</summary>
public sealed class Person(IHttpContextAccessor http)
{
    HttpContext Http => http.HttpContext ?? throw new InvalidOperationException("There is no request.");

    /// <summary>Empty when nobody is signed in.</summary>
    public string AccessToken => Http.Features.Get<Session>()?.AccessToken ?? "";

    public bool IsSignedIn => Http.Features.Get<Session>() is not null;

    /// <summary>By which the issuer knows the person; empty when nobody is signed in.</summary>
    public string Subject => Claim("sub") ?? "";

    public string Name => Claim("name") ?? "";

    /// <summary>One of <see cref="Roles"/>.</summary>
    public string Role => Claim(PersonClaims.Role) ?? "";

    /// <summary>The organisation or office; null where Accounts is not the issuer.</summary>
    public string? Body => Claim(PersonClaims.Body);

    /// <summary>The id of the organisation; null of officials and of the platform.</summary>
    public Guid? OrganisationId => Guid.TryParse(Claim(PersonClaims.Organisation), out var id) ? id : null;

    /// <summary>The region of an official; null of the nation's and of others.</summary>
    public string? RegionId => Claim(PersonClaims.Region);

    public bool HasOtherHats => int.TryParse(Claim(PersonClaims.Hats), CultureInfo.InvariantCulture, out var hats) && hats > 1;

    public bool IsOfficial => Role == Roles.Official;

    /// <summary>Reads the reports: officials, and whoever reads everything.</summary>
    public bool ReadsReports => Role is Roles.Official or Roles.Auditor or Roles.Operator;

    /// <summary>Single sales are for those who bought or sold, and for whom they are reported to.</summary>
    public bool SeesSales => ReadsReports || Role is Roles.Purchaser or Roles.Supplier;

    public bool IsBuyer => Role is Roles.Purchaser or Roles.Approver;

    string? Claim(string type) => Http.User.FindFirst(type)?.Value;
}

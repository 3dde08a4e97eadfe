using Marketplace.Contracts;

namespace Marketplace.Accounts.Domain;

/// <summary>Which roles there are in which bodies, and what they take.</summary>
public static class Duties
{
    static readonly string[] OfThePlatform = [Roles.Operator, Roles.Auditor];
    static readonly string[] OfOffices = [Roles.Official];

    /// <summary>Roles that a password alone does not open: they decide, spend, or see everything.</summary>
    public static bool NeedsSecondFactor(string role) =>
        role is Roles.Official or Roles.Approver or Roles.Operator or Roles.Auditor;

    /// <summary>The roles that people of the platform or of an office can have; empty for organisations.</summary>
    public static IReadOnlyList<string> Of(Body body) => body == Body.Platform ? OfThePlatform : body.IsOffice ? OfOffices : [];

    /// <summary>The roles that people of an organisation can have.</summary>
    public static IReadOnlyList<string> Of(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Supplier => [Roles.Supplier],
        OrganisationKind.PurchasingUnit => [Roles.Purchaser, Roles.Approver],
        OrganisationKind.Facilitator => [Roles.Facilitator],
        OrganisationKind.Carrier => [Roles.Carrier],
        OrganisationKind.Station => [Roles.Keeper],
    };

    /// <summary>The role that the first administrator of an organisation has: the one that does its daily work.</summary>
    public static string FirstOf(OrganisationKind kind) => Of(kind)[0];

    /// <summary>
    /// The roles that machines of an organisation can have: those of its daily work. What an approver decides is decided by people.
    /// </summary>
    public static bool IsForMachines(string role) =>
        role is Roles.Supplier or Roles.Purchaser or Roles.Facilitator or Roles.Carrier or Roles.Keeper;
}

namespace Marketplace.Contracts;

/// <summary>What a caller may be, as the "role" claim of the token says. A token is for one duty and holds one.</summary>
public static class Roles
{
    /// <summary>Acts for a cooperative or enterprise that sells; the claim "org" is the supplier's id.</summary>
    public const string Supplier = "supplier";

    /// <summary>Orders and accepts for a purchasing unit; the claim "org" is the unit's id.</summary>
    public const string Purchaser = "purchaser";

    /// <summary>Sets budgets and approves for a purchasing unit; the claim "org" is the unit's id.</summary>
    public const string Approver = "approver";

    /// <summary>Carries goods; the claim "org" is the carrier's id.</summary>
    public const string Carrier = "carrier";

    /// <summary>Keeps a village station (村级电商服务站); the claim "org" is the station's id.</summary>
    public const string Keeper = "keeper";

    /// <summary>Helps others to sell (帮销主体); the claim "org" is the facilitator's id.</summary>
    public const string Facilitator = "facilitator";

    /// <summary>Reads and signs for a region; the claims "region" and "tier" say which.</summary>
    public const string Official = "official";

    /// <summary>Reads everything, changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>Keeps the system running: reference data, parked messages, verification.</summary>
    public const string Operator = "operator";
}

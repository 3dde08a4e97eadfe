using Marketplace.Contracts;

namespace Marketplace.EndToEnd.Tests;

/// <summary>The registry: units, facilitators, pairings, designations, targets.</summary>
static partial class AuthorityCases
{
    static Dictionary<string, IReadOnlyList<AuthorityCase>> OfRegistry => new()
    {
        ["RegisterUnit"] =
        [
            OneSide(new(Roles.Purchaser, _ => NewUnit, null, null), Waits, _ => Unit(NewUnit, "330211", parentId: null)),
            Gainer(new(Roles.Purchaser, _ => NewChild, null, null), Waits, ours => Unit(NewChild, "330211", ours.UnitId)),
            LowerTier(East, "not_your_region", _ => Unit(Guid.CreateVersion7(), "330200", parentId: null)),
        ],
        ["ReviseUnit"] = [OneSide(Buyer, Waits), Gainer(WestNeighbour, "unit_not_found"), NoLowerTier],
        ["MoveUnit"] = [OneSide(East, Waits), Gainer(EastNeighbour, "unit_not_found"), LowerTier(East, Waits, _ => Stay("330200"))],
        ["CorrectAffiliations"] =
        [
            OneSide(East, Waits), Gainer(EastNeighbour, "unit_not_found"),
            LowerTier(East, Waits, _ => new { affiliations = new[] { Stay("330200") }, document = Document }),
        ],
        ["SetFinance"] = [OneSide(Buyer, Waits), Gainer(BuyersApprover, Waits), NoLowerTier],
        ["SetCanteens"] = [OneSide(Buyer, Waits), Gainer(BuyersApprover, Waits), NoLowerTier],
        ["RegisterFacilitator"] =
        [
            OneSide(new(Roles.Facilitator, _ => NewFacilitator, null, null), Waits, _ => Facilitator("330212", NewFacilitator)),
            Gainer(West, "not_your_region", _ => Facilitator("330211")),
            LowerTier(East, "not_your_region", _ => Facilitator("330200")),
        ],
        ["ReviseFacilitator"] =
        [
            OneSide(new(Roles.Facilitator, ours => ours.FacilitatorId, null, null), Waits),
            Gainer(West, "not_your_region"), NoLowerTier,
        ],
        ["MoveFacilitator"] =
        [
            OneSide(East, Waits), Gainer(County("441302"), "not_your_region"),
            LowerTier(East, Waits, _ => new { registrations = new[] { Stay("330200") }, document = Document }),
        ],
        ["RegisterPairing"] =
        [
            OneSide(EastNeighbour, Waits, _ => Pairing("County")), Gainer(County("513423"), Waits, _ => Pairing("County")),
            LowerTier(EastNeighbour, "tier_too_low", _ => Pairing("City")),
        ],
        ["RevisePairing"] =
        [
            OneSide(East, Waits), Gainer(West, Waits),
            LowerTier(East, "not_your_region", path: ours => $"/units/pairings/{ours.CityPairingId}"),
        ],
        ["RegisterDesignation"] = [OneSide(Buyer, Waits), Gainer(West, Waits), NoLowerTier],
        ["ReviseDesignation"] = [OneSide(Buyer, Waits), Gainer(WestNeighbour, Waits), NoLowerTier],
        ["SetTarget"] =
        [
            OneSide(East, Waits), Gainer(West, Waits), LowerTier(East, "not_your_region", ours => new
            {
                holderId = ours.CityPairingId,
                measure = "Sales",
                year = ours.Year,
                amountFen = 1,
            }),
        ],
        ["SetQuotaRatio"] = OfTheNation,
        ["RegisterSubdivisions"] = [Gainer(WestNeighbour, "not_your_region"), NoLowerTier],
        ["ImportRegistry"] = OfTheNation,
    };

    static object Stay(string regionId) => new { regionId, validFrom = "2021-05-01" };

    static object Unit(Guid unitId, string region, Guid? parentId) => new
    {
        unitId,
        name = "新设食堂",
        kind = "School",
        isCentralBudget = false,
        parentId,
        affiliationRegionId = region,
        affiliatedFrom = "2020-01-01",
        isPairingDesignated = true,
    };

    static object Facilitator(string region, Guid? facilitatorId = null) => new
    {
        facilitatorId = facilitatorId ?? Guid.CreateVersion7(),
        name = "新设展销馆",
        kind = "Hall",
        registrationRegionId = region,
        registeredFrom = "2021-05-01",
    };

    static object Pairing(string tier) => new
    {
        pairingId = Guid.CreateVersion7(),
        scheme = "Counterpart",
        tier,
        eastRegionId = "330212",
        westRegionId = "513423",
        validFrom = "2026-01-01",
    };
}

using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>What others are told of a unit.</summary>
static class UnitMessage
{
    public static UnitPublished Of(PurchasingUnit unit) => new()
    {
        UnitId = unit.Id,
        Version = unit.Version,
        Name = unit.Name,
        Kind = unit.Kind,
        IsCentral = unit.IsCentral,
        ParentId = unit.ParentId,
        IsPairingDesignated = unit.IsPairingDesignated,
        Affiliations = [.. unit.Affiliations.Select(affiliation => new UnitPublished.Affiliation
        {
            Path = new RegionPath(affiliation.RegionPath),
            ValidFrom = affiliation.ValidFrom,
            ValidTo = affiliation.ValidTo,
        })],
    };
}

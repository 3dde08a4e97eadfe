using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>Whom a statement about a unit binds. What credit rests on is never the unit's own word alone.</summary>
static class UnitMatters
{
    extension(PurchasingUnit unit)
    {
        /// <summary>The unit's own affair, such as its name.</summary>
        public Side Itself => new("unit", unit.LatestAffiliation.RegionPath, unit.Id);

        /// <summary>The authority of the region to which the unit belongs, which confirms what the unit says of itself.</summary>
        public Side ItsRegion => new("region", unit.LatestAffiliation.RegionPath);
    }

    /// <summary>Another unit that is named: it, or the authority of its region, has to agree.</summary>
    public static Side Named(this PurchasingUnit other, string name) => new(name, other.LatestAffiliation.RegionPath, other.Id);
}

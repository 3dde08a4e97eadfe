using Marketplace.Platform.Web;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>The own unit in the address of a request: only its people may change it, and officials as far as they answer for it.</summary>
public sealed record OwnUnit(Guid UnitId) : IActsFor
{
    Guid IActsFor.ActsFor => UnitId;
}

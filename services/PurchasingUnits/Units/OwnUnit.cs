using Marketplace.Platform.Web;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>The own unit in the address of a request: only its people and operators may change it.</summary>
public sealed record OwnUnit(Guid UnitId) : IActsFor
{
    Guid IActsFor.ActsFor => UnitId;
}

using Marketplace.Contracts;
using Marketplace.Testing;

namespace Marketplace.EndToEnd.Tests;

/// <content>The commands on the register of carriers.</content>
static partial class AuthorityCases
{
    static readonly Guid ApplyingCarrier = Guid.CreateVersion7();
    static readonly Guid SellersFleet = Guid.CreateVersion7();

    static readonly TryingCaller Haulier = new(Roles.Carrier, ours => ours.CarrierId, null, null);
    static readonly TryingCaller Suspended = new(Roles.Carrier, ours => ours.SuspendedCarrierId, null, null);

    static Dictionary<string, IReadOnlyList<AuthorityCase>> OfCarriers => new()
    {
        ["RegisterCarrier"] =
        [
            OneSide(new(Roles.Carrier, _ => ApplyingCarrier, null, null), Waits, _ => NewCarrier.Application(ApplyingCarrier, "513430")),
            Gainer(Seller, Waits, ours => NewCarrier.Application(SellersFleet, "513430", ours.SupplierId)),
            LowerTier(West, "not_your_region", _ => NewCarrier.Application(Guid.CreateVersion7(), "513400")),
        ],
        ["ReviseCarrier"] = [OneSide(Haulier, Waits), Gainer(Seller, "role_not_allowed"), NoLowerTier],
        ["SuspendCarrier"] = [Gainer(WestNeighbour, "not_your_region"), NoLowerTier],
        ["LiftSuspension"] = [Gainer(Suspended, "role_not_allowed"), LowerTier(West, "not_your_region")],
        ["EndCarrier"] = [Gainer(WestNeighbour, "not_your_region"), NoLowerTier],
    };
}

using Marketplace.Contracts;
using Marketplace.Testing;

namespace Marketplace.EndToEnd.Tests;

/// <summary>A case for each operation of the register of carriers.</summary>
static class CarrierScopeCases
{
    public static IReadOnlyDictionary<string, ScopeCase> All { get; } = new Dictionary<string, ScopeCase>
    {
        ["ListCarriers"] = new(Stranger.IsNoStranger, Roles.Supplier, _ => NewCarrier.Path),
        ["GetCarrier"] = new(Stranger.IsNoStranger, Roles.Supplier, ours => $"{NewCarrier.Path}/{ours.CarrierId}"),
        ["RegisterCarrier"] = new(
            Stranger.Refused, Roles.Carrier, _ => NewCarrier.Path, ours => NewCarrier.Application(ours.CarrierId, "513430")),
        ["ReviseCarrier"] = new(Stranger.Refused, Roles.Carrier, ours => $"{NewCarrier.Path}/{ours.CarrierId}", _ => new
        {
            name = "冒名物流",
            regionId = "513430",
        }),
        ["SuspendCarrier"] = new(Stranger.Refused, Roles.Official, ours => $"{NewCarrier.Path}/{ours.CarrierId}/suspensions", _ => new
        {
            reason = "测试",
            document = "冒名文件",
            until = ScopeCases.Today(),
        }),
        ["LiftSuspension"] = new(
            Stranger.Refused, Roles.Official, ours => $"{NewCarrier.Path}/{ours.SuspendedCarrierId}/suspensions/1/lifting", _ => Decision),
        ["EndCarrier"] = new(Stranger.Refused, Roles.Official, ours => $"{NewCarrier.Path}/{ours.CarrierId}/ending", _ => Decision),
    };

    static object Decision => new { reason = "测试", document = "冒名文件" };
}

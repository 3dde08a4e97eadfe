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
        ["ListTariffs"] = new(Stranger.IsNoStranger, Roles.Supplier, ours => TariffsOf(ours.CarrierId)),
        ["FindTariffs"] = new(Stranger.IsNoStranger, Roles.Purchaser, _ => "/logistics/tariffs?from=513430&to=330211"),
        ["ExportTariffs"] = new(Stranger.IsNoStranger, Roles.Carrier, ours => $"{TariffsOf(ours.CarrierId)}/file"),
        ["ImportTariffs"] = new(
            Stranger.Refused, Roles.Carrier, ours => $"{TariffsOf(ours.CarrierId)}/imports?dryRun=true", _ => new { }),
        ["SetTariff"] = new(
            Stranger.Refused, Roles.Carrier, ours => TariffsOf(ours.CarrierId), _ => Tariff(Guid.CreateVersion7())),
        ["EndTariff"] = new(
            Stranger.Refused, Roles.Carrier, ours => $"{TariffsOf(ours.CarrierId)}/{ours.TariffId}/ending", _ => new { }),
        ["QuoteFreight"] = new(Stranger.IsNoStranger, Roles.Purchaser, _ => "/logistics/freight-quotes", ours => new
        {
            consignments = new[]
            {
                new
                {
                    number = 1,
                    from = new { supplierId = ours.SupplierId },
                    to = new { regionId = "330211" },
                    deliverOn = ScopeCases.Today(),
                    items = new[] { new { productId = ours.ProductId, quantity = "10" } },
                },
            },
        }),
    };

    public static string TariffsOf(Guid carrierId) => $"{NewCarrier.Path}/{carrierId}/tariffs";

    public static object Tariff(Guid tariffId) => new
    {
        tariffId,
        fromRegionId = "513430",
        toRegionId = "330000",
        @class = "Ambient",
        fenPerTonne = 80_000,
        lorryKg = 16_000,
        lorryFen = 900_000,
        minimumFen = 5_000,
        validFrom = ScopeCases.Today(),
    };

    static object Decision => new { reason = "测试", document = "冒名文件" };
}

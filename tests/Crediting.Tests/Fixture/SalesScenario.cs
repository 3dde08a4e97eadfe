using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Projections;
using Marketplace.Crediting.Storage;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Crediting.Tests.Fixture;

/// <summary>Sales and registry entries as the tests of reports need them.</summary>
static class SalesScenario
{
    public static readonly OrderTerms Resale = new() { Capacity = BuyerCapacity.Resale };

    public static readonly OrderTerms Staff = new() { Capacity = BuyerCapacity.Staff, Channel = SalesChannel.Staff };

    public static OrderTerms HelpedBy(Guid facilitatorId, string day, SalesChannel channel = SalesChannel.SpecialHall) => new()
    {
        Capacity = BuyerCapacity.Resale,
        Channel = channel,
        Facilitation = new Facilitation { FacilitatorId = facilitatorId, NamedAt = Examples.Noon(day).AddDays(-3), Proof = "协议-1" },
    };

    public static FacilitatorPublished Facilitator(Guid id, string region, Guid? unitId = null) => new()
    {
        FacilitatorId = id,
        Version = 1,
        Name = "消费帮扶馆",
        Kind = FacilitatorKind.Hall,
        UnitId = unitId,
        Registrations = [Examples.Since(region, "2000-01-01")],
    };

    public static RegionsPublished Regions(params RegionsPublished.Region[] regions) => new() { Regions = regions };

    public static RegionsPublished.Region Region(string id, RegionLevel level, string? listedFrom = null) => new()
    {
        RegionId = id,
        Version = 1,
        Code = id,
        Name = $"地区{id}",
        Level = level,
        Path = Places.Path(id),
        FormerPovertyCounty = listedFrom is null ? null : [new RegionsPublished.Listing(Examples.Day(listedFrom), null)],
    };

    public static TargetPublished Target(Guid holderId, int year, long yuan, TargetMeasure measure = TargetMeasure.Sales) => new()
    {
        TargetId = Guid.CreateVersion7(),
        Version = 1,
        HolderId = holderId,
        Measure = measure,
        Year = year,
        AmountFen = yuan * 100,
        EffectiveFrom = new DateOnly(year, 1, 1),
    };

    extension(ServiceUnderTest<CreditingDb> service)
    {
        public ProjectLedger Projection => service.Services.GetRequiredService<ProjectLedger>();

        /// <summary>Sells so many yuan of the goods of a county, confirmed two days before it is accepted.</summary>
        public async Task<DeliveryAccepted> SellAsync(
            Guid unitId,
            string day,
            string yuan,
            OrderTerms? terms = null,
            string origin = Examples.Jinyang,
            string delivered = Examples.Zhenhai,
            Func<GoodsFacts, GoodsFacts>? goods = null,
            Guid? orderId = null,
            string quantity = "1")
        {
            var line = Examples.Line(origin, quantity, yuan);
            var message = Examples.Acceptance(unitId, line with { Goods = (goods ?? (same => same))(line.Goods) }) with
            {
                OrderId = orderId ?? Guid.CreateVersion7(),
                ConfirmedAt = Examples.Noon(day).AddDays(-2),
                DispatchedAt = Examples.Noon(day).AddDays(-2),
                DeliveredAt = Examples.Noon(day).AddDays(-1),
                AcceptedAt = Examples.Noon(day),
                DeliveryPath = Places.Path(delivered),
                Terms = terms,
            };
            await service.DeliverAsync(message);
            return message;
        }

        public async Task PairAsync(params string[] names)
        {
            foreach (var name in names)
            {
                await service.DeliverAsync(FixturePairings.Message(name));
            }
        }
    }
}

using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Tests.Fixture;

namespace Marketplace.Crediting.Tests.Histories;

/// <content>The messages of these histories.</content>
public sealed partial class HistoryRegressionTests
{
    static UnitPublished Unit(string region, int number = 0) => new()
    {
        UnitId = TestRegistry.Unit(number),
        Version = 1,
        Name = "某学校",
        Kind = UnitKind.School,
        IsCentral = false,
        IsPairingDesignated = false,
        Affiliations = [new Affiliation(TestRegistry.Path(region), new DateOnly(2000, 1, 1))],
    };

    static PairingPublished Pairing(int number, PairingTier tier, string east, string west) => new()
    {
        PairingId = TestRegistry.Pairing(number),
        Version = 1,
        Scheme = Scheme.EastWest,
        Tier = tier,
        EastPath = TestRegistry.Path(east),
        EastName = "东",
        WestPath = TestRegistry.Path(west),
        WestName = "西",
        ValidFrom = new DateOnly(2021, 5, 1),
    };

    static DesignationPublished Designation(Guid unit) => new()
    {
        DesignationId = TestRegistry.Designation(0),
        Version = 1,
        UnitId = unit,
        UnitName = "央企",
        CountyPath = TestRegistry.Path("513430"),
        CountyName = "金阳",
        ValidFrom = new DateOnly(2016, 1, 1),
    };

    static SupplierPublished Supplier(SupplierPublished.Suspension suspension) => new()
    {
        SupplierId = TestRegistry.Supplier(0),
        Version = 1,
        Name = "合作社",
        Type = SupplierType.Cooperative,
        RegistrationPath = TestRegistry.Path("513430"),
        OperatingPath = TestRegistry.Path("513430"),
        Suspensions = [suspension],
    };

    static RegionsPublished Listed(string county) => new()
    {
        Regions =
        [
            new RegionsPublished.Region
            {
                RegionId = county,
                Version = 1,
                Code = county,
                Name = county,
                Level = RegionLevel.County,
                Path = TestRegistry.Path(county),
                FormerPovertyCounty = [new RegionsPublished.Listing(new DateOnly(2012, 1, 1), null)],
            },
        ],
    };

    /// <summary>Ten boxes of 100 yuan, confirmed on 8 May and accepted on 10 May 2024.</summary>
    static DeliveryAccepted Sale(DeliveryAccepted.Line? line = null) => Examples.Acceptance(Buyer, line ?? Line());

    static DeliveryAccepted.Line Line(int quantity = 10, int yuan = 100)
    {
        var line = Examples.Line("513430", $"{quantity}", $"{yuan}");
        return line with { Goods = Goods(yuan) };
    }

    static GoodsFacts Goods(int yuan = 100) =>
        Examples.Line("513430", price: $"{yuan}").Goods with { ProductId = TestRegistry.Product(0), SupplierId = TestRegistry.Supplier(0) };

    static GoodsReturned Returned(DeliveryAccepted sale, int quantity) => new()
    {
        ReturnId = TestRegistry.Id(15, 1),
        OrderId = sale.OrderId,
        LineId = sale.Lines[0].LineId,
        AcceptanceNo = 1,
        Kind = ReturnKind.Return,
        Quantity = Quantity.Of(quantity),
        ConfirmedAt = Examples.Noon("2024-05-19"),
        Reason = "霉变",
    };

    static InvoiceRecorded Invoice(DeliveryAccepted sale, long fen) => new()
    {
        InvoiceId = TestRegistry.Id(18, 1),
        OrderId = sale.OrderId,
        PartId = sale.ShipmentId,
        SupplierId = sale.SupplierId,
        Number = "00000001",
        AmountFen = fen,
        IssuedOn = new DateOnly(2024, 5, 9),
    };

    static PaymentRecorded Payment(DeliveryAccepted sale, long fen) => new()
    {
        PaymentId = TestRegistry.Id(19, 1),
        OrderId = sale.OrderId,
        PartId = sale.ShipmentId,
        SupplierId = sale.SupplierId,
        AmountFen = fen,
        PaidOn = new DateOnly(2024, 5, 9),
        Reference = "国库支付",
    };
}

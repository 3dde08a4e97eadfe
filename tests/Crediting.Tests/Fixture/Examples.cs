using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Crediting.Tests.Fixture;

/// <summary>
/// Messages as other services send them. Unless said otherwise: certified goods, confirmed and accepted in May 2024, delivered to 镇海.
/// </summary>
static class Examples
{
    public const string Jinyang = "513430";
    public const string Zhenhai = "330211";

    public static readonly Recognition Certified = new()
    {
        Number = "RZ-0001",
        RecordId = Guid.Parse("0199a000-0000-7000-8000-0000000000c1"),
        ValidFrom = new DateOnly(2020, 1, 1),
        ValidUntil = new DateOnly(2030, 12, 31),
    };

    /// <summary>A unit that has always belonged to one region.</summary>
    public static UnitPublished Unit(string region, Guid? id = null, bool isCentral = false, bool isDesignated = false, long version = 1) =>
        Unit([Since(region, "2000-01-01")], id, isCentral, isDesignated, version);

    public static UnitPublished Unit(
        IReadOnlyList<Affiliation> affiliations, Guid? id = null,
        bool isCentral = false, bool isDesignated = false, long version = 1) => new()
        {
            UnitId = id ?? Guid.CreateVersion7(),
            Version = version,
            Name = "某学校",
            Kind = UnitKind.School,
            IsCentral = isCentral,
            IsPairingDesignated = isDesignated,
            Affiliations = affiliations,
        };

    public static Affiliation Since(string region, string from, string? to = null) =>
        new(Places.Path(region), Day(from), to is null ? null : Day(to));

    public static SupplierPublished Supplier(Guid id, string region = Jinyang) => new()
    {
        SupplierId = id,
        Version = 1,
        Name = "某合作社",
        Type = SupplierType.Cooperative,
        RegistrationPath = Places.Path(region),
        OperatingPath = Places.Path(region),
    };

    public static DeliveryAccepted Acceptance(Guid unitId, params DeliveryAccepted.Line[] lines) => new()
    {
        AcceptanceId = Guid.CreateVersion7(),
        AcceptanceNo = 1,
        ShipmentId = Guid.CreateVersion7(),
        OrderId = Guid.CreateVersion7(),
        OrderNumber = "20240508-000123",
        UnitId = unitId,
        UnitName = "某学校",
        BudgetYear = 2024,
        SupplierId = lines[0].Goods.SupplierId,
        ConfirmedAt = Noon("2024-05-08"),
        DispatchedAt = Noon("2024-05-08"),
        DeliveredAt = Noon("2024-05-09"),
        AcceptedAt = Noon("2024-05-10"),
        AcceptedBy = "buyer-7",
        Waybill = "SF1234567890",
        DeliveryPath = Places.Path(Zhenhai),
        Lines = lines,
    };

    /// <summary>So much at such a price; all of it accepted unless said otherwise.</summary>
    public static DeliveryAccepted.Line Line(
        string origin = Jinyang, string quantity = "10", string price = "100.00",
        string? accepted = null, Guid? supplierId = null, Guid? lineId = null)
    {
        var unitPrice = UnitPrice.FromYuan(decimal.Parse(price, CultureInfo.InvariantCulture));
        var ordered = Quantity.Of(decimal.Parse(quantity, CultureInfo.InvariantCulture));
        var taken = accepted is null ? ordered : Quantity.Of(decimal.Parse(accepted, CultureInfo.InvariantCulture));
        return new DeliveryAccepted.Line
        {
            LineId = lineId ?? Guid.CreateVersion7(),
            LineNumber = 1,
            Goods = new GoodsFacts
            {
                ProductId = Guid.CreateVersion7(),
                ListingVersion = 3,
                ProductName = "金阳青花椒",
                Category = ProductCategory.Spice,
                ProcessingLevel = ProcessingLevel.Primary,
                SupplierId = supplierId ?? Guid.CreateVersion7(),
                SupplierName = "金阳青花椒专业合作社",
                OriginPath = Places.Path(origin),
                OriginName = $"产地{origin}",
                Recognition = Certified,
                Unit = new TradeUnit { Name = "斤", Grams = 500 },
                UnitPrice = unitPrice,
            },
            Ordered = ordered,
            OrderedFen = Money.Of(ordered, unitPrice).Fen,
            Dispatched = ordered,
            Accepted = taken,
            Short = Quantity.Zero,
            Rejected = ordered > taken ? ordered - taken : Quantity.Zero,
            RejectionReason = ordered > taken ? "霉变" : null,
            AcceptedFen = Money.Of(taken, unitPrice).Fen,
            Batches = [new BatchShare { BatchId = Guid.CreateVersion7(), Quantity = ordered }],
        };
    }

    /// <summary>An instant well within the day in Asia/Shanghai.</summary>
    public static DateTimeOffset Noon(string day) => BusinessDay.StartOf(Day(day)).AddHours(12);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

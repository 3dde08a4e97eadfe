namespace Marketplace.Platform.Web;

/// <summary>
/// As what a caller sees a row that its scope lets it read. It is told once for a row, from the caller and the row's sides; the members of
/// a view say who of them sees it. A caller may be several at once.
/// </summary>
[Flags]
public enum Viewers
{
    /// <summary>Nobody: sees no member that is not for everybody.</summary>
    None = 0,

    /// <summary>The organisation that buys, or whose own row it is.</summary>
    Buyer = 1,

    /// <summary>The organisation that sells.</summary>
    Supplier = 2,

    /// <summary>The organisation that carries the goods.</summary>
    Carrier = 4,

    /// <summary>Officials of the buyer's region.</summary>
    BuyerRegion = 8,

    /// <summary>Officials of the region that all of the goods come from.</summary>
    OriginRegion = 16,

    /// <summary>Officials of the region to which the goods go.</summary>
    DeliveryRegion = 32,

    /// <summary>Officials who answer for a row that has one region only.</summary>
    Region = 64,

    /// <summary>Auditors and officials of the nation, who look into everything.</summary>
    Auditor = 128,

    /// <summary>Operators, who keep the platform running.</summary>
    Operator = 256,

    /// <summary>The organisation that buys, the officials of its region, and those who look into everything.</summary>
    BuyersSide = Buyer | BuyerRegion | Auditor,

    /// <summary>Both parties of a sale, officials of either region, auditors and operators: not those who carry it.</summary>
    Trade = Buyer | Supplier | BuyerRegion | OriginRegion | Auditor | Operator,
}

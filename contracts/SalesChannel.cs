namespace Marketplace.Contracts;

/// <summary>Where a sale came about (渠道), as R4 groups it.</summary>
public enum SalesChannel
{
    /// <summary>平台订单: an order of this marketplace.</summary>
    PlatformOrder = 1,

    /// <summary>832 平台.</summary>
    Platform832 = 2,

    /// <summary>专柜.</summary>
    SpecialCabinet = 3,

    /// <summary>专馆.</summary>
    SpecialHall = 4,

    /// <summary>专区.</summary>
    SpecialZone = 5,

    /// <summary>批发市场、商超.</summary>
    Market = 6,

    /// <summary>直播电商.</summary>
    LiveStream = 7,

    /// <summary>经销商.</summary>
    Distributor = 8,

    /// <summary>展销会.</summary>
    Exhibition = 9,

    /// <summary>工会福利.</summary>
    Union = 10,

    /// <summary>职工个人采购.</summary>
    Staff = 11,
}

namespace Marketplace.Contracts;

/// <summary>产地份额: the part of a line that comes from one county, such as a component of a gift set (CR-04).</summary>
public sealed record OriginPart
{
    /// <summary>From 1, unique in the line.</summary>
    public required int ShareNo { get; init; }

    /// <summary>In proportion to these the amount of the line is split (CR-03); usually what the component costs by itself.</summary>
    public required long Weight { get; init; }

    /// <summary>Null when the origin was not declared: the share is not attributed.</summary>
    public RegionPath? OriginPath { get; init; }

    public string? OriginName { get; init; }

    /// <summary>Null when the component has none.</summary>
    public Recognition? Recognition { get; init; }
}

/// <summary>What a line of an order is charged for. Only goods are credited (CR-02).</summary>
public enum ChargeKind
{
    Goods = 1,

    /// <summary>单列运费.</summary>
    Freight = 2,

    /// <summary>包装押金.</summary>
    PackagingDeposit = 3,

    /// <summary>服务费、平台费.</summary>
    ServiceFee = 4,

    /// <summary>捐赠: given without payment.</summary>
    Donation = 5,

    /// <summary>卡券: sold now, redeemed later; only the redemption is a sale (CR-23).</summary>
    Voucher = 6,

    /// <summary>定金.</summary>
    Deposit = 7,
}

/// <summary>订单生产 contract farming: the price is the floor or the market's, whichever is higher.</summary>
public sealed record ContractPrice
{
    public required UnitPrice Floor { get; init; }

    public required UnitPrice Market { get; init; }
}

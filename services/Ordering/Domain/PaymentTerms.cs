using System.ComponentModel.DataAnnotations;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Ordering.Domain;

/// <summary>
/// Section "Payment": within how many days of the delivery a supplier is to be paid. The defaults are the legal periods of the regulation
/// on payments to small and medium-sized enterprises (保障中小企业款项支付条例, State Council Order 802).
/// </summary>
public sealed record PaymentTerms
{
    /// <summary>For organs, institutions, schools, hospitals and trade unions.</summary>
    [Range(0, 60)]
    public int PublicDays { get; init; } = 30;

    /// <summary>For enterprises and market participants.</summary>
    [Range(0, 60)]
    public int EnterpriseDays { get; init; } = 60;

    /// <summary>The last day for the payment of what was delivered then.</summary>
    /// <param name="deliveredAt">When the delivery was recorded.</param>
    /// <param name="kind">What the buyer is; the shorter period when it is not known.</param>
    public DateOnly DueOn(DateTimeOffset deliveredAt, UnitKind? kind) => BusinessDay.Of(deliveredAt).AddDays(
        kind is UnitKind.StateEnterprise or UnitKind.PrivateEnterprise or UnitKind.MarketParticipant ? EnterpriseDays : PublicDays);
}

namespace Marketplace.Logistics.Domain;

/// <summary>What a rule owner may set about acceptances.</summary>
/// <param name="AutoAcceptDays">So many days after the proof of delivery silence accepts (CR-01).</param>
/// <param name="OverDeliveryTolerance">What may be accepted beyond the order, as a share of it: 0.02 for 2 %.</param>
public sealed record AcceptanceRules(int AutoAcceptDays, decimal OverDeliveryTolerance)
{
    /// <summary>As the rule book has them.</summary>
    public static AcceptanceRules Default { get; } = new(7, 0.02m);
}

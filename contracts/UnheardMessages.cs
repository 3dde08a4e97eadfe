using Marketplace.Contracts.Crediting;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;

namespace Marketplace.Contracts;

/// <summary>
/// The messages that no service consumes today. Publishing one writes no outbox row and sends nothing. Whoever adds a consumer takes its
/// message off this list, and from then on it is sent; a test compares the list with the consumers that there are.
/// </summary>
public static class UnheardMessages
{
    /// <summary>Their types.</summary>
    public static IReadOnlySet<Type> All { get; } = new HashSet<Type>
    {
        typeof(OrderCompleted),
        typeof(PaymentOverdue),
        typeof(ShipmentPlanned),
        typeof(SalesCredited),
        typeof(CreditAdjusted),
        typeof(PeriodClosed),
        typeof(AlertRaised),
    };
}

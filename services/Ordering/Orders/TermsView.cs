using Marketplace.Contracts;
using Marketplace.Ordering.Domain;

namespace Marketplace.Ordering.Orders;

/// <summary>For whom and by whose help an order was placed. What of a discount falls on a line stands with the line.</summary>
public sealed record TermsView
{
    /// <summary>The buyer's own use when null (CR-06).</summary>
    public BuyerCapacity? Capacity { get; init; }

    /// <summary>The unit that the buyer acts for as its agent.</summary>
    public Guid? PrincipalUnitId { get; init; }

    public Guid? FacilitatorId { get; init; }

    /// <summary>Counts when it is no later than the confirmation (CR-07).</summary>
    public DateTimeOffset? FacilitatorNamedAt { get; init; }

    public string? FacilitatorProof { get; init; }

    /// <summary>An order of this marketplace when null.</summary>
    public SalesChannel? Channel { get; init; }

    internal static TermsView? Of(Order order) => order.Terms is not { } terms ? null : new()
    {
        Capacity = terms.Capacity,
        PrincipalUnitId = terms.PrincipalUnitId,
        FacilitatorId = terms.Facilitation?.FacilitatorId,
        FacilitatorNamedAt = terms.Facilitation?.NamedAt,
        FacilitatorProof = terms.Facilitation?.Proof,
        Channel = terms.Channel,
    };
}

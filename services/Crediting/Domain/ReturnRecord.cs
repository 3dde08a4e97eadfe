namespace Marketplace.Crediting.Domain;

/// <summary>Something that went back, became cheaper or was replaced after acceptance (CR-15).</summary>
public sealed class ReturnRecord
{
    public required Guid ReturnId { get; init; }

    public required Guid LineId { get; init; }

    public required int AcceptanceNo { get; init; }

    public required Contracts.Logistics.ReturnKind Kind { get; init; }

    public required Contracts.Quantity Quantity { get; init; }

    /// <summary>
    /// By how much the value of the line fell; negative when its price rose. A rise above the ceiling is not in the value
    /// before the hold of it is released.
    /// </summary>
    public required long AmountFen { get; init; }

    public required DateOnly EventDate { get; init; }

    public required string Reason { get; init; }

    public string? Document { get; init; }
}

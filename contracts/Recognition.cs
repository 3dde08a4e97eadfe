namespace Marketplace.Contracts;

/// <summary>
/// The county's recognition that a product comes from it (帮扶产品认定). It decides the origin (CR-04) and must be valid on
/// the day of confirmation (CR-05). Until the county's register has it, it is what the seller claims.
/// </summary>
public sealed record Recognition
{
    public required string Number { get; init; }

    /// <summary>The record of the county's register that confirms it; null while it is the seller's claim.</summary>
    public Guid? RecordId { get; init; }

    /// <summary>First day of validity.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day of validity, inclusive, as certificates print it.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>True when it is valid on the day.</summary>
    public bool IsValidOn(DateOnly day) => ValidFrom <= day && day <= ValidUntil;
}

namespace Marketplace.Contracts;

/// <summary>
/// The county's record that a product comes from it (帮扶产品认定). It decides the origin (CR-04) and must be valid on
/// the day of confirmation (CR-05).
/// </summary>
public sealed record Recognition
{
    public required string Number { get; init; }

    /// <summary>First day of validity.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day of validity, inclusive, as certificates print it.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>True when the record is valid on the day.</summary>
    public bool IsValidOn(DateOnly day) => ValidFrom <= day && day <= ValidUntil;
}

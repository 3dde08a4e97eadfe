using Marketplace.Contracts;

namespace Marketplace.Catalog.Recognitions;

/// <summary>The recognition that a seller says a product has; a claim until the county's register has it (CR-04).</summary>
public sealed record RecognitionClaim
{
    public required string Number { get; init; }

    /// <summary>First day of validity.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day of validity, inclusive.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>As listings carry it while no register confirms it.</summary>
    internal Recognition Unconfirmed => new() { Number = Number, ValidFrom = ValidFrom, ValidUntil = ValidUntil };
}

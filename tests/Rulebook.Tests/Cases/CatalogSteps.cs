namespace Marketplace.Rulebook.Tests.Cases;

/// <summary>What the register of a county says of a number; another word about it when it has been named before.</summary>
public sealed record RecognitionStep
{
    public required string Number { get; init; }

    public required string Supplier { get; init; }

    public required string County { get; init; }

    /// <summary>The only product for which it holds.</summary>
    public string? Product { get; init; }

    public string From { get; init; } = "2012-01-01";

    /// <summary>The last day.</summary>
    public string Until { get; init; } = "2035-12-31";

    /// <summary>The first day on which it no longer counts.</summary>
    public string? WithdrawnFrom { get; init; }

    /// <summary>The county has issued no such recognition.</summary>
    public bool IsDeclined { get; init; }
}

/// <summary>An entry of the negative list; another word about it when its subject has been named before.</summary>
public sealed record NegativeListingStep
{
    public string? Supplier { get; init; }

    public string? Unit { get; init; }

    public string? Product { get; init; }

    public required string From { get; init; }

    /// <summary>The last day.</summary>
    public string Until { get; init; } = "2035-12-31";

    /// <summary>The first day on which it no longer counts.</summary>
    public string? LiftedFrom { get; init; }
}

/// <summary>The authority of an agent; another word about it when both have been named before.</summary>
public sealed record AgencyStep
{
    public required string Agent { get; init; }

    public required string Principal { get; init; }

    /// <summary>The principal's product that it may sell; all when null.</summary>
    public string? Product { get; init; }

    public required string From { get; init; }

    /// <summary>The last day.</summary>
    public string Until { get; init; } = "2035-12-31";

    /// <summary>The first day on which it no longer holds.</summary>
    public string? WithdrawnFrom { get; init; }
}

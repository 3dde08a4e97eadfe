namespace Marketplace.Crediting.Domain;

/// <summary>How far a witness that is reached over HTTP has taken the heads.</summary>
public sealed class WitnessPosition
{
    /// <summary>Its address.</summary>
    public required string Address { get; init; }

    /// <summary>The last head that it took.</summary>
    public required long Number { get; set; }

    /// <summary>The chain hash of that head.</summary>
    public required string ChainHash { get; set; }
}

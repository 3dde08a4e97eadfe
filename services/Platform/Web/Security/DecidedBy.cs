using Microsoft.AspNetCore.Builder;

namespace Marketplace.Platform.Web;

/// <summary>On whose authority a command acts. What its caller sees says nothing of it.</summary>
public enum DecidedBy
{
    /// <summary>Operators and auditors: they keep the platform running, and decide no business matter.</summary>
    Platform = 1,

    /// <summary>An official of the nation.</summary>
    Nation = 2,

    /// <summary>The organisation itself, for what is its own.</summary>
    Organisation = 3,

    /// <summary>An official of the region that the matter concerns, or of one above it.</summary>
    Region = 4,

    /// <summary>All the sides that the matter binds, or what is above all of them.</summary>
    Sides = 5,
}

/// <summary>Endpoint metadata: on whose authority the command acts.</summary>
public sealed record DecisionNeeded(DecidedBy By)
{
    /// <summary>Whether the handler has to ask <see cref="Authority"/> of the matter at hand.</summary>
    internal bool IsAsked => By is DecidedBy.Region or DecidedBy.Sides;
}

/// <summary>Says of a command on whose authority it acts. Every command must say so, or the service does not start.</summary>
public static class EndpointDecisions
{
    public static TBuilder Decided<TBuilder>(this TBuilder endpoint, DecidedBy by)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new DecisionNeeded(by));
}

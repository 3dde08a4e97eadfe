using Marketplace.Contracts;

namespace Marketplace.Logistics.Domain;

/// <summary>暂停: a carrier is given no goods for a term, with its reason and document.</summary>
public sealed record CarrierSuspension
{
    /// <summary>From 1, for each carrier.</summary>
    public required int Number { get; init; }

    public required string Reason { get; init; }

    /// <summary>The document that it rests on.</summary>
    public required string Document { get; init; }

    /// <summary>The first day: that on which it was imposed.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day, inclusive, after which it is over by itself.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>The region whose official imposed it, with its ancestors; empty for the nation. It or what is above it lifts it.</summary>
    public required string OfficePath { get; init; }

    public required string ImposedBy { get; init; }

    public required DateTimeOffset ImposedAt { get; init; }

    /// <summary>Null while it was not lifted before its term.</summary>
    public CarrierLifting? Lifting { get; init; }

    /// <summary>True when it counts on the day.</summary>
    public bool IsInForceOn(DateOnly day) =>
        From <= day && day <= Until && (Lifting is not { } lifting || day < BusinessDay.Of(lifting.At));
}

/// <summary>A suspension ends before its term.</summary>
public sealed record CarrierLifting
{
    public required string Reason { get; init; }

    public required string Document { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }
}

namespace Marketplace.Logistics.Domain;

/// <summary>A carrier is a supplier's or a unit's own fleet, or under one control with it, as the register had it on the days from to.</summary>
public sealed record CarrierRelation
{
    /// <summary>The supplier or purchasing unit.</summary>
    public required Guid OrganisationId { get; init; }

    /// <summary>The day on which it was confirmed.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The first day on which it no longer stands in the register; null while it does.</summary>
    public DateOnly? EndsBefore { get; init; }
}

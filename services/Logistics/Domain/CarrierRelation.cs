namespace Marketplace.Logistics.Domain;

/// <summary>A carrier is the own fleet of a supplier or unit, or under one control with it, while the register has it so.</summary>
public sealed record CarrierRelation
{
    /// <summary>The supplier or purchasing unit.</summary>
    public required Guid OrganisationId { get; init; }

    /// <summary>The day on which it was confirmed.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The first day on which it no longer stands in the register; null while it does.</summary>
    public DateOnly? EndsBefore { get; init; }
}

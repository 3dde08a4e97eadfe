using Marketplace.Contracts;
using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Intakes;

/// <summary>What a station took in, as its keeper, the supplier and their offices see it; not who brought it.</summary>
public sealed record IntakeView
{
    public required Guid IntakeId { get; init; }

    public required Guid NodeId { get; init; }

    public required Guid BatchId { get; init; }

    public required Guid SupplierId { get; init; }

    public required Guid HouseholdId { get; init; }

    /// <summary>Kilograms; less than 0 when it takes back another.</summary>
    public required Quantity WeightKg { get; init; }

    public required string Grade { get; init; }

    /// <summary>Of a kilogram, in yuan.</summary>
    public required UnitPrice Price { get; init; }

    public required long AmountFen { get; init; }

    /// <summary>When it was weighed, as the device says.</summary>
    public required DateTimeOffset TakenInAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The one that it takes back.</summary>
    public Guid? Reverses { get; init; }

    /// <summary>Why it takes back another.</summary>
    public string? Reason { get; init; }

    internal static IntakeView Of(Intake intake) => new()
    {
        IntakeId = intake.IntakeId,
        NodeId = intake.NodeId,
        BatchId = intake.BatchId,
        SupplierId = intake.SupplierId,
        HouseholdId = intake.HouseholdId,
        WeightKg = intake.Weight,
        Grade = intake.Grade,
        Price = intake.Price,
        AmountFen = intake.AmountFen,
        TakenInAt = intake.TakenInAt,
        RecordedAt = intake.RecordedAt,
        Reverses = intake.Reverses,
        Reason = intake.Reason,
    };
}

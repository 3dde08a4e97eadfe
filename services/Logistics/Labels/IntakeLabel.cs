using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Labels;

/// <summary>What stands on what a station took in: not who brought it, and no price.</summary>
public sealed record IntakeLabel
{
    public required Guid IntakeId { get; init; }

    public required Guid NodeId { get; init; }

    public required string StationName { get; init; }

    public required Guid BatchId { get; init; }

    public required string ProductName { get; init; }

    /// <summary>Kilograms.</summary>
    public required Quantity WeightKg { get; init; }

    public required string Grade { get; init; }

    /// <summary>The day on which it was weighed, in Asia/Shanghai.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What is scanned.</summary>
    public required string Code { get; init; }

    internal static IntakeLabel Of(Intake intake, string stationName, string productName, LabelCode code) => new()
    {
        IntakeId = intake.IntakeId,
        NodeId = intake.NodeId,
        StationName = stationName,
        BatchId = intake.BatchId,
        ProductName = productName,
        WeightKg = intake.Weight,
        Grade = intake.Grade,
        Day = intake.Day,
        Code = code.ToString(),
    };
}

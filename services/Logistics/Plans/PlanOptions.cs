using System.ComponentModel.DataAnnotations;

namespace Marketplace.Logistics.Plans;

/// <summary>How plans are made.</summary>
public sealed record PlanOptions
{
    /// <summary>Most shipments of one plan.</summary>
    [Range(1, 20_000)]
    public int ShipmentsMax { get; init; } = 5_000;

    /// <summary>Most shipments of a plan that is made while the caller waits; more are a job.</summary>
    [Range(1, 1_000)]
    public int DirectShipmentsMax { get; init; } = 100;

    /// <summary>Steps of the search for each stop of a leg.</summary>
    [Range(0, 100_000)]
    public int StepsPerStop { get; init; } = 200;

    /// <summary>Legs that are planned at the same time.</summary>
    [Range(1, 64)]
    public int Parallel { get; init; } = 1;

    /// <summary>Ends the search sooner, with the best plan so far.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SearchFor { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>No tour begins sooner after the plan was made: carriers have to answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Notice { get; init; } = TimeSpan.FromHours(2);

    /// <summary>What a piece of goods that are sold by the piece is taken to weigh.</summary>
    [Range(1, 1_000_000)]
    public int GramsPerPiece { get; init; } = 1_000;

    /// <summary>Litres that a kilogram takes up.</summary>
    [Range(1, 20)]
    public int LitresPerKg { get; init; } = 3;
}

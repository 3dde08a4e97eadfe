namespace Marketplace.Logistics.Domain;

/// <summary>How long a lorry of a plan took from a node to the next place, by its scans. It is forgotten when it is old.</summary>
public sealed class Trip
{
    /// <summary>For so long it counts.</summary>
    public const int DaysMax = 180;

    /// <summary>So many tell how long a way takes.</summary>
    public const int CountMin = 5;

    public required Guid PlanId { get; init; }

    public required int TourNumber { get; init; }

    /// <summary>From 1 in the tour.</summary>
    public required int Number { get; init; }

    /// <summary>The id of the node.</summary>
    public required string BeginsAt { get; init; }

    /// <summary>The id of the node, or of the region in which a dock is.</summary>
    public required string EndsAt { get; init; }

    /// <summary>From the last hand-over at the one place to the first at the other.</summary>
    public required int Seconds { get; init; }

    public required DateTimeOffset ArrivedAt { get; init; }
}

/// <summary>How long trips from a node to another place took of late, as of a day: plans of that day and later go by it.</summary>
public sealed class ObservedTime
{
    /// <summary>The id of the node.</summary>
    public required string BeginsAt { get; init; }

    /// <summary>The id of the node, or of the region in which docks are.</summary>
    public required string EndsAt { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which another, or none, takes its place; null until then.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Of so many trips.</summary>
    public required int Trips { get; init; }

    /// <summary>Half of them took no longer.</summary>
    public required int MedianSeconds { get; init; }

    public void End(DateOnly day) => EndedOn = day;
}

using Marketplace.Contracts;

namespace Marketplace.Catalog.Domain;

/// <summary>What an order asks for, line by line.</summary>
public readonly record struct WantedLine(Guid LineId, Guid ProductId, Quantity Quantity);

/// <summary>So much of a batch for a line.</summary>
public readonly record struct LineShare(Guid LineId, Guid BatchId, Quantity Quantity);

/// <summary>A line that can't be held in full, and what could have been.</summary>
public readonly record struct Shortage(Guid LineId, Guid ProductId, Quantity Wanted, Quantity Available);

/// <summary>What is held for an order: all its lines, or nothing and the lines that fell short.</summary>
public sealed record Allocation
{
    /// <summary>In the order of the lines; those of a line add up to its quantity. None when anything fell short.</summary>
    public required IReadOnlyList<LineShare> Shares { get; init; }

    public required IReadOnlyList<Shortage> Shortages { get; init; }

    public bool IsHeld => Shortages.Count == 0;
}

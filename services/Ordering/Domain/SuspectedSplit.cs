using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>Orders that together reach a limit which each alone stays under, as those who approve are shown them.</summary>
public sealed record SuspectedSplit
{
    /// <summary>The rule of the policy that they avoid.</summary>
    public required string Rule { get; init; }

    public required SplitSign Sign { get; init; }

    /// <summary>Whose goods; null when it is about a category.</summary>
    public Guid? SupplierId { get; init; }

    /// <summary>Which goods; null when it is about a supplier.</summary>
    public ProductCategory? Category { get; init; }

    /// <summary>From which amount on the rule applies.</summary>
    public required long LimitFen { get; init; }

    /// <summary>What the orders come to together, as far as they are about these goods and this day.</summary>
    public required long SumFen { get; init; }

    /// <summary>The orders, the one that is to be approved first and the oldest last.</summary>
    public required IReadOnlyList<Piece> Orders { get; init; }

    /// <summary>One of the orders.</summary>
    /// <param name="OrderId">The order.</param>
    /// <param name="Number">The number that people use.</param>
    /// <param name="SubmittedAt">When it was placed.</param>
    /// <param name="AmountFen">What it has of the sum.</param>
    public sealed record Piece(Guid OrderId, string Number, DateTimeOffset SubmittedAt, long AmountFen);

    internal static SuspectedSplit Of(
        ApprovalRule rule, SplitSearch.Group group, SplitSign sign, IReadOnlyList<SplitSearch.Piece> pieces) => new()
        {
            Rule = rule.Name,
            Sign = sign,
            SupplierId = group.SupplierId,
            Category = group.Category,
            LimitFen = rule.AmountFromFen!.Value,
            SumFen = pieces.Sum(piece => piece.Fen),
            Orders = [.. pieces.Select(piece => new Piece(piece.Order.OrderId, piece.Order.Number, piece.At, piece.Fen))],
        };
}

/// <summary>By what orders are taken for parts of one need.</summary>
public enum SplitSign
{
    /// <summary>They are to arrive on one day.</summary>
    SameDeliveryDay = 1,

    /// <summary>They were placed on one day.</summary>
    SameOrderDay = 2,

    /// <summary>Each is just below the limit, and they followed each other within days.</summary>
    JustBelowLimit = 3,
}

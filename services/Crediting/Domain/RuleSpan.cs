namespace Marketplace.Crediting.Domain;

/// <summary>From the oldest to the newest rule set version.</summary>
public readonly record struct RuleSpan(int From, int To)
{
    public static RuleSpan Of(RuleSpan left, RuleSpan right) => new(Math.Min(left.From, right.From), Math.Max(left.To, right.To));

    public static RuleSpan? Of(RuleSpan? left, RuleSpan? right) => left is { } one && right is { } other ? Of(one, other) : left ?? right;
}

using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <content>The budget that holds it.</content>
public sealed partial class Order
{
    /// <summary>Whose budget holds it: that of the unit that it is for, or its own.</summary>
    public Guid PayerId { get; private set; }

    /// <summary>What was left of that budget when it was decided whether it holds the order; null until then.</summary>
    public Money? BudgetLeft { get; private set; }

    /// <summary>When that was heard.</summary>
    public DateTimeOffset? BudgetLeftAt { get; private set; }

    /// <summary>Notes what is left of the budget, as far as it was told.</summary>
    public void NoteBudget(Money? left, DateTimeOffset at)
    {
        if (left is not null)
        {
            (BudgetLeft, BudgetLeftAt) = (left, at);
        }
    }
}

using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>What was paid for a product on a day, from which benchmarks are reckoned (CR-17).</summary>
public sealed class PriceDay
{
    public required Guid ProductId { get; init; }

    public required DateOnly Day { get; init; }

    public long AmountFen { get; private set; }

    /// <summary>In thousandths of the trade unit.</summary>
    public long Quantity { get; private set; }

    public int Sales { get; private set; }

    public void Add(long fen, Quantity quantity) =>
        (AmountFen, Quantity, Sales) = (AmountFen + fen, Quantity + quantity.Thousandths, Sales + 1);
}

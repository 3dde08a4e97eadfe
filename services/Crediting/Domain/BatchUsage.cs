namespace Marketplace.Crediting.Domain;

/// <summary>How much of a batch was sold by its own supplier, and how much is credited (CR-14).</summary>
public sealed class BatchUsage
{
    public required Guid BatchId { get; init; }

    /// <summary>Grams or pieces in thousandths; zero as long as it is not declared.</summary>
    public long Declared { get; private set; }

    /// <summary>Credited by region, in thousandths of grams or pieces.</summary>
    public long Credited { get; private set; }

    /// <summary>Accepted from the supplier of the batch, in thousandths of grams or pieces.</summary>
    public long Sold { get; private set; }

    public void Declare(long declared) => Declared = Math.Max(Declared, declared);

    public void Add(long sold, long credited) => (Sold, Credited) = (Sold + sold, Credited + credited);
}

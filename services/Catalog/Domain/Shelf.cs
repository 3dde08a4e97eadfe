using Marketplace.Contracts;

namespace Marketplace.Catalog.Domain;

/// <summary>The batches that several orders compete for, first come, first served.</summary>
public sealed class Shelf(IEnumerable<Batch> batches)
{
    // What is harvested first is sold first; the id settles ties, so that the same stock is always shared out alike.
    readonly Dictionary<Guid, Batch[]> _byProduct = batches
        .GroupBy(batch => batch.ProductId)
        .ToDictionary(group => group.Key, group => group.OrderBy(batch => batch.HarvestUntil).ThenBy(batch => batch.Id).ToArray());

    /// <summary>Reserves every line of an order from the batches of its product, or, when a line falls short, nothing at all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A line asks for nothing or less.</exception>
    public Allocation Hold(IEnumerable<WantedLine> lines)
    {
        List<LineShare> shares = [];
        List<Shortage> shortages = [];
        // Two lines may ask for one product: each passes alone, so what they take of a batch is summed before anything is reserved.
        Dictionary<Batch, Quantity> planned = [];
        foreach (var line in lines)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(line.Quantity, new Quantity(1), nameof(lines));
            var missing = line.Quantity;
            foreach (var batch in _byProduct.GetValueOrDefault(line.ProductId, []))
            {
                var taken = planned.GetValueOrDefault(batch);
                var free = batch.Available - taken;
                var share = free < missing ? free : missing;
                if (share > Quantity.Zero)
                {
                    planned[batch] = taken + share;
                    shares.Add(new LineShare(line.LineId, batch.Id, share));
                    missing -= share;
                }
            }

            if (missing > Quantity.Zero)
            {
                shortages.Add(new Shortage(line.LineId, line.ProductId, line.Quantity, line.Quantity - missing));
            }
        }

        if (shortages.Count > 0)
        {
            return new Allocation { Shares = [], Shortages = shortages };
        }

        foreach (var (batch, quantity) in planned)
        {
            batch.Reserve(quantity);
        }

        return new Allocation { Shares = shares, Shortages = [] };
    }
}

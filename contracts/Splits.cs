namespace Marketplace.Contracts;

/// <summary>Splits that always add up (CR-03): a discount over lines, a line over its origins.</summary>
public static class Splits
{
    /// <summary>
    /// Splits a total in proportion to weights by largest remainder: each part is its exact share rounded down or up, those with the
    /// largest remainders up. Ties go to the earlier part, that is to the lowest line or share number.
    /// </summary>
    /// <param name="total">In fen; what is negative is split as what is positive, with the sign turned.</param>
    /// <param name="weights">In the order of line or share numbers. None is negative; a part without weight gets nothing.</param>
    /// <exception cref="ArgumentException">There are no weights, all are zero, or one is negative.</exception>
    public static IReadOnlyList<long> LargestRemainder(long total, IReadOnlyList<long> weights)
    {
        // 128 bits: a hundred billion yuan times a hundred billion yuan, in fen, does not fit into 64.
        var sum = Int128.Zero;
        foreach (var weight in weights)
        {
            if (weight < 0)
            {
                throw new ArgumentException($"A weight can't be negative: {weight}.", nameof(weights));
            }

            sum += weight;
        }

        if (sum == 0)
        {
            throw new ArgumentException("Nothing can be split without weights.", nameof(weights));
        }

        var amount = Int128.Abs(total);
        var parts = new long[weights.Count];
        var remainders = new Int128[weights.Count];
        var left = amount;
        for (var i = 0; i < parts.Length; i++)
        {
            var (whole, remainder) = Int128.DivRem(amount * weights[i], sum);
            (parts[i], remainders[i]) = ((long)whole, remainder);
            left -= whole;
        }

        // Fewer are left than there are parts with a remainder, so nobody is rounded up twice or from nothing.
        foreach (var i in Enumerable.Range(0, parts.Length).OrderByDescending(i => remainders[i]).Take((int)left))
        {
            parts[i]++;
        }

        return total < 0 ? [.. parts.Select(part => -part)] : parts;
    }
}

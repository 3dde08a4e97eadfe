namespace Marketplace.Contracts;

/// <summary>Splits an amount so that the parts add up to it exactly (CR-03).</summary>
public static class Splits
{
    /// <summary>By largest remainder: each part is its share rounded down, and what is left goes to the largest remainders, ties to the lowest number.</summary>
    /// <param name="total">What is split, such as fen. Below zero the parts are those of its amount, negated.</param>
    /// <param name="weights">In proportion to these; none below zero, at least one above.</param>
    /// <exception cref="ArgumentException">No weight is above zero, or one is below.</exception>
    public static IReadOnlyList<long> LargestRemainder(long total, IReadOnlyList<long> weights)
    {
        if (weights.Any(weight => weight < 0) || !weights.Any(weight => weight > 0))
        {
            throw new ArgumentException("The weights must not be negative, and one at least must be above zero.", nameof(weights));
        }

        if (total < 0)
        {
            return [.. LargestRemainder(-total, weights).Select(part => -part)];
        }

        var all = weights.Aggregate((Int128)0, (sum, weight) => sum + weight);
        var parts = new long[weights.Count];
        var remainders = new Int128[weights.Count];
        var left = total;
        for (var i = 0; i < weights.Count; i++)
        {
            var exact = (Int128)total * weights[i];
            parts[i] = (long)(exact / all);
            remainders[i] = exact % all;
            left -= parts[i];
        }

        foreach (var i in Enumerable.Range(0, weights.Count).OrderByDescending(i => remainders[i]).ThenBy(i => i).Take((int)left))
        {
            parts[i]++;
        }

        return parts;
    }
}

namespace Marketplace.Ordering.Listings;

/// <summary>Which names of products look like another, to be offered to whoever typed one that is none. Nothing is chosen by it.</summary>
static class SimilarNames
{
    const int Letters = 2;

    /// <summary>The first two characters of a name in its normal form.</summary>
    public static string StartOf(string form) => form.Length <= Letters ? form : Whole(form[..Letters], form[..1]);

    /// <summary>The last two characters of a name in its normal form.</summary>
    public static string EndOf(string form) => form.Length <= Letters ? form : Whole(form[^Letters..], form[^1..]);

    /// <summary>How much two names have in common, from 0 to 1: their pairs of neighbouring characters (Dice).</summary>
    public static double Between(string one, string other)
    {
        var (first, second) = (PairsOf(one), PairsOf(other));
        return first.Count + second.Count == 0 ? 0 : 2.0 * first.Intersect(second).Count() / (first.Count + second.Count);
    }

    static HashSet<(char, char)> PairsOf(string text) => [.. text.Zip(text.Skip(1))];

    // Half a character can't be stored.
    static string Whole(string two, string one) =>
        char.IsSurrogate(two[0]) == char.IsSurrogate(two[^1]) && !char.IsLowSurrogate(two[0]) ? two : char.IsSurrogate(one[0]) ? "" : one;
}

namespace Marketplace.Contracts;

/// <summary>
/// 统一社会信用代码 (GB 32100-2015): by it the state knows an organisation. 18 characters, of which the last follows from the others.
/// </summary>
public static class SocialCreditCode
{
    /// <summary>Of a whole code.</summary>
    public const int Length = 18;

    /// <summary>Digits, and capitals without those that are taken for others (I, O, S, V, Z); each counts as its place here.</summary>
    const string Characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    // The third to the eighth character are the code of the place of registration.
    const int PlaceFirst = 2;
    const int PlaceEnd = 8;
    const int WeightFactor = 3;

    /// <summary>True for a code that can have been given: nobody can tell from it whether it was.</summary>
    public static bool IsValid(string? code) =>
        code is { Length: Length }
        && code.All(Characters.Contains)
        && code[PlaceFirst..PlaceEnd].All(char.IsAsciiDigit)
        && code[^1] == CheckCharacter(code[..^1]);

    /// <summary>The last character of the code that begins with these 17.</summary>
    public static char CheckCharacter(string first17)
    {
        var (sum, weight) = (0, 1);
        foreach (var character in first17)
        {
            sum += Characters.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * WeightFactor % Characters.Length;
        }

        return Characters[(Characters.Length - sum % Characters.Length) % Characters.Length];
    }
}

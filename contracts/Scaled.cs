using System.Globalization;
using System.Text.Json;

namespace Marketplace.Contracts;

/// <summary>Decimal strings on the wire, whole numbers of a small part in memory.</summary>
static class Scaled
{
    const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    /// <summary>The value in parts, refused when it needs finer parts than there are.</summary>
    public static long Exactly(decimal value, int partsPerUnit, BilingualText tooFine)
    {
        if (Math.Abs(value) > 1_000_000_000_000m)
        {
            throw UnreadableValue.Unfit(new("数值过大。", "The number is too large."));
        }

        var parts = value * partsPerUnit;
        return decimal.Truncate(parts) == parts ? (long)parts : throw UnreadableValue.Unfit(tooFine);
    }

    /// <summary>Reads "12.5"; a JSON number is refused, since it may have been a binary fraction before it came here.</summary>
    public static decimal Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw UnreadableValue.Of(
                new BilingualText("""数值请写成字符串，例如 "12.5"。""", """Write the number as a string, for example "12.5"."""));
        }

        return decimal.TryParse(reader.GetString(), Plain, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw UnreadableValue.Of(
                new BilingualText("""须为十进制数，例如 "12.5"。""", """This is not a decimal number such as "12.5"."""));
    }

    /// <summary>Makes the value, or says in the reader's own exception why it can't be made, so that the caller learns the field.</summary>
    public static T Checked<T>(Func<decimal, T> make, decimal value)
    {
        try
        {
            return make(value);
        }
        catch (FormatException unfit)
        {
            throw UnreadableValue.Of(unfit);
        }
    }
}

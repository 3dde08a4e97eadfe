using System.Text.Json;

namespace Marketplace.Contracts;

/// <summary>
/// What a converter of JSON throws that can't read a value, in both languages: in English as the message, in Chinese as the datum "zh",
/// which whoever answers the request finds without knowing these types.
/// </summary>
static class UnreadableValue
{
    const string Chinese = "zh";

    /// <param name="expected">What is expected instead, as whole sentences.</param>
    public static JsonException Of(BilingualText expected) => new(expected.En) { Data = { [Chinese] = expected.Zh } };

    /// <summary>A number is too large, or has more places than its kind has.</summary>
    public static FormatException Unfit(BilingualText why) => new(why.En) { Data = { [Chinese] = why.Zh } };

    /// <summary>The same as the reader of JSON tells it.</summary>
    public static JsonException Of(FormatException unfit) => new(unfit.Message) { Data = { [Chinese] = unfit.Data[Chinese] } };
}

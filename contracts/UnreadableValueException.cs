using System.Text.Json;

namespace Marketplace.Contracts;

/// <summary>
/// A value of JSON can't be read, for a reason that its converter tells in both languages: in English as the message, in Chinese as the
/// datum <see cref="ChineseKey"/>, which whoever answers the request finds without knowing this type.
/// </summary>
public sealed class UnreadableValueException : JsonException
{
    /// <summary>The key of the Chinese text in <see cref="Exception.Data"/>.</summary>
    public const string ChineseKey = "zh";

    /// <param name="expected">What is expected instead, as whole sentences.</param>
    public UnreadableValueException(BilingualText expected)
        : base(expected.En) => Data[ChineseKey] = expected.Zh;
}

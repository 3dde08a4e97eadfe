using System.Globalization;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;

namespace Marketplace.Crediting.Reports;

/// <summary>The place of a row in a report as one text, whose ordinal order is the order of the rows.</summary>
public static class SortKey
{
    /// <summary>Comes before every character of a part, so that a part that begins with another comes after it.</summary>
    const char Between = '\u001f';

    public static string Of(params string[] parts) => string.Join(Between, parts);

    /// <summary>From the smallest up.</summary>
    public static string Up(long number) => unchecked((ulong)number + (1UL << 63)).ToString("D20", CultureInfo.InvariantCulture);

    /// <summary>From the largest down.</summary>
    public static string Down(long number) => Up(~number);

    public static string Of(Guid id) => id.ToString();

    public static string Of(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The parts again, of which there have to be so many.</summary>
    /// <exception cref="InvalidRequestException">The key was made by another report.</exception>
    public static string[] Parts(string key, int count) =>
        key.Split(Between) is { } parts && parts.Length == count ? parts : throw Cursor.Invalid();

    /// <summary>Reads what <see cref="Up"/> wrote.</summary>
    public static long NumberUp(string part) => ulong.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? unchecked((long)(number - (1UL << 63)))
        : throw Cursor.Invalid();

    /// <summary>Reads what <see cref="Down"/> wrote.</summary>
    public static long NumberDown(string part) => ~NumberUp(part);
}

using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Marketplace.Platform.Refusals;

namespace Marketplace.Platform.Web;

/// <summary>The place where a page ended, as a string that callers hand back unread: the sort key of the last item.</summary>
public static class Cursor
{
    // Longer than any sort key; keeps nonsense from being decoded at length.
    const int LengthMax = 2_000;

    public static string Encode(params string[] parts) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts));

    /// <summary>The place in a list that is ordered by an instant, and by id within one millisecond.</summary>
    public static string Encode(DateTimeOffset at, Guid id) =>
        Encode(at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), id.ToString());

    /// <summary>The instant and id given to <see cref="Encode(DateTimeOffset, Guid)"/>; null on the first page.</summary>
    /// <exception cref="InvalidRequestException">The cursor was not made by this list.</exception>
    public static (DateTimeOffset At, Guid Id)? DecodeInstantAndId(string? after) =>
        Decode(after, 2) is [var at, var id] ? (Instant(at), Id(id)) : null;

    /// <summary>The parts given to <see cref="Encode(string[])"/>; null when there is no cursor, that is on the first page.</summary>
    /// <exception cref="InvalidRequestException">The cursor was not made by this list.</exception>
    public static string[]? Decode(string? after, int parts)
    {
        if (string.IsNullOrEmpty(after))
        {
            return null;
        }

        if (after.Length > LengthMax || !Base64Url.IsValid(after))
        {
            throw Invalid();
        }

        try
        {
            var decoded = JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(after));
            // PostgreSQL takes no NUL in a text; no sort key of ours has one.
            return decoded?.Length == parts
                ? [.. decoded.Select(part => part is not null && !part.Contains('\0') ? part : throw Invalid())]
                : throw Invalid();
        }
        catch (JsonException)
        {
            throw Invalid();
        }
    }

    /// <summary>Reads a part that was a guid.</summary>
    /// <exception cref="InvalidRequestException">It is none.</exception>
    public static Guid Id(string part) => Guid.TryParse(part, out var id) ? id : throw Invalid();

    /// <summary>Reads a part that was a whole number.</summary>
    /// <exception cref="InvalidRequestException">It is none.</exception>
    public static long Number(string part) =>
        long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid();

    /// <summary>
    /// Reads a part that was an instant in milliseconds. A number beyond the calendar becomes its first or
    /// last instant, and finds nothing.
    /// </summary>
    /// <exception cref="InvalidRequestException">It is no number.</exception>
    public static DateTimeOffset Instant(string part) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(
        Number(part), DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    /// <summary>Reads a part that was a day as yyyy-MM-dd.</summary>
    /// <exception cref="InvalidRequestException">It is none.</exception>
    public static DateOnly Day(string part) =>
        DateOnly.TryParseExact(part, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Invalid();

    /// <summary>The refusal of a cursor that the list did not make.</summary>
    public static InvalidRequestException Invalid() => new(
        "cursor_invalid",
        "after",
        "翻页标记无效：请原样使用上一页返回的 next，或去掉 after 从第一页开始。",
        "This is no cursor of this list: use the \"next\" of the page before as it is, or leave \"after\" out to start anew.");
}

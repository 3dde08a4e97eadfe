using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Marketplace.Contracts.Proofs;

/// <summary>
/// The file to which every signed head is written outside the database: a head a line, as JSON, in the order of their numbers, only ever
/// added to. A crash may leave half a line; the head is then written again on the next one.
/// </summary>
public static class WitnessFile
{
    /// <summary>As they read them, and without escaping the "+" of Base64.</summary>
    static readonly JsonSerializerOptions Writing =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A line of the file without its line feed.</summary>
    public static string Line(SignedTreeHead head) => JsonSerializer.Serialize(head, Writing);

    /// <summary>The head of a line; null for a line that a crash has left unfinished.</summary>
    public static SignedTreeHead? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<SignedTreeHead>(line, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The heads of a file in its order; unfinished lines are left out.</summary>
    public static async IAsyncEnumerable<SignedTreeHead> ReadAsync(TextReader file, [EnumeratorCancellation] CancellationToken ct)
    {
        while (await file.ReadLineAsync(ct) is { } line)
        {
            if (Parse(line) is { } head)
            {
                yield return head;
            }
        }
    }
}

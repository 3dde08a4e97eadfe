using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Marketplace.Contracts.Proofs;

/// <summary>
/// A report with all that somebody needs who checks it without the service: what the service says of it, the content byte for byte, the
/// signed head of the ledger on which it rests, and the signatures of the officials.
/// </summary>
public sealed record SignedReport
{
    static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required IssuedReport Report { get; init; }

    /// <summary>The content as it stands in the file, over which the hash goes.</summary>
    public required byte[] Content { get; init; }

    /// <summary>The signed head; null while the ledger was empty.</summary>
    public SignedTreeHead? Head { get; init; }

    public required IReadOnlyList<OfficialSignature> Signatures { get; init; }

    /// <summary>The file: JSON with "report", "head", "signatures" and, as it is, "content".</summary>
    public static byte[] Write(
        IssuedReport report, byte[] content, SignedTreeHead? head, IReadOnlyList<OfficialSignature> signatures)
    {
        using var file = new MemoryStream();
        using (var json = new Utf8JsonWriter(file, Writing))
        {
            json.WriteStartObject();
            json.WritePropertyName("report");
            JsonSerializer.Serialize(json, report, JsonSerializerOptions.Web);
            json.WritePropertyName("head");
            JsonSerializer.Serialize(json, head, JsonSerializerOptions.Web);
            json.WritePropertyName("signatures");
            JsonSerializer.Serialize(json, signatures, JsonSerializerOptions.Web);
            json.WritePropertyName("content");
            json.WriteRawValue(content);
            json.WriteEndObject();
        }

        return file.ToArray();
    }

    /// <summary>Reads such a file.</summary>
    /// <exception cref="JsonException">It is no JSON, or something is missing.</exception>
    public static SignedReport Read(byte[] file)
    {
        using var json = JsonDocument.Parse(file);
        return json.RootElement.ValueKind == JsonValueKind.Object
            ? new SignedReport
            {
                Report = Part<IssuedReport>(json, "report") ?? throw Missing("report"),
                Content = json.RootElement.TryGetProperty("content", out var content)
                    ? Encoding.UTF8.GetBytes(content.GetRawText())
                    : throw Missing("content"),
                Head = Part<SignedTreeHead>(json, "head"),
                Signatures = Part<IReadOnlyList<OfficialSignature>>(json, "signatures") ?? throw Missing("signatures"),
            }
            : throw new JsonException("The file is no signed report.");
    }

    static T? Part<T>(JsonDocument json, string name)
        where T : class =>
        json.RootElement.TryGetProperty(name, out var part) ? part.Deserialize<T>(JsonSerializerOptions.Web) : throw Missing(name);

    static JsonException Missing(string name) => new($"The file is no signed report: \"{name}\" is missing.");
}

using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Certificates;

/// <summary>GET /credits/entries/{entryId}/certificate/file.</summary>
public sealed partial class PrintCertificateTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_certificate_is_printed_always_of_the_same_bytes_with_the_font_that_comes_with_the_program(Engine engine)
    {
        await using var service = await SealingScenario.StartAsync(engine);
        var (path, sale) = await GetCertificateTests.SoldAsync(service);
        await service.SealAsync();

        using var answer = await service.Client(Roles.Purchaser, sale.UnitId).GetAsync($"{path}/file", Ct);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        var first = await answer.Content.ReadAsByteArrayAsync(Ct);
        var again = await service.Client(Roles.Supplier, sale.SupplierId).GetByteArrayAsync($"{path}/file", Ct);

        Assert.Equal(first, again);
        var text = Encoding.Latin1.GetString(first);
        Assert.StartsWith("%PDF-", text, StringComparison.Ordinal);
        Assert.Contains("CREDIT+Certificate#20Kai", text, StringComparison.Ordinal);
        Assert.InRange(first.Length, 10_000, 200_000);

        // The codes of the characters that it shows, which the map in the file names: among them those of the title.
        var shown = Streams(first, text).Where(stream => stream.Contains("beginbfrange", StringComparison.Ordinal)
            || stream.Contains("beginbfchar", StringComparison.Ordinal));
        Assert.Contains(shown, map => "计量凭证".All(sign => map.Contains($"{(int)sign:X4}", StringComparison.OrdinalIgnoreCase)));
    }

    static IEnumerable<string> Streams(byte[] file, string text)
    {
        foreach (Match stream in StreamPattern().Matches(text))
        {
            var begin = stream.Index + stream.Length;
            var bytes = file[begin..text.IndexOf("endstream", begin, StringComparison.Ordinal)];
            yield return bytes.Length > 2 && bytes[0] == 0x78 ? Inflated(bytes) : Encoding.Latin1.GetString(bytes);
        }
    }

    static string Inflated(byte[] bytes)
    {
        using var stream = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("(?<!end)stream\\r?\\n")]
    private static partial Regex StreamPattern();
}

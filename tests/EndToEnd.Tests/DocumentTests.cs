using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// The OpenAPI documents that are served are those that are checked in, so that a change of an interface shows in review. Run with
/// WRITE_HTTP=1 to write them anew.
/// </summary>
public sealed class DocumentTests
{
    static readonly string[] Prefixes = ["catalog", "units", "ordering", "logistics", "credits"];
    static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task The_documents_served_are_those_checked_in()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var running = await RunningMarketplace.StartEmbeddedAsync(ct);
        using var client = new HttpClient { BaseAddress = running.Address };
        foreach (var prefix in Prefixes)
        {
            var served = JsonNode.Parse(await client.GetStringAsync($"/{prefix}/openapi.json", ct))!.ToJsonString(Indented) + "\n";
            var file = Repository.PathOf("contracts", "http", $"{prefix}.json");
            if (Environment.GetEnvironmentVariable("WRITE_HTTP") == "1")
            {
                await File.WriteAllTextAsync(file, served, ct);
            }

            Assert.True(File.Exists(file), $"contracts/http/{prefix}.json is missing: WRITE_HTTP=1 tests/run EndToEnd --filter DocumentTests writes it.");
            Assert.Equal(await File.ReadAllTextAsync(file, ct), served);
        }
    }
}

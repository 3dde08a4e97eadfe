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
    static readonly string[] Prefixes = ["catalog", "units", "ordering", "logistics", "credits", "accounts"];

    const string Csv = "text/csv";
    const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    const string Xls = "application/vnd.ms-excel";

    static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string, string, string, string[]> Files { get; } = new()
    {
        { "units", "/units/imports/{kind}", "post", [Csv, Xlsx, Xls] },
        { "catalog", "/catalog/recognitions/imports", "post", [Csv, Xlsx, Xls] },
        { "catalog", "/catalog/recognitions/export", "get", [Csv, Xlsx] },
        { "units", "/units/exports/{kind}", "get", [Csv, Xlsx] },
        { "credits", "/credits/imports", "post", [Csv, Xlsx, Xls] },
        { "credits", "/credits/imports/template", "get", [Csv, Xlsx] },
        { "credits", "/credits/reports/pairing-progress", "get", ["application/json", Csv, Xlsx] },
        { "credits", "/credits/reports/pairing-progress/file", "get", [Csv, Xlsx] },
    };

    [Theory, MemberData(nameof(Files))]
    public void A_file_is_a_body_or_an_answer(string prefix, string path, string method, string[] mediaTypes)
    {
        var operation =
            JsonNode.Parse(File.ReadAllText(Repository.PathOf("contracts", "http", $"{prefix}.json")))!["paths"]![path]![method]!;
        var file = method == "post" ? operation["requestBody"]! : operation["responses"]!["200"]!;
        // What takes a file takes it in a form as well.
        Assert.Equal(
            method == "post" ? [.. mediaTypes, "multipart/form-data"] : mediaTypes,
            file["content"]!.AsObject().Select(type => type.Key));
    }

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

            Assert.True(
                File.Exists(file),
                $"contracts/http/{prefix}.json is missing: WRITE_HTTP=1 tests/run EndToEnd --filter DocumentTests writes it.");
            Assert.Equal(await File.ReadAllTextAsync(file, ct), served);
        }
    }
}

using System.Text.Json.Nodes;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

public sealed class DocumentTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_is_the_same_from_every_process()
    {
        await using var one = await Site.StartAsync();
        await using var two = await Site.StartAsync();
        var document = await one.Http.GetStringAsync("/shop/openapi.json", Ct);
        Assert.Equal(document, await two.Http.GetStringAsync("/shop/openapi.json", Ct));
        Assert.DoesNotContain("127.0.0.1", document, StringComparison.Ordinal);
        Assert.Equal("/", (string?)JsonNode.Parse(document)!["servers"]![0]!["url"]);
        var paths = JsonNode.Parse(document)!["paths"]!.AsObject().Select(p => p.Key).ToList();
        Assert.Equal(paths.Order(StringComparer.Ordinal), paths);
    }

    [Fact]
    public async Task An_operation_tells_its_name_its_callers_its_headers_and_its_problems()
    {
        await using var site = await Site.StartAsync();
        var document = JsonNode.Parse(await site.Http.GetStringAsync("/shop/openapi.json", Ct))!;
        var place = document["paths"]!["/shop/things"]!["post"]!;
        Assert.Equal("PlaceThing", (string?)place["operationId"]);
        Assert.Equal("登记 Place a thing", (string?)place["summary"]);
        Assert.Equal(["things"], place["tags"]!.AsArray().Select(t => (string?)t));
        Assert.Equal(["purchaser", "official"], place["x-roles"]!.AsArray().Select(t => (string?)t));
        Assert.Equal("Organisation", (string?)place["x-decided-by"]);
        Assert.NotNull(place["security"]![0]!["bearer"]);
        var header = place["parameters"]!.AsArray().Single()!;
        Assert.Equal(("Idempotency-Key", "header", true), ((string?)header["name"], (string?)header["in"], (bool?)header["required"]));
        Assert.NotEmpty((string?)header["example"] ?? "");
        Assert.Equal(
            ["201", "400", "401", "403", "404", "409", "413", "415", "422", "429", "500", "503"],
            place["responses"]!.AsObject().Select(r => r.Key));
        Assert.Equal(["Location", "Idempotency-Replayed"], place["responses"]!["201"]!["headers"]!.AsObject().Select(h => h.Key));
        Assert.Equal(["Retry-After"], place["responses"]!["429"]!["headers"]!.AsObject().Select(h => h.Key));
        Assert.Equal(["WWW-Authenticate"], place["responses"]!["401"]!["headers"]!.AsObject().Select(h => h.Key));
        Assert.Equal(
            "#/components/schemas/ThingView", (string?)place["responses"]!["201"]!["content"]!["application/json"]!["schema"]!["$ref"]);
        Assert.Equal(
            "#/components/schemas/Problem",
            (string?)place["responses"]!["409"]!["content"]!["application/problem+json"]!["schema"]!["$ref"]);

        var revise = document["paths"]!["/shop/things/{thingId}"]!["put"]!;
        Assert.Equal(["thingId", "If-Match"], revise["parameters"]!.AsArray().Select(p => (string?)p!["name"]));
        Assert.Equal(
            ["200", "400", "401", "403", "404", "409", "412", "413", "415", "428", "429", "500", "503"],
            revise["responses"]!.AsObject().Select(r => r.Key));

        var list = document["paths"]!["/shop/things"]!["get"]!;
        Assert.Equal(["*"], list["x-roles"]!.AsArray().Select(t => (string?)t));
        Assert.Null(list["x-decided-by"]);
        Assert.Equal(["after", "size", "kind"], list["parameters"]!.AsArray().Select(p => (string?)p!["name"]));
        Assert.All(list["parameters"]!.AsArray(), p => Assert.NotEqual(true, (bool?)p!["required"]));
    }

    [Fact]
    public async Task Schemas_are_named_by_verb_and_values_are_strings()
    {
        await using var site = await Site.StartAsync();
        var document = JsonNode.Parse(await site.Http.GetStringAsync("/shop/openapi.json", Ct))!;
        var schemas = document["components"]!["schemas"]!.AsObject();
        Assert.Equal(
            ["Kind", "PageOfThingView", "PlaceThingLine", "PlaceThingRequest", "Problem",
                "ProblemFault", "RefuseOnceRequest", "ReviseThingRequest", "ShopCallerView", "ThingView"],
            schemas.Select(s => s.Key));
        var request = schemas["PlaceThingRequest"]!;
        Assert.Equal("What is to be placed.", (string?)request["description"]);
        Assert.Equal("Made by the caller.", (string?)request["properties"]!["thingId"]!["description"]);
        Assert.Equal(
            ["kind", "lines", "name", "thingId", "unitId"],
            request["required"]!.AsArray().Select(r => (string?)r).Order(StringComparer.Ordinal));
        Assert.Null(request["properties"]!["actsFor"]);
        Assert.Equal(["note", "on"], request["properties"]!.AsObject().Where(p => (bool?)p.Value!["nullable"] == true).Select(p => p.Key));
        Assert.Equal(["name"], schemas["ReviseThingRequest"]!["required"]!.AsArray().Select(r => (string?)r));
        Assert.Null(schemas["PageOfThingView"]!["properties"]!["items"]!["nullable"]);
        var quantity = schemas["PlaceThingLine"]!["properties"]!["quantity"]!;
        Assert.Equal(("string", "quantity"), ((string?)quantity["type"], (string?)quantity["format"]));
        Assert.Equal(["Fruit", "Tea", "Wool"], schemas["Kind"]!["enum"]!.AsArray().Select(k => (string?)k));
        Assert.Equal("string", (string?)schemas["Kind"]!["type"]);
        Assert.Contains("code", schemas["Problem"]!["required"]!.AsArray().Select(r => (string?)r));
    }

    [Fact]
    public async Task Files_are_described_as_bodies_and_as_answers()
    {
        await using var site = await Site.StartAsync(map: app =>
        {
            var api = app.MapService("stall", "摊位 Stall").AnswerFilesAs("text/csv; charset=utf-8");
            api.MapPost("/files", (HttpRequest request) => TypedResults.Ok(request.ContentLength)).WithName("PutFile")
                .TakesFile("text/csv; charset=utf-8", "application/vnd.ms-excel").ForEveryRole().Decided(DecidedBy.Organisation);
            api.MapGet("/files", (bool isFile) => File(isFile)).WithName("GetFile").ForEveryRole();
        });
        var files = JsonNode.Parse(await site.Http.GetStringAsync("/stall/openapi.json", Ct))!["paths"]!["/stall/files"]!;
        var body = files["post"]!["requestBody"]!;
        Assert.True((bool?)body["required"]);
        Assert.Equal(["text/csv", "application/vnd.ms-excel", "multipart/form-data"], body["content"]!.AsObject().Select(type => type.Key));
        Assert.All(
            body["content"]!.AsObject().Where(type => type.Key != "multipart/form-data"),
            type => Assert.Equal("binary", (string?)type.Value!["schema"]!["format"]));
        Assert.Equal("binary", (string?)body["content"]!["multipart/form-data"]!["schema"]!["properties"]!["file"]!["format"]);
        Assert.Equal(["application/json"], files["post"]!["responses"]!["200"]!["content"]!.AsObject().Select(type => type.Key));
        Assert.Equal(["application/json", "text/csv"], files["get"]!["responses"]!["200"]!["content"]!.AsObject().Select(type => type.Key));
        Assert.Null(files["get"]!["requestBody"]);

        static Results<Ok<string>, FileContentHttpResult> File(bool isFile) => isFile ? TypedResults.File([1]) : TypedResults.Ok("");
    }

    [Fact]
    public async Task Each_service_of_a_process_has_its_own_document_and_one_page_shows_all()
    {
        await using var site = await Site.StartAsync(map: app =>
        {
            app.MapShop("shop");
            app.MapService("stall", "摊位 Stall").MapGet("/caller", (Caller caller) => caller.Subject)
                .WithName("GetStallCaller").ForEveryRole();
            app.MapAllDocs(("shop", "商店 Shop"), ("stall", "摊位 Stall"));
        });
        var stall = JsonNode.Parse(await site.Http.GetStringAsync("/stall/openapi.json", Ct))!;
        Assert.Equal(["/stall/caller"], stall["paths"]!.AsObject().Select(p => p.Key));
        Assert.Equal("摊位 Stall", (string?)stall["info"]!["title"]);
        var shop = JsonNode.Parse(await site.Http.GetStringAsync("/shop/openapi.json", Ct))!;
        Assert.DoesNotContain(shop["paths"]!.AsObject(), p => !p.Key.StartsWith("/shop/", StringComparison.Ordinal));

        foreach (var page in (string[])["/shop/docs", "/stall/docs", "/docs"])
        {
            using var response = await site.Http.GetAsync(page, Ct);
            Assert.True(response.IsSuccessStatusCode, $"{page}: {response.StatusCode}");
            Assert.Contains("script-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Contains("swagger-ui", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            var folder = response.RequestMessage!.RequestUri!;
            foreach (var part in (string[])["index.js", "swagger-ui-bundle.js", "swagger-ui.css"])
            {
                using var file = await site.Http.GetAsync(new Uri(folder, part), Ct);
                Assert.True(file.IsSuccessStatusCode, $"{page} {part}: {file.StatusCode}");
            }
        }

        var script = await site.Http.GetStringAsync("/docs/index.js", Ct);
        Assert.Contains("../shop/openapi.json", script, StringComparison.Ordinal);
        Assert.Contains("../stall/openapi.json", script, StringComparison.Ordinal);
        Assert.DoesNotContain("../stall", await site.Http.GetStringAsync("/shop/docs/index.js", Ct), StringComparison.Ordinal);
    }
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Marketplace.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

/// <summary>The shop on a loopback port, with a database of its own; real HTTP, since the limits of the server count too.</summary>
public sealed class Site : IAsyncDisposable
{
    public static readonly Guid Unit = Guid.Parse("0198c0de-0000-7000-8000-0000000000aa");

    readonly TestFolder? _folder;

    Site(WebApplication app, TestFolder? folder)
    {
        App = app;
        _folder = folder;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public WebApplication App { get; }

    public HttpClient Http { get; }

    public static string Purchaser => TestTokens.For("purchaser", org: Unit);

    public static async Task<Site> StartAsync(
        Action<WebApplication>? map = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? configure = null,
        string? postgres = null)
    {
        var folder = postgres is null ? TestFolder.Create("shop") : null;
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["urls"] = "http://127.0.0.1:0",
                ["Web:RequestsPerSecond"] = "100000",
                ["Web:ShowDocuments"] = "true",
            });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.AddWebDefaults("shop");
        TestTokens.Trust(builder.Services);
        builder.Services.AddDbContext<ShopDb>(options => _ = postgres is null
            ? options.UseSqlite($"Data Source={folder!.File("shop.db")}")
            : options.UseNpgsql(postgres));
        configure?.Invoke(builder);
        var app = builder.Build();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ShopDb>();
            await db.Database.EnsureCreatedAsync();
        }

        app.UseWebDefaults();
        (map ?? (web => web.MapShop()))(app);
        await app.StartAsync();
        return new Site(app, folder);
    }

    /// <summary>A request with a token; null for none.</summary>
    public static HttpRequestMessage Request(HttpMethod method, string path, string? token, string? json = null, string language = "zh")
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.AcceptLanguage.ParseAdd(language);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        return request;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using (request)
        {
            return await Http.SendAsync(request, ct);
        }
    }

    /// <summary>Places a thing as a purchaser.</summary>
    public Task<HttpResponseMessage> PlaceAsync(
        string json, CancellationToken ct, string? key = null, string language = "zh", string? token = null)
    {
        var request = Request(HttpMethod.Post, "/shop/things", token ?? Purchaser, json, language);
        request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString());
        return SendAsync(request, ct);
    }

    /// <summary>A thing that nothing is wrong with.</summary>
    public static string Thing(Guid? id = null, string name = "Tea of Aba", string kind = "Tea", string? more = null) =>
        $$"""
        {"thingId":"{{id ?? Guid.CreateVersion7()}}","unitId":"{{Unit}}","name":"{{name}}","kind":"{{kind}}",
        "lines":[{"productId":"{{Unit}}","quantity":"1.5"}]{{more}}}
        """;

    /// <summary>The answer as a problem, after its outward form was checked.</summary>
    public static async Task<JsonNode> ProblemAsync(
        HttpResponseMessage response, int status, string code, CancellationToken ct, string language = "zh")
    {
        var text = await response.Content.ReadAsStringAsync(ct);
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} instead of {status}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal([language], response.Content.Headers.ContentLanguage);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal(code, (string?)problem["code"]);
        Assert.Equal($"urn:marketplace:problem:{code}", (string?)problem["type"]);
        Assert.Equal(status, (int?)problem["status"]);
        Assert.NotEmpty((string?)problem["traceId"] ?? "");
        Assert.Equal(language == "zh", IsChinese((string?)problem["title"]));
        Assert.Equal(language == "zh", IsChinese((string?)problem["detail"]));
        return problem;
    }

    public async Task<int> CountThingsAsync(CancellationToken ct)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ShopDb>().Things.CountAsync(ct);
    }

    public async Task<JsonNode> GetJsonAsync(string path, string? token, CancellationToken ct)
    {
        using var response = await SendAsync(Request(HttpMethod.Get, path, token), ct);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonNode>(ct))!;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        _folder?.Dispose();
    }

    static bool IsChinese(string? text) => text?.Any(c => c is >= '一' and <= '鿿') == true;
}

/// <summary>One site for the tests of a class.</summary>
public sealed class SharedSite : IAsyncLifetime
{
    public Site Site { get; set; } = null!;

    public async ValueTask InitializeAsync() => Site = await Site.StartAsync();

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using System.Xml.XPath;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketplace.Platform.Web;

/// <summary>One OpenAPI document per service, told apart by the group name of the endpoints.</summary>
static partial class ApiDocuments
{
    internal const string BearerScheme = "bearer";

    public static void Add(IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSingleton<ApiDocumentCache>();
        services.AddTransient<ISerializerDataContractResolver>(provider =>
            new WireTypes(provider.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions));
        services.AddSwaggerGen(swagger =>
        {
            swagger.DocInclusionPredicate((document, api) => api.GroupName == document);
            swagger.TagActionsBy(Tags);
            swagger.CustomSchemaIds(SchemaId);
            swagger.DescribeAllParametersInCamelCase();
            // A reference by itself can't say that null may stand in its place; one within allOf can (decision 56).
            swagger.UseAllOfToExtendReferenceSchemas();
            swagger.OrderActionsBy(api => $"{api.RelativePath} {api.HttpMethod}");
            swagger.AddSecurityDefinition(BearerScheme, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "An access token of the marketplace's issuer, without the word Bearer.",
            });
            // The assemblies that a service is made of come with their comments beside them.
            foreach (var comments in Directory.GetFiles(AppContext.BaseDirectory, "*.xml").Order(StringComparer.Ordinal))
            {
                if (File.Exists(Path.ChangeExtension(comments, ".dll")))
                {
                    swagger.IncludeXmlComments(() => Comments(comments));
                }
            }

            swagger.OperationFilter<DescribeOperation>();
            swagger.OperationFilter<DescribeFiles>();
            swagger.OperationFilter<DescribeAnswerHeaders>();
            swagger.SchemaFilter<DescribeSeenMembers>();
            swagger.DocumentFilter<SortDocument>();
        });
        // Last, since what is configured above replaces the documents. Reading all comments is left to whoever asks for a document.
        services.AddOptions<SwaggerGeneratorOptions>().Configure<ApiDocumentCache>((swagger, documents) =>
        {
            foreach (var (name, title) in documents.Titles)
            {
                swagger.SwaggerDocs[name] = new OpenApiInfo { Title = title, Version = "1" };
            }
        });
    }

    /// <summary>The document of one service and the page to try it.</summary>
    public static void Map(WebApplication app, string name, string title)
    {
        if (!AreShown(app))
        {
            return;
        }

        app.Services.GetRequiredService<ApiDocumentCache>().Titles[name] = title;
        app.MapGet($"/{name}/openapi.json", (RequestDelegate)(http => WriteAsync(http, name))).AllowAnonymous().ExcludeFromDescription();
        MapPage(app, $"{name}/docs", title, [("../openapi.json", title)]);
    }

    /// <summary>One page for several services.</summary>
    public static void MapAll(WebApplication app, IEnumerable<(string Name, string Title)> services)
    {
        if (AreShown(app))
        {
            MapPage(app, "docs", "Marketplace", [.. services.Select(s => ($"../{s.Name}/openapi.json", s.Title))]);
        }
    }

    static bool AreShown(WebApplication app) =>
        app.Services.GetRequiredService<IOptions<WebOptions>>().Value.ShowDocuments ?? app.Environment.IsDevelopment();

    static void MapPage(WebApplication app, string path, string title, IReadOnlyList<(string Url, string Title)> documents) =>
        app.MapSwaggerUI(path, ui =>
        {
            ui.DocumentTitle = title;
            foreach (var document in documents)
            {
                ui.SwaggerEndpoint(document.Url, document.Title);
            }

            if (app.Environment.IsDevelopment())
            {
                // A token that is kept by the browser can be read by whoever comes after on the same machine.
                ui.EnablePersistAuthorization();
            }

            ui.EnableTryItOutByDefault();
            ui.DisplayRequestDuration();
            ui.DisplayOperationId();
        }).AllowAnonymous().WithMetadata(new DocumentationPage()).ExcludeFromDescription();

    static async Task WriteAsync(HttpContext http, string name)
    {
        var document = await http.RequestServices.GetRequiredService<ApiDocumentCache>().GetAsync(name);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = document.Length;
        await http.Response.Body.WriteAsync(document, http.RequestAborted);
    }

    /// <summary>The comments of an assembly, with a blank where their source begins a new line.</summary>
    static XPathDocument Comments(string path)
    {
        var comments = XDocument.Load(path, LoadOptions.PreserveWhitespace);
        foreach (var text in comments.DescendantNodes().OfType<XText>())
        {
            text.Value = LineBreak().Replace(text.Value, " ");
        }

        return new XPathDocument(comments.CreateReader());
    }

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex LineBreak();

    // By the first noun of the path after the service's own name; the declaring class, which is the default, would be one tag a verb.
    static List<string> Tags(ApiDescription api) =>
        api.ActionDescriptor.EndpointMetadata.OfType<ITagsMetadata>().LastOrDefault() is { Tags.Count: > 0 } tags
            ? [.. tags.Tags]
            : [api.RelativePath?.Split('/') is [_, var noun, ..] ? noun : api.GroupName ?? "other"];

    /// <summary>"PlaceOrderRequest" for PlaceOrder.Request and "PageOfOrderView" for a page of orders.</summary>
    static string SchemaId(Type type)
    {
        var name = type.Name.Split('`')[0];
        if (type.DeclaringType is { } outer)
        {
            name = SchemaId(outer) + name;
        }

        return type.IsConstructedGenericType ? $"{name}Of{string.Join("And", type.GenericTypeArguments.Select(SchemaId))}" : name;
    }
}

/// <summary>Documents do not change while the process runs: each is made once.</summary>
sealed class ApiDocumentCache(IServiceScopeFactory scopes)
{
    readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> _documents = new(StringComparer.Ordinal);

    /// <summary>The titles of the services' documents, by name.</summary>
    public ConcurrentDictionary<string, string> Titles { get; } = new(StringComparer.Ordinal);

    public Task<byte[]> GetAsync(string name) => _documents.GetOrAdd(name, key => new Lazy<Task<byte[]>>(() => MakeAsync(key))).Value;

    async Task<byte[]> MakeAsync(string name)
    {
        await using var scope = scopes.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredService<IAsyncSwaggerProvider>().GetSwaggerAsync(name);
        using var json = new MemoryStream();
        await document.SerializeAsJsonAsync(json, OpenApiSpecVersion.OpenApi3_0);
        return json.ToArray();
    }
}

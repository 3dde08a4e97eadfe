using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketplace.Platform.Web;

/// <summary>Puts everything in a fixed order, so that two documents differ only where the interface does.</summary>
sealed class SortDocument : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var paths = new OpenApiPaths();
        foreach (var (path, item) in swaggerDoc.Paths.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            foreach (var operation in item.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>())
            {
                var responses = new OpenApiResponses();
                foreach (var (status, response) in (operation.Responses ?? []).OrderBy(r => r.Key, StringComparer.Ordinal))
                {
                    responses[status] = response;
                }

                operation.Responses = responses;
            }

            if (item is OpenApiPathItem { Operations: { } operations } sorted)
            {
                sorted.Operations = operations.OrderBy(o => o.Key.Method, StringComparer.Ordinal).ToDictionary();
            }

            paths[path] = item;
        }

        swaggerDoc.Paths = paths;
        if (swaggerDoc.Components?.Schemas is { } schemas)
        {
            swaggerDoc.Components.Schemas = schemas.OrderBy(s => s.Key, StringComparer.Ordinal).ToDictionary();
        }

        // Where the document is served; the address at which somebody happened to ask says nothing to others.
        swaggerDoc.Servers = [new OpenApiServer { Url = "/", Description = "同一地址 The address that serves this document." }];
    }
}

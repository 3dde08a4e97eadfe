using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketplace.Platform.Web;

/// <summary>
/// Tells in the documents which members of a view are null for some of its readers: who sees them, what is sensitive about them, and
/// whether others see their end.
/// </summary>
sealed class DescribeSeenMembers : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        var seen = new JsonObject();
        foreach (var member in context.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (member.GetCustomAttribute<SeenByAttribute>() is { } declared)
            {
                seen[JsonNamingPolicy.CamelCase.ConvertName(member.Name)] = new JsonObject
                {
                    ["viewers"] = Names(declared.Viewers),
                    ["dataClass"] = declared.DataClass.ToString(),
                    ["masked"] = declared.IsMasked,
                };
            }
        }

        if (seen.Count > 0 && schema is OpenApiSchema described)
        {
            described.Extensions ??= new Dictionary<string, IOpenApiExtension>();
            described.Extensions["x-seen-by"] = new JsonNodeExtension(seen);
        }
    }

    static JsonArray Names(Viewers viewers) => [.. Enum.GetValues<Viewers>()
        .Where(each => int.IsPow2((int)each) && viewers.HasFlag(each)).Select(each => JsonValue.Create(each.ToString()))];
}

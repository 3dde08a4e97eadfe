using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketplace.Platform.Web;

/// <summary>Declares the headers of answers, by their status and what the endpoint's results add.</summary>
sealed class DescribeAnswerHeaders : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        var etags = metadata.OfType<AnswersEtag>().Select(answer => $"{answer.Status}").Append("304").ToHashSet(StringComparer.Ordinal);
        var isStored = metadata.OfType<IdempotencyKeyRequired>().Any();
        foreach (var (status, answer) in operation.Responses ?? [])
        {
            if (answer is not OpenApiResponse response)
            {
                continue;
            }

            if (etags.Contains(status))
            {
                Add(response, "ETag", "The version of what is shown, to be sent back as If-Match.", "\"1\"");
            }

            if (status is "201" or "202")
            {
                Add(response, "Location", "Where to read what was made, or what waits for others.", example: null);
            }

            if (status[0] == '2' && isStored)
            {
                Add(response, "Idempotency-Replayed", "\"true\" when this is the stored answer of an earlier request.", "true");
            }

            if (status is "429" or "503")
            {
                Add(response, "Retry-After", "After how many seconds to try again.", "1");
            }

            if (status == "401")
            {
                Add(response, "WWW-Authenticate", "That a bearer token is needed, and what is wrong with the one sent.", "Bearer");
            }
        }
    }

    static void Add(OpenApiResponse response, string name, string description, string? example)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers[name] = new OpenApiHeader
        {
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = example is null ? null : JsonValue.Create(example),
        };
    }
}

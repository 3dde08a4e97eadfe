using Marketplace.Platform.Web;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketplace.Platform.Jobs;

/// <summary>Endpoint metadata: the request can be carried out as a job, as the OpenAPI document tells.</summary>
/// <param name="DirectBytesMax">Requests with a larger body always are.</param>
sealed record CanBeJob(long DirectBytesMax) : IDescribesOperation
{
    const long Mebibyte = 1024 * 1024;

    public void Describe(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "Prefer",
            In = ParameterLocation.Header,
            Required = false,
            Description = "respond-async: answer at once with a job that carries the request out (RFC 7240). A body of more than "
                + $"{DirectBytesMax / Mebibyte} MiB always becomes a job.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = "respond-async",
        });
        operation.Responses ??= [];
        operation.Responses["202"] = new OpenApiResponse
        {
            Description = "A job carries the request out.",
            Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["Location"] = Header("The address of the job."),
                ["Preference-Applied"] = Header("respond-async."),
                ["Idempotency-Replayed"] = Header("\"true\" when this is the stored answer of an earlier request."),
            },
            Content = new Dictionary<string, IOpenApiMediaType>
            {
                ["application/json"] = new OpenApiMediaType
                {
                    Schema = context.SchemaGenerator.GenerateSchema(typeof(JobView), context.SchemaRepository),
                },
            },
        };
    }

    static OpenApiHeader Header(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}

/// <summary>Endpoint metadata: what a job is answered, a report, a problem or a file with a column that says what to do.</summary>
sealed class JobAnswer : IDescribesOperation
{
    static readonly string[] Json = ["application/json", "application/problem+json"];

    static readonly string[] Files = ["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"];

    public void Describe(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.Responses?["200"] is not OpenApiResponse response)
        {
            return;
        }

        response.Description = "The report, the problem, or the file, as the request would have been answered.";
        response.Content = new Dictionary<string, IOpenApiMediaType>();
        foreach (var mediaType in Json)
        {
            response.Content[mediaType] = new OpenApiMediaType { Schema = new OpenApiSchema() };
        }

        foreach (var mediaType in Files)
        {
            var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
            response.Content[mediaType] = new OpenApiMediaType { Schema = file };
        }
    }
}

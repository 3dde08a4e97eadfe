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
                ["Location"] = new OpenApiHeader
                {
                    Description = "The address of the job.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                },
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
}

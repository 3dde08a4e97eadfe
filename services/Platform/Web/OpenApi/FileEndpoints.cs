using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketplace.Platform.Web;

/// <summary>Endpoint metadata: the body is a file of one of these media types. What it really is is found out by reading it.</summary>
sealed record FileUpload(IReadOnlyList<string> MediaTypes);

/// <summary>Endpoint metadata: the answer can be a file of one of these media types.</summary>
sealed record FileDownload(IReadOnlyList<string> MediaTypes);

/// <summary>Endpoints that take files or answer with files, as the OpenAPI document tells.</summary>
public static class FileEndpoints
{
    /// <summary>The body is a file.</summary>
    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder endpoint, params IReadOnlyList<string> mediaTypes) =>
        endpoint.WithMetadata(new FileUpload(mediaTypes));

    /// <summary>The endpoint answers with a file of one of these media types, whatever its group answers with.</summary>
    public static RouteHandlerBuilder AnswersFileAs(this RouteHandlerBuilder endpoint, params IReadOnlyList<string> mediaTypes) =>
        endpoint.WithMetadata(new FileDownload(mediaTypes));

    /// <summary>The file comes with an ETag; a reader who has that version already is answered with 304.</summary>
    public static RouteHandlerBuilder AnswersEtag(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new AnswersEtag(StatusCodes.Status200OK));

    /// <summary>Each endpoint of the group that can answer with a file answers with one of these types, unless it says else.</summary>
    public static RouteGroupBuilder AnswerFilesAs(this RouteGroupBuilder group, params IReadOnlyList<string> mediaTypes)
    {
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            if (!endpoint.Metadata.OfType<FileDownload>().Any()
                && endpoint.Metadata.OfType<MethodInfo>().Any(handler => Answers(handler.ReturnType)))
            {
                endpoint.Metadata.Add(new FileDownload(mediaTypes));
            }
        });
        return group;
    }

    // Task<Results<Ok<Report>, FileContentHttpResult>> as well.
    static bool Answers(Type type) =>
        type == typeof(FileContentHttpResult) || type == typeof(FileStreamHttpResult) || type.GenericTypeArguments.Any(Answers);
}

/// <summary>Describes files as bodies and answers, so that a generated client can send and fetch them.</summary>
sealed class DescribeFiles : IOperationFilter
{
    const string Field = "file";
    const long Mebibyte = 1024 * 1024;

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<FileUpload>().LastOrDefault() is { } upload)
        {
            var body = new OpenApiRequestBody
            {
                Required = true,
                Description = metadata.OfType<BodyLimit>().LastOrDefault() is { } limit
                    ? $"文件，至多 {limit.Bytes / Mebibyte} MiB A file of at most {limit.Bytes / Mebibyte} MiB"
                    : null,
                Content = new Dictionary<string, IOpenApiMediaType>(),
            };
            AddTo(body.Content, upload.MediaTypes);
            body.Content["multipart/form-data"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { Field },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        [Field] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                    },
                },
            };
            operation.RequestBody = body;
        }

        if (metadata.OfType<FileDownload>().LastOrDefault() is { } download && operation.Responses?["200"] is OpenApiResponse response)
        {
            response.Content ??= new Dictionary<string, IOpenApiMediaType>();
            AddTo(response.Content, download.MediaTypes);
            if (metadata.OfType<FileUpload>().Any()
                && operation.Responses.GetValueOrDefault("400") is OpenApiResponse { Content: { } faults })
            {
                // A file with faults comes back with what to do written beside them.
                AddTo(faults, download.MediaTypes);
            }
        }
    }

    static void AddTo(IDictionary<string, IOpenApiMediaType> content, IReadOnlyList<string> mediaTypes)
    {
        foreach (var mediaType in mediaTypes)
        {
            var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
            content[mediaType.Split(';')[0]] = new OpenApiMediaType { Schema = file };
        }
    }
}

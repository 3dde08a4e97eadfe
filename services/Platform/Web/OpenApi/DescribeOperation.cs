using System.Text.Json.Nodes;
using Marketplace.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketplace.Platform.Web;

/// <summary>Adds what the endpoint's metadata tells and its signature does not: roles, headers, problems.</summary>
sealed class DescribeOperation : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        operation.Responses ??= [];
        operation.Parameters ??= [];
        Problems(operation, context, ("400", "The request is malformed."), ("429", "Too many requests."));
        if (context.ApiDescription.ParameterDescriptions.Any(p => p.Source.Id == "Path"))
        {
            Problems(operation, context, ("404", "There is no such thing, or the caller may not see it."));
        }

        if (context.ApiDescription.HttpMethod != "GET")
        {
            Problems(operation, context, ("409", "A rule or the current state forbids it."));
        }

        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            DescribeCallers(
                operation, context, metadata.OfType<RolesNeeded>().LastOrDefault(), metadata.OfType<DecisionNeeded>().LastOrDefault());
        }

        if (metadata.OfType<IdempotencyKeyRequired>().LastOrDefault() is { } once)
        {
            operation.Parameters.Add(Header(
                "Idempotency-Key",
                "A key of the caller's making; the same key with the same body takes effect once and gets the same answer again.",
                "0198c0de-0000-7000-8000-000000000001",
                isRequired: once.Unless is null));
            Problems(operation, context, ("422", "The key was used for another request."));
        }

        if (metadata.OfType<NeedsIfMatch>().Any())
        {
            foreach (var bound in operation.Parameters
                .Where(p => string.Equals(p.Name, nameof(IfMatch), StringComparison.OrdinalIgnoreCase)).ToList())
            {
                operation.Parameters.Remove(bound);
            }

            operation.Parameters.Add(Header("If-Match", "The ETag of the version that the caller has read.", "\"1\""));
            Problems(operation, context, ("412", "Somebody else has changed it meanwhile."), ("428", "The If-Match header is missing."));
        }

        if (metadata.OfType<AccessRecorded>().Any())
        {
            operation.Parameters.Add(Header(
                RecordAccess.PurposeHeader,
                "What it is read for, at most 200 characters, percent-encoded where they are not ASCII; kept with the record of it.",
                "audit 2026-17",
                isRequired: false));
            Problems(operation, context, ("503", "That it is read can't be put on record."));
        }

        foreach (var own in metadata.OfType<IDescribesOperation>())
        {
            own.Describe(operation, context);
        }
    }

    static void DescribeCallers(
        OpenApiOperation operation, OperationFilterContext context, RolesNeeded? needed, DecisionNeeded? decision)
    {
        Problems(operation, context, ("401", "No valid token."), ("403", "The caller's role or organisation does not allow it."));
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiDocuments.BearerScheme, context.Document)] = [] },
        ];
        var roles = needed is { Roles.Count: > 0 } ? needed.Roles : ["*"];
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions["x-roles"] = new JsonNodeExtension(new JsonArray([.. roles.Select(r => JsonValue.Create(r))]));
        if (decision is not null)
        {
            operation.Extensions["x-decided-by"] = new JsonNodeExtension(JsonValue.Create($"{decision.By}"));
        }
    }

    static OpenApiParameter Header(string name, string description, string example, bool isRequired = true) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = isRequired,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = example,
    };

    static void Problems(OpenApiOperation operation, OperationFilterContext context, params (string Status, string Description)[] problems)
    {
        var schema = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        foreach (var (status, description) in problems)
        {
            operation.Responses![status] = new OpenApiResponse
            {
                Description = description,
                Content = new Dictionary<string, IOpenApiMediaType>
                {
                    ["application/problem+json"] = new OpenApiMediaType { Schema = schema },
                },
            };
        }
    }
}

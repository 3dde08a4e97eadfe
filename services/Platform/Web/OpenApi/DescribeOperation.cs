using System.Text.Json.Nodes;
using Marketplace.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketplace.Platform.Web;

/// <summary>Adds what the endpoint's metadata tells and its signature does not: roles, headers of the request, refusals.</summary>
sealed class DescribeOperation : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        operation.Responses ??= [];
        operation.Parameters ??= [];
        DescribeRefusals(operation, context, metadata);
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

        if (metadata.OfType<NeedsIfMatch>().LastOrDefault() is { } match)
        {
            foreach (var bound in operation.Parameters
                .Where(p => string.Equals(p.Name, nameof(IfMatch), StringComparison.OrdinalIgnoreCase)).ToList())
            {
                operation.Parameters.Remove(bound);
            }

            operation.Parameters.Add(Header(
                "If-Match", "The ETag of the version that the caller has read.", "\"1\"", isRequired: match.IsAlways));
            Problems(operation, context, ("412", "Somebody else has changed it meanwhile."), ("428", "The If-Match header is missing."));
        }

        if (metadata.OfType<AccessRecorded>().Any())
        {
            operation.Parameters.Add(Header(
                RecordAccess.PurposeHeader,
                "What it is read for, at most 200 characters, percent-encoded where they are not ASCII; kept with the record of it.",
                "audit 2026-17",
                isRequired: false));
        }

        if (IsGet(context) && metadata.OfType<AnswersEtag>().Any(answer => answer.IsConditional))
        {
            operation.Parameters.Add(Header(
                "If-None-Match", "ETags of versions that the caller has already; one of them is answered with 304.", "\"1\"",
                isRequired: false));
            operation.Responses["304"] = new OpenApiResponse { Description = "The caller has this version already." };
        }

        foreach (var own in metadata.OfType<IDescribesOperation>())
        {
            own.Describe(operation, context);
        }
    }

    static void DescribeRefusals(OpenApiOperation operation, OperationFilterContext context, IList<object> metadata)
    {
        Problems(
            operation, context,
            ("400", "The request is malformed."),
            ("429", "Too many requests, or too many expensive ones at once."),
            ("500", "Something is broken in the service; nothing was done."),
            ("503", "The database is busy or away, or a reading can't be put on record; nothing was done."));
        // A command names in its body what it is about, a look-up by a parameter that it can't do without.
        if (!IsGet(context) || context.ApiDescription.ParameterDescriptions.Any(p => p.Source.Id == "Path" || IsLookedUp(p)))
        {
            Problems(operation, context, ("404", "There is no such thing, or the caller may not see it."));
        }

        if (!IsGet(context) || metadata.OfType<ConflictingRead>().Any())
        {
            Problems(operation, context, ("409", "A rule or the current state forbids it."));
        }

        if (context.ApiDescription.ParameterDescriptions.Any(p => p.Source.Id == "Body"))
        {
            Problems(
                operation, context,
                ("413", "The body is larger than is taken."), ("415", "The body is no JSON in UTF-8 (Content-Type: application/json)."));
        }
        else if (metadata.OfType<FileUpload>().Any())
        {
            Problems(operation, context, ("413", "The file is larger than is taken."));
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

    static bool IsLookedUp(ApiParameterDescription parameter) => parameter is { Source.Id: "Query", IsRequired: true };

    static bool IsGet(OperationFilterContext context) => context.ApiDescription.HttpMethod == "GET";

    static OpenApiParameter Header(string name, string description, string example, bool isRequired = true) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = isRequired,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = example,
    };

    /// <summary>Adds a problem to what an answer with that status holds; some endpoints have a report of faults of their own.</summary>
    static void Problems(OpenApiOperation operation, OperationFilterContext context, params (string Status, string Description)[] problems)
    {
        var schema = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        foreach (var (status, description) in problems)
        {
            if (operation.Responses!.GetValueOrDefault(status) is not OpenApiResponse response)
            {
                operation.Responses![status] = response = new OpenApiResponse { Description = description };
            }

            response.Content ??= new Dictionary<string, IOpenApiMediaType>();
            response.Content["application/problem+json"] = new OpenApiMediaType { Schema = schema };
        }
    }
}

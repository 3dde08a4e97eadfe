using Marketplace.Platform.Web;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketplace.Logistics.Epcis;

/// <summary>Describes the parameters of a query of events in the OpenAPI document.</summary>
sealed class EventQuerySchema : IDescribesOperation
{
    /// <summary>The parameters that <see cref="EventQuery"/> reads.</summary>
    public static ReadsQuery Query { get; } = new(EventQuery.Names, []);

    public void Describe(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Parameters ??= [];
        foreach (var name in EventQuery.Names)
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Description = ExplanationOf(name),
                Schema = name switch
                {
                    "perPage" => new OpenApiSchema
                    {
                        Type = JsonSchemaType.Integer,
                        Format = "int32",
                        Minimum = "1",
                        Maximum = $"{EventQuery.PerPageMax}",
                    },
                    _ when name.EndsWith("Time", StringComparison.Ordinal) =>
                        new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
                    _ => new OpenApiSchema { Type = JsonSchemaType.String },
                },
            });
        }
    }

    static string ExplanationOf(string name) => name switch
    {
        "perPage" => "Most events of a page, 30 when not given.",
        "nextPageToken" => "From the header Link of the page before.",
        "GE_eventTime" or "GE_recordTime" => "At or after this time.",
        "LT_eventTime" or "LT_recordTime" => "Before this time.",
        "EXISTS_errorDeclaration" => "true or false.",
        _ => "Any of these values, with | between.",
    };
}

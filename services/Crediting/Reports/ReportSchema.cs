using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Platform.Web;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketplace.Crediting.Reports;

/// <summary>Describes a report in the OpenAPI document: its parameters, the columns of its rows, and its files.</summary>
/// <param name="report">The report.</param>
/// <param name="isFile">The endpoint answers with a file only.</param>
public sealed class ReportSchema(Report report, bool isFile) : IDescribesOperation
{
    public void Describe(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Parameters = [.. Parameters().Select(IOpenApiParameter (parameter) => parameter)];
        operation.RequestBody = null;
        var content = new Dictionary<string, IOpenApiMediaType>();
        if (!isFile)
        {
            content["application/json"] = new OpenApiMediaType { Schema = Answer(operation, context) };
        }

        content["text/csv"] = new OpenApiMediaType { Schema = Plain(JsonSchemaType.String, "binary") };
        content["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] =
            new OpenApiMediaType { Schema = Plain(JsonSchemaType.String, "binary") };
        operation.Responses!["200"] = new OpenApiResponse
        {
            Description = "The report, in the form that was asked for.",
            Content = content,
        };
    }

    OpenApiSchemaReference Answer(OpenApiOperation operation, OperationFilterContext context)
    {
        var row = Add(context, $"{operation.OperationId}Row", RowOf(report.AllColumns, context));
        return Add(context, $"{operation.OperationId}Answer", Object(
            ("header", context.SchemaGenerator.GenerateSchema(typeof(ReportHeader), context.SchemaRepository)),
            ("columns", ArrayOf(context.SchemaGenerator.GenerateSchema(typeof(ReportColumn), context.SchemaRepository))),
            ("rows", ArrayOf(row)),
            ("totals", ArrayOf(row)),
            ("notes", ArrayOf(context.SchemaGenerator.GenerateSchema(typeof(BilingualText), context.SchemaRepository))),
            ("next", Plain(JsonSchemaType.String | JsonSchemaType.Null))));
    }

    IEnumerable<OpenApiParameter> Parameters()
    {
        yield return report.Period == ReportPeriod.Week
            ? Query("week", "A day of the week, such as 2026-11-16.", Plain(JsonSchemaType.String, "date"), isRequired: true)
            : Query("month", "The last month of the figures, such as 2026-10.", Plain(JsonSchemaType.String), isRequired: true);
        if (report.Filters.HasFlag(ReportFilters.Scheme))
        {
            yield return Query("scheme", "One of them, never several (CR-13).", Names<Scheme>());
        }

        if (report.Filters.HasFlag(ReportFilters.Tier))
        {
            yield return Query("tier", "One of them, never several (CR-13).", Names<PairingTier>());
        }

        if (report.Filters.HasFlag(ReportFilters.Holder))
        {
            yield return Query("holderId", "One pairing or designation.", Plain(JsonSchemaType.String, "uuid"));
        }

        yield return Query("region", "The id of a region: only what has a side in it.", Plain(JsonSchemaType.String));
        if (report.OnlyView is null)
        {
            yield return Query("view", "AsPosted when not given.", Names<ViewBasis>());
        }

        if (report.OnlyMeasure is null)
        {
            yield return Query("measure", "Recognised when not given.", Names<EvidenceState>());
        }

        if (report.NotKnownAt is null)
        {
            yield return Query("knownAt", "The report as it could be made at that instant.", Plain(JsonSchemaType.String, "date-time"));
        }

        foreach (var option in report.Options)
        {
            yield return Query(
                option.Name, option.Description, option.Values is { } values ? OneOf(values) : Plain(JsonSchemaType.Integer, "int32"));
        }

        if (isFile)
        {
            yield return Query("format", "Csv when not given.", OneOf([nameof(ReportFormat.Csv), nameof(ReportFormat.Xlsx)]));
            yield break;
        }

        yield return Query("format", "Json when not given.", Names<ReportFormat>());
        yield return Query("after", "The \"next\" of the page before.", Plain(JsonSchemaType.String));
        yield return Query("size", "How many rows at most, 1 to 200; 50 when not given.", Plain(JsonSchemaType.Integer, "int32"));
    }

    static OpenApiSchema RowOf(IEnumerable<ReportColumn> columns, OperationFilterContext context) =>
        Object([.. columns.Select(column => (column.Key, (IOpenApiSchema)Cell(column, context)))]);

    static OpenApiSchema Cell(ReportColumn column, OperationFilterContext context)
    {
        var schema = Shape(column, context);
        schema.Description = column.Heading.Both();
        return schema;
    }

    static OpenApiSchema Shape(ReportColumn column, OperationFilterContext context) => column.Kind switch
    {
        CellKind.Text or CellKind.Decimal => Plain(JsonSchemaType.String | JsonSchemaType.Null),
        CellKind.Bilingual =>
            OneOf(context.SchemaGenerator.GenerateSchema(typeof(BilingualText), context.SchemaRepository), isNullable: true),
        CellKind.Term => OrNull(OneOf(column.Terms!.Keys)),
        CellKind.Id => Plain(JsonSchemaType.String | JsonSchemaType.Null, "uuid"),
        CellKind.Number => Plain(JsonSchemaType.Integer | JsonSchemaType.Null, "int64"),
        CellKind.Amount or CellKind.Yuan => Shared(context, "ReportAmount", isNullable: true, ("fen", Exact), ("tenThousandYuan", Text)),
        CellKind.Ratio => Shared(context, "ReportRatio", isNullable: false, ("basisPoints", ExactOrNull), ("percent", Text)),
        CellKind.Points => Shared(context, "ReportPoints", isNullable: false, ("basisPoints", ExactOrNull), ("points", Text)),
        CellKind.Date => Plain(JsonSchemaType.String | JsonSchemaType.Null, "date"),
        CellKind.Instant => Plain(JsonSchemaType.String | JsonSchemaType.Null, "date-time"),
        CellKind.Flag => Plain(JsonSchemaType.Boolean | JsonSchemaType.Null),
        CellKind.List => OrNull(ArrayOf(RowOf(column.Items!, context))),
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    static OpenApiSchema Text => Plain(JsonSchemaType.String);

    static OpenApiSchema Exact => Plain(JsonSchemaType.Integer, "int64");

    static OpenApiSchema ExactOrNull => Plain(JsonSchemaType.Integer | JsonSchemaType.Null, "int64");

    /// <summary>A schema that the cells of all reports refer to.</summary>
    static OpenApiSchema Shared(
        OperationFilterContext context, string id, bool isNullable, params (string Key, IOpenApiSchema Schema)[] members) => OneOf(
            context.SchemaRepository.Schemas.ContainsKey(id) ? new OpenApiSchemaReference(id, context.Document)
                : Add(context, id, Object(members)),
            isNullable);

    /// <summary>A reference takes neither a description nor null beside it.</summary>
    static OpenApiSchema OneOf(IOpenApiSchema reference, bool isNullable) =>
        new() { AllOf = [reference], Type = isNullable ? JsonSchemaType.Null : null };

    static OpenApiSchemaReference Add(OperationFilterContext context, string id, OpenApiSchema schema)
    {
        context.SchemaRepository.AddDefinition(id, schema);
        return new OpenApiSchemaReference(id, context.Document);
    }

    static OpenApiSchema Object(params (string Key, IOpenApiSchema Schema)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = members.ToDictionary(member => member.Key, member => member.Schema),
        Required = members.Select(member => member.Key).ToHashSet(),
        AdditionalPropertiesAllowed = false,
    };

    static OpenApiSchema ArrayOf(IOpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    static OpenApiSchema Plain(JsonSchemaType type, string? format = null) => new() { Type = type, Format = format };

    static OpenApiSchema OrNull(OpenApiSchema schema)
    {
        schema.Type |= JsonSchemaType.Null;
        return schema;
    }

    static OpenApiSchema Names<T>()
        where T : struct, Enum => OneOf(Enum.GetNames<T>());

    static OpenApiSchema OneOf(IEnumerable<string> names) =>
        new() { Type = JsonSchemaType.String, Enum = [.. names.Select(JsonNode (name) => JsonValue.Create(name)!)] };

    static OpenApiParameter Query(string name, string description, OpenApiSchema schema, bool isRequired = false) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Required = isRequired,
        Schema = schema,
    };
}

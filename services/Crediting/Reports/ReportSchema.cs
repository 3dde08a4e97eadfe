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
/// <param name="isOwn">It shows what is the caller's own.</param>
public sealed class ReportSchema(Report report, bool isFile, bool isOwn = false) : IDescribesOperation
{
    const string FileFormat = "ReportFileFormat";

    /// <summary>
    /// What <see cref="ReadRequest"/> refuses with a reason where a report does not have it, or when it names several (CR-13).
    /// </summary>
    static readonly string[] Explained = ["scheme", "schemes", "tier", "tiers", "holderId", "view", "measure", "knownAt"];

    /// <summary>Which query parameters the report reads.</summary>
    public ReadsQuery Query => new([.. Parameters(context: null).Select(parameter => parameter.Name!)], Explained);

    public void Describe(OpenApiOperation operation, OperationFilterContext context)
    {
        var headers = (operation.Parameters ?? []).Where(parameter => parameter.In == ParameterLocation.Header);
        operation.Parameters = [.. Parameters(context), .. headers];
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
        if (isOwn || report.ShowsPapers || report.Filters.HasFlag(ReportFilters.Holder))
        {
            operation.Responses["404"] = new OpenApiResponse
            {
                Description = isOwn
                    ? "There is no such unit below the caller."
                    : "There is no such pairing or designation, or the caller sees no entry of it.",
                Content = new Dictionary<string, IOpenApiMediaType>(((OpenApiResponse)operation.Responses["400"]).Content!),
            };
        }
    }

    OpenApiSchemaReference Answer(OpenApiOperation operation, OperationFilterContext context)
    {
        var columns = RowOf(report.AllColumns, context);
        columns.Required!.ExceptWith(report.ConditionalColumns);
        var row = Add(context, $"{operation.OperationId}Row", columns);
        return Add(context, $"{operation.OperationId}Answer", Object(
            ("header", context.SchemaGenerator.GenerateSchema(typeof(ReportHeader), context.SchemaRepository)),
            ("columns", ArrayOf(context.SchemaGenerator.GenerateSchema(typeof(ReportColumn), context.SchemaRepository))),
            ("rows", ArrayOf(row)),
            ("totals", ArrayOf(row)),
            ("notes", ArrayOf(context.SchemaGenerator.GenerateSchema(typeof(BilingualText), context.SchemaRepository))),
            ("next", Plain(JsonSchemaType.String | JsonSchemaType.Null))));
    }

    /// <param name="context">Whose schemas the parameters refer to; null when only their names are of interest.</param>
    IEnumerable<OpenApiParameter> Parameters(OperationFilterContext? context)
    {
        yield return report.Period == ReportPeriod.Week
            ? InQuery("week", "A day of the week, such as 2026-11-16.", Plain(JsonSchemaType.String, "date"), isRequired: true)
            : InQuery("month", "The last month of the figures, such as 2026-10.", Plain(JsonSchemaType.String), isRequired: true);
        if (report.Filters.HasFlag(ReportFilters.Scheme))
        {
            yield return InQuery("scheme", "One of them, never several (CR-13).", Names<Scheme>(context));
        }

        if (report.Filters.HasFlag(ReportFilters.Tier))
        {
            yield return InQuery("tier", "One of them, never several (CR-13).", Names<PairingTier>(context));
        }

        if (report.Filters.HasFlag(ReportFilters.Holder))
        {
            yield return InQuery("holderId", "One pairing or designation.", Plain(JsonSchemaType.String, "uuid"));
        }

        yield return isOwn
            ? InQuery("unitId", "A unit of the caller's tree, with what is below it.", Plain(JsonSchemaType.String, "uuid"))
            : InQuery("region", "The id of a region: only what has a side in it.", Plain(JsonSchemaType.String));
        if (report.OnlyView is null)
        {
            yield return InQuery("view", "AsPosted when not given.", Names<ViewBasis>(context));
        }

        if (report.OnlyMeasure is null && !isOwn)
        {
            yield return InQuery("measure", "Recognised when not given.", Names<EvidenceState>(context));
        }

        if (report.NotKnownAt is null && !isOwn)
        {
            yield return InQuery("knownAt", "The report as it could be made at that instant.", Plain(JsonSchemaType.String, "date-time"));
        }

        foreach (var option in report.Options)
        {
            yield return InQuery(
                option.Name, option.Description, option.Values is { } values ? OneOf(values) : Plain(JsonSchemaType.Integer, "int32"));
        }

        if (isFile)
        {
            yield return InQuery("format", "Csv when not given.", FileFormats(context));
            yield break;
        }

        yield return InQuery("format", "Json when not given.", Names<ReportFormat>(context));
        yield return InQuery("after", "The \"next\" of the page before.", Plain(JsonSchemaType.String));
        yield return InQuery("size", "How many rows at most, 1 to 200; 50 when not given.", Plain(JsonSchemaType.Integer, "int32"));
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

    static IOpenApiSchema Names<T>(OperationFilterContext? context)
        where T : struct, Enum => context is null ? Text : context.SchemaGenerator.GenerateSchema(typeof(T), context.SchemaRepository);

    static IOpenApiSchema FileFormats(OperationFilterContext? context) => context is null ? Text
        : context.SchemaRepository.Schemas.ContainsKey(FileFormat) ? new OpenApiSchemaReference(FileFormat, context.Document)
        : Add(context, FileFormat, OneOf([nameof(ReportFormat.Csv), nameof(ReportFormat.Xlsx)]));

    static OpenApiSchema OneOf(IEnumerable<string> names) =>
        new() { Type = JsonSchemaType.String, Enum = [.. names.Select(JsonNode (name) => JsonValue.Create(name)!)] };

    static OpenApiParameter InQuery(string name, string description, IOpenApiSchema schema, bool isRequired = false) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Required = isRequired,
        Schema = schema,
    };
}

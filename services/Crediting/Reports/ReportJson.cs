using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// Writes an answer as JSON, each row as an object with the columns' keys, and reads it back by the columns that it describes.
/// </summary>
public sealed class ReportJson : JsonConverter<ReportAnswer>
{
    public override void Write(Utf8JsonWriter writer, ReportAnswer value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("header");
        JsonSerializer.Serialize(writer, value.Header, options);
        writer.WritePropertyName("columns");
        JsonSerializer.Serialize(writer, value.Columns, options);
        writer.WritePropertyName("rows");
        Write(writer, value.Rows, value.Columns, options);
        writer.WritePropertyName("totals");
        Write(writer, value.Totals, value.Columns, options);
        writer.WritePropertyName("notes");
        JsonSerializer.Serialize(writer, value.Notes, options);
        writer.WriteString("next", value.Next);
        writer.WriteEndObject();
    }

    public override ReportAnswer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var json = document.RootElement;
        var columns = json.GetProperty("columns").Deserialize<List<ReportColumn>>(options)!;
        return new ReportAnswer
        {
            Header = json.GetProperty("header").Deserialize<ReportHeader>(options)!,
            Columns = columns,
            Rows = Rows(json.GetProperty("rows"), columns),
            Totals = Rows(json.GetProperty("totals"), columns),
            Notes = json.GetProperty("notes").Deserialize<List<BilingualText>>(options)!,
            Next = json.GetProperty("next").GetString(),
        };
    }

    static void Write(
        Utf8JsonWriter writer, IReadOnlyList<ReportRow> rows, IReadOnlyList<ReportColumn> columns, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            for (var i = 0; i < columns.Count; i++)
            {
                writer.WritePropertyName(columns[i].Key);
                Write(writer, row.Cells[i], columns[i], options);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    static void Write(Utf8JsonWriter writer, object? cell, ReportColumn column, JsonSerializerOptions options)
    {
        switch (column.Kind, cell)
        {
            case (CellKind.Points, _):
                Write(writer, (long?)cell, "points", PointsOf((long?)cell));
                break;
            case (CellKind.Ratio, Ratio ratio):
                Write(writer, ratio.BasisPoints, "percent", ratio.Percent);
                break;
            case (_, null):
                writer.WriteNullValue();
                break;
            case (CellKind.Amount or CellKind.Yuan, long fen):
                writer.WriteStartObject();
                writer.WriteNumber("fen", fen);
                writer.WriteString("tenThousandYuan", TenThousandYuan.Of(fen));
                writer.WriteEndObject();
                break;
            case (CellKind.Decimal, decimal number):
                writer.WriteStringValue(TextOf(number, column));
                break;
            case (CellKind.List, IReadOnlyList<ReportRow> items):
                Write(writer, items, column.Items!, options);
                break;
            case (_, string text):
                writer.WriteStringValue(text);
                break;
            case (_, long number):
                writer.WriteNumberValue(number);
                break;
            default:
                JsonSerializer.Serialize(writer, cell, cell.GetType(), options);
                break;
        }
    }

    static void Write(Utf8JsonWriter writer, long? basisPoints, string name, string text)
    {
        writer.WriteStartObject();
        if (basisPoints is { } known)
        {
            writer.WriteNumber("basisPoints", known);
        }
        else
        {
            writer.WriteNull("basisPoints");
        }

        writer.WriteString(name, text);
        writer.WriteEndObject();
    }

    static List<ReportRow> Rows(JsonElement rows, IReadOnlyList<ReportColumn> columns) =>
        [.. rows.EnumerateArray().Select(row => new ReportRow([.. columns.Select(column => Cell(row.GetProperty(column.Key), column))]))];

    static object? Cell(JsonElement cell, ReportColumn column) => cell.ValueKind == JsonValueKind.Null ? null : column.Kind switch
    {
        CellKind.Text or CellKind.Term => cell.GetString(),
        CellKind.Bilingual => new BilingualText(cell.GetProperty("zh").GetString()!, cell.GetProperty("en").GetString()!),
        CellKind.Id => cell.GetGuid(),
        CellKind.Number => cell.GetInt64(),
        CellKind.Amount or CellKind.Yuan => cell.GetProperty("fen").GetInt64(),
        CellKind.Ratio => new Ratio(BasisPoints(cell), cell.GetProperty("percent").GetString()!),
        CellKind.Points => BasisPoints(cell),
        CellKind.Decimal => decimal.Parse(cell.GetString()!, CultureInfo.InvariantCulture),
        CellKind.Date => DateOnly.ParseExact(cell.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        CellKind.Instant => cell.GetDateTimeOffset(),
        CellKind.Flag => cell.GetBoolean(),
        CellKind.List => Rows(cell, column.Items!),
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    static long? BasisPoints(JsonElement cell) =>
        cell.GetProperty("basisPoints") is { ValueKind: JsonValueKind.Number } points ? points.GetInt64() : null;

    static string PointsOf(long? basisPoints) =>
        basisPoints is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known / 100m:+0.00;-0.00;0.00}") : "—";

    static string TextOf(decimal number, ReportColumn column) =>
        number.ToString(column.Decimals is { } places ? $"F{places}" : "0.############", CultureInfo.InvariantCulture);
}

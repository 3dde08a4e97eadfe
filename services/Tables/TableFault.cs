using System.Text.Json.Serialization;

namespace Marketplace.Tables;

/// <summary>What is wrong with a file, and what to do about it.</summary>
/// <param name="Row">As the spreadsheet counts, from 1; null when the whole file is meant.</param>
/// <param name="Column">The <see cref="Heading.Key"/>; null when the whole row or file is meant.</param>
/// <param name="Sheet">Of a workbook; null for a text file, and when the whole file is meant.</param>
public sealed record TableFault(
    int? Row,
    string? Column,
    string Code,
    string Zh,
    string En,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sheet = null);

using System.Text.Json.Serialization;
using Marketplace.Contracts;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// A report as it is answered: as JSON by <see cref="ReportJson"/>, as a file by <see cref="ReportFile"/>. Both show the same cells.
/// </summary>
[JsonConverter(typeof(ReportJson))]
public sealed record ReportAnswer
{
    public required ReportHeader Header { get; init; }

    public required IReadOnlyList<ReportColumn> Columns { get; init; }

    /// <summary>A page of them as JSON, all of them in a file.</summary>
    public required IReadOnlyList<ReportRow> Rows { get; init; }

    /// <summary>Sums over all pages, under the same columns. Never across schemes or tiers (CR-13).</summary>
    public required IReadOnlyList<ReportRow> Totals { get; init; }

    public required IReadOnlyList<BilingualText> Notes { get; init; }

    /// <summary>Give it as "after" to get the next page; null on the last page.</summary>
    public string? Next { get; init; }

    /// <summary>The bytes that are signed: canonical JSON.</summary>
    public byte[] Canonical() => CanonicalJson.Write(this);
}

/// <summary>The cells of a row, one for each column.</summary>
public sealed record ReportRow(IReadOnlyList<object?> Cells);

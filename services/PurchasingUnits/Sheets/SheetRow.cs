using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.Tables;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>One row of a registry table. A cell that can't be read is noted as a fault, and reads as absent.</summary>
sealed class SheetRow(TableRow row, IReadOnlyList<SheetColumn> columns)
{
    const int CodeMax = 40;

    // Without hyphens; whatever else can be read as an id is longer.
    const int IdLengthMin = 32;

    static readonly char[] Between = [' ', '\t', '\n', '\r', '\u3000', '\u00A0', ';', '；', ',', '，', '、'];

    public bool IsFaulty => !row.IsSound;

    /// <summary>True when the table has the column: one that it leaves out changes nothing.</summary>
    public bool Has(string column) => row.HasColumn(column);

    /// <summary>True when something stands in the cell.</summary>
    public bool HasText(string column) => row.Has(column);

    public void Fault(string column, string code, string zh, string en) => row.Fault(column, code, zh, en);

    /// <summary>Notes a refusal at the column that it names.</summary>
    public void Fault(RefusalException refusal) => Fault(ColumnOf(refusal.Field), refusal.Code, refusal.Zh, refusal.En);

    /// <summary>Checks what the row says as a request would be checked.</summary>
    /// <param name="request">What the row amounts to.</param>
    /// <param name="isIdDerived">
    /// True when its id is the one that the system makes for a row without; callers may not take such ids.
    /// </param>
    public bool Accepts(IChecked request, bool isIdDerived = false)
    {
        var checks = new Checks();
        request.Check(checks);
        foreach (var fault in checks.Faults.Where(fault => !isIdDerived || fault.Code != Checks.IdReserved))
        {
            Fault(ColumnOf(fault.Field), fault.Code, fault.Zh, fault.En);
        }

        return !IsFaulty;
    }

    /// <summary>All ids that stand anywhere in the row.</summary>
    public IEnumerable<Guid> Ids() => columns.SelectMany(column => row[column.Name].Split(Between, StringSplitOptions.RemoveEmptyEntries))
        .Where(word => word.Length >= IdLengthMin).Select(word => Guid.TryParse(word, out var id) ? id : Guid.Empty)
        .Where(id => id != Guid.Empty);

    public string? TextOrNone(string column) => row.IsPrintable(column) ? row.Verbatim(column) : null;

    public string Text(string column) => row.IsPrintable(column) ? row.RequiredVerbatim(column) : "";

    /// <summary>A code of digits, however it was typed; one that a spreadsheet has spoilt is a fault.</summary>
    public string? CodeOrNone(string column) => row.OptionalIdentifier(column, CodeMax) is { } code ? NormalForm.Of(code) : null;

    public Guid? IdOrNone(string column)
    {
        if (TextOrNone(column) is not { } text)
        {
            return null;
        }

        if (Guid.TryParse(text, out var id))
        {
            return id;
        }

        Fault(column, "id_invalid", "不是有效的标识（GUID）。", "It is no id (a GUID).");
        return null;
    }

    public Guid Id(string column) => Text(column).Length == 0 ? default : IdOrNone(column) ?? default;

    public DateOnly? DayOrNone(string column) => row.OptionalDay(column);

    public DateOnly Day(string column) => row.Day(column);

    /// <summary>A year or another small number; what is no such number is 0, which no request accepts.</summary>
    public int Number32(string column) => row.Integer(column) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : 0;

    public bool Flag(string column) => row.Flag(column);

    /// <summary>An amount in yuan with at most two places, as fen.</summary>
    public long? FenOrNone(string column) => row.OptionalFen(column);

    public long Fen(string column) => row.Fen(column);

    /// <summary>A share in percent with at most two places, as ten-thousandths.</summary>
    public int BasisPoints(string column) => row.BasisPoints(column);

    /// <summary>A value by its English name or its Chinese label.</summary>
    public T? ChoiceOrNone<T>(string column)
        where T : struct, Enum => row.OptionalChoice(column, Labels.Words<T>());

    public T Choice<T>(string column)
        where T : struct, Enum => row.Choice(column, Labels.Words<T>());

    /// <summary>Cells that hold a list have a semicolon between its parts, and blanks within them.</summary>
    public IReadOnlyList<string[]> Parts(string column) => CellList.Read(TextOrNone(column) ?? "");

    /// <summary>
    /// The days at the beginning of a part: "2024-01-01" or "2024-01-01/2025-01-01", the second being the
    /// first on which it no longer holds.
    /// </summary>
    public (DateOnly From, DateOnly? To)? Days(string column, string text)
    {
        if (LenientFormats.Day(text, out var only))
        {
            return (only, null);
        }

        var ends = text.Split('/');
        if (ends.Length == 2 && LenientFormats.Day(ends[0], out var from) && LenientFormats.Day(ends[1], out var to))
        {
            return (from, to);
        }

        Fault(
            column, "period_invalid",
            "每一段以 2024-01-01 或 2024-01-01/2025-01-01 开头。", "Each part begins with 2024-01-01 or 2024-01-01/2025-01-01.");
        return null;
    }

    // Fields of requests are named as the columns are; "affiliations[2].regionId" is in the column "affiliations".
    string ColumnOf(string? field)
    {
        var name = field?.Split('[', '.')[0] ?? "";
        return columns.FirstOrDefault(column => column.Name == name)?.Name
            ?? columns.FirstOrDefault(column => name != "" && column.Name.StartsWith(name, StringComparison.Ordinal))?.Name
            ?? "";
    }
}

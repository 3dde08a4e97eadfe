namespace Marketplace.Crediting.Reports;

/// <summary>
/// What the cells of a column hold, and with it their one form in JSON, in files and in the schema. Null means "unknown" or "does not
/// apply", never 0. Numbers are exact in JSON; what is rounded is a text (CR-24).
/// </summary>
public enum CellKind
{
    /// <summary>JSON: a string.</summary>
    Text = 1,

    /// <summary>A text in both languages. JSON: {"zh", "en"}; in files both in one cell.</summary>
    Bilingual = 2,

    /// <summary>A member of an enum. JSON: its name; what it is called in both languages is said once, in "terms" of the column.</summary>
    Term = 3,

    /// <summary>JSON: a guid.</summary>
    Id = 4,

    /// <summary>A count, a rank. JSON: an integer.</summary>
    Number = 5,

    /// <summary>Money in fen. JSON: {"fen": exact, "tenThousandYuan": "0.34"}; in files in 万元.</summary>
    Amount = 6,

    /// <summary>Money in fen, of single sales or entries. JSON as <see cref="Amount"/>; in files in yuan.</summary>
    Yuan = 7,

    /// <summary>JSON: {"basisPoints": hundredths of a percent or null, "percent": "57.71%" or "—"}; never null itself.</summary>
    Ratio = 8,

    /// <summary>
    /// A difference of ratios. JSON: {"basisPoints": hundredths of a point or null, "points": "+24.84" or "—"}; never null itself.
    /// </summary>
    Points = 9,

    /// <summary>A quantity or a unit price. JSON: a decimal string, with as many places as the column says.</summary>
    Decimal = 10,

    /// <summary>JSON: "2024-05-10".</summary>
    Date = 11,

    /// <summary>JSON: an instant in UTC; in files in Asia/Shanghai.</summary>
    Instant = 12,

    /// <summary>JSON: true or false; in files 是 or 否.</summary>
    Flag = 13,

    /// <summary>
    /// JSON: an array of objects, whose members are the "items" of the column; in files a column for each place, or one cell.
    /// </summary>
    List = 14,
}

namespace Marketplace.Tables;

/// <summary>A column that is looked for in a file, by any of its names.</summary>
/// <param name="Names">
/// Chinese and English names; white space, upper and lower case, full width and stars at the ends make no difference. Two of them one
/// after the other, as <see cref="Column.Header"/> prints them, are recognised as well.
/// </param>
public sealed record Heading(string Key, bool IsRequired, IReadOnlyList<string> Names)
{
    /// <summary>
    /// True for quantities and amounts, of which each row has its own: a total row is compared with their sum, and a cell that is merged
    /// over several rows is a fault, since it holds the sum of all of them.
    /// </summary>
    public bool IsSummed { get; init; }

    /// <summary>Without this column the file is refused.</summary>
    public static Heading Required(string key, params string[] names) => new(key, true, names);

    /// <summary>A file without this column reads as if all its cells were empty.</summary>
    public static Heading Optional(string key, params string[] names) => new(key, false, names);

    /// <summary>The column that was written.</summary>
    public static Heading Of(Column column, bool isRequired = true) => new(column.Key, isRequired, [column.HeaderZh, column.HeaderEn])
    {
        IsSummed = column.Kind is ColumnKind.Fen or ColumnKind.TenThousandYuan or ColumnKind.Quantity,
    };

    internal string Zh => Names.Count > 0 ? Names[0] : Key;

    internal string En => Names.FirstOrDefault(name => name.All(char.IsAscii)) ?? Key;
}

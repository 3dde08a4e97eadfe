namespace Marketplace.Tables;

/// <summary>Columns as a spreadsheet calls them: A, B, … Z, AA.</summary>
static class ColumnName
{
    const int Letters = 26;

    /// <param name="column">From 0.</param>
    public static string Of(int column)
    {
        var name = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / Letters)
        {
            name = (char)('A' + ((rest - 1) % Letters)) + name;
        }

        return name;
    }
}

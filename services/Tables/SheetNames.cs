using System.Buffers;
using System.Xml;

namespace Marketplace.Tables;

static class SheetNames
{
    const int LengthMax = 31;

    static readonly SearchValues<char> Forbidden = SearchValues.Create("[]:*?/\\'");

    /// <summary>The tables' names as a workbook allows them: short, without some signs, and no two alike.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Table> tables)
    {
        var names = new List<string>();
        foreach (var table in tables)
        {
            var wanted =
                string.Concat(table.SheetName.Select(sign => Forbidden.Contains(sign) || !XmlConvert.IsXmlChar(sign) ? '-' : sign)).Trim();
            wanted = wanted.Length == 0 ? "Sheet" : wanted;
            var name = Cut(wanted, "");
            for (var number = 2; names.Contains(name, StringComparer.OrdinalIgnoreCase); number++)
            {
                name = Cut(wanted, $" ({number})");
            }

            names.Add(name);
        }

        return names;
    }

    static string Cut(string name, string suffix) => name[..Math.Min(name.Length, LengthMax - suffix.Length)].TrimEnd() + suffix;
}

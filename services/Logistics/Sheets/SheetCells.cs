using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Tables;

namespace Marketplace.Logistics.Sheets;

/// <summary>How cells of registers are read and written.</summary>
static class SheetCells
{
    public static string Of(bool flag) => flag ? "是" : "否";

    /// <summary>"06:00".</summary>
    public static string Of(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Degrees in full: a column of numbers would be rounded to some hundred metres.</summary>
    public static string? Of(decimal? degrees) => degrees?.ToString("0.######", CultureInfo.InvariantCulture);

    extension(TableRow row)
    {
        public Guid? OptionalId(string column)
        {
            var text = row.Has(column) ? row.Verbatim(column) : null;
            if (text is null || Guid.TryParse(text, out var id))
            {
                return text is null ? null : Guid.Parse(text);
            }

            row.Fault(column, "id_invalid", "不是有效的标识（GUID）。", "It is no id (a GUID).");
            return null;
        }

        /// <summary>A number that its request checks; what is beyond an int is out of its bounds as well.</summary>
        public int Int32(string column) => (int)Math.Clamp(row.Integer(column), int.MinValue, int.MaxValue);

        /// <inheritdoc cref="Int32"/>
        public int? OptionalInt32(string column) =>
            row.OptionalInteger(column) is { } number ? (int)Math.Clamp(number, int.MinValue, int.MaxValue) : null;

        /// <summary>A region is checked by its name as well, since lists are often shifted by a row.</summary>
        /// <param name="column">With the name; nothing may stand there.</param>
        /// <param name="name">What the region is called.</param>
        /// <exception cref="InvalidRequestException">It is called otherwise.</exception>
        public void RequireRegionName(string column, string name)
        {
            if (row.Verbatim(column) is { Length: > 0 } given && !RegionNaming.IsCalled(given, name)
                && !RegionNaming.IsOfOtherKind(given, name))
            {
                var (zh, en) = RegionNaming.Question(given, name);
                throw new InvalidRequestException(RegionNaming.Contradicts, column, zh, en);
            }
        }

        /// <summary>A node is checked by its name as well, as regions are.</summary>
        /// <param name="column">With the name; nothing may stand there.</param>
        /// <param name="name">What the node is called.</param>
        /// <exception cref="InvalidRequestException">It is called otherwise.</exception>
        public void RequireNodeName(string column, string name)
        {
            if (row.Verbatim(column) is { Length: > 0 } given && NormalForm.Of(given) != NormalForm.Of(name))
            {
                throw new InvalidRequestException(
                    "name_contradicts_id", column, $"该标识的节点是“{name}”，不是“{given}”；请核对，表格可能错行。",
                    $"The node with this id is \"{name}\", not \"{given}\"; check both, the list may be shifted by a row.");
            }
        }
    }
}

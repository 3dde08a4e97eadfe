using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.Tables;

namespace Marketplace.Ordering.Drafts;

/// <summary>
/// Reads sheets that people fill in: a file, or cells that were pasted as text, with the example of the template left in place.
/// </summary>
static class SheetRows
{
    const string PastedText = "text/plain";

    /// <summary>The kinds of bodies that are read.</summary>
    public static string[] ContentTypes { get; } = [.. TableReader.ContentTypes, PastedText];

    /// <summary>All rows but examples.</summary>
    /// <param name="request">Its body is the sheet, or a form with it.</param>
    /// <param name="headings">The columns.</param>
    /// <param name="rowsMax">The most rows.</param>
    /// <param name="isExample">Whether a row is the example of the template.</param>
    /// <param name="read">What is taken of a row; cells that can't be read become faults.</param>
    /// <param name="faults">What was not read.</param>
    /// <param name="overview">What was read.</param>
    /// <exception cref="InvalidRequestException">Nothing of it can be read, or rows were left out.</exception>
    public static async Task<List<T>> ReadAsync<T>(
        HttpRequest request, IReadOnlyList<Heading> headings, int rowsMax, Func<TableRow, bool> isExample, Func<TableRow, T> read,
        TableFaults faults, TableOverview overview, CancellationToken ct)
    {
        var limits = new TableLimits { RowsMax = rowsMax };
        await using var upload = await UploadedFile.ReadAsync(request, ct);
        List<T> rows = [];
        await foreach (var row in TableReader.StreamAsync(upload.Content, headings, faults, limits, ct, overview))
        {
            if (isExample(row))
            {
                overview.Ignore(
                    row.Sheet, row.Number, "example_row", $"{row.PlaceZh}：模板的示例行。", $"{row.PlaceEn}: the example of the template.");
                continue;
            }

            rows.Add(read(row));
        }

        RequireRead(rows.Count, faults);
        return rows;
    }

    /// <summary>A file of which something was left out is refused: nobody would look for a row that is not there.</summary>
    static void RequireRead(int rows, TableFaults faults)
    {
        if (faults.All.FirstOrDefault(fault => fault.Row is null || fault.Column is null || rows == 0) is { } unread)
        {
            throw new InvalidRequestException(unread.Code, unread.Column ?? "$", unread.Zh, unread.En);
        }

        if (rows == 0)
        {
            throw new InvalidRequestException(
                "no_rows", "$", "表头下面没有数据；请在示例行之下填写后再上传。", "There are no rows below the header; fill them in below the example.");
        }
    }
}

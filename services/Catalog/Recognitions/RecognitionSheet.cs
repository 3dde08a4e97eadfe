using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Recognitions;

/// <summary>Recognitions as a table: the columns of the file that is imported, exported, and filled in from the template.</summary>
static class RecognitionSheet
{
    public const string Name = "recognitions";

    /// <summary>The name of the county, which has to be one of the county's that the row names by id.</summary>
    public const string CountyName = "countyName";

    /// <summary>The columns; the name of the supplier is for people and is not read.</summary>
    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("number", "认定编号", "number"),
        new("supplierId", "供应商标识", "supplierId", Width: 38),
        new("supplierName", "供应商名称", "supplierName", Width: 30),
        new("countyId", "产地县区划标识", "countyId"),
        new(CountyName, "产地县名称", CountyName),
        new("productId", "商品标识", "productId", Width: 38),
        new("validFrom", "有效期起", "validFrom", ColumnKind.Date),
        new("validUntil", "有效期止", "validUntil", ColumnKind.Date),
        new("document", "依据文号", "document", Width: 30),
    ];

    /// <summary>How the columns are found in a file.</summary>
    public static IReadOnlyList<Heading> Headings { get; } =
        [.. Columns.Select(column => Heading.Of(column, column.Key is not ("supplierName" or CountyName or "productId")))];

    /// <summary>What a row asks for; null when a cell can't be read or says what no request may say, which is noted at the cell.</summary>
    public static IssueRecognition.Request? Read(TableRow row)
    {
        var request = new IssueRecognition.Request
        {
            Number = row.RequiredVerbatim("number"),
            SupplierId = Id(row, "supplierId") ?? Guid.Empty,
            CountyId = row.RequiredVerbatim("countyId"),
            ProductId = row.Has("productId") ? Id(row, "productId") : null,
            ValidFrom = row.Day("validFrom"),
            ValidUntil = row.Day("validUntil"),
            Document = row.RequiredVerbatim("document"),
        };
        if (!row.IsSound)
        {
            return null;
        }

        var checks = new Checks();
        request.Check(checks);
        foreach (var fault in checks.Faults)
        {
            row.Fault(ColumnOf(fault.Field), fault.Code, fault.Zh, fault.En);
        }

        return row.IsSound ? request : null;
    }

    /// <summary>Notes a refusal at the cell that it names.</summary>
    public static void Refuse(TableRow row, RefusalException refusal) =>
        row.Fault(ColumnOf(refusal.Field), refusal.Code, refusal.Zh, refusal.En);

    /// <summary>The table of what a county's register, or every register, has issued; without rows it is the template.</summary>
    public static Table Table(IReadOnlyList<IReadOnlyList<object?>> rows) =>
        new() { SheetName = Name, Columns = Columns, Rows = rows, Unknown = "" };

    /// <summary>A row for each recognition that is issued and not withdrawn, by county and number.</summary>
    /// <param name="county">The county; all when null.</param>
    public static async Task<IReadOnlyList<IReadOnlyList<object?>>> RowsAsync(CatalogDb db, string? county, CancellationToken ct)
    {
        var issued = await db.RecognitionRecords.AsNoTracking()
            .Where(record => record.Kind == CertificateKind.Recognition && !record.IsDeclined && record.WithdrawnFrom == null
                && (county == null || record.CountyId == county))
            .OrderBy(record => record.CountyId).ThenBy(record => record.Number)
            .Select(record => new
            {
                Record = record,
                CountyName = record.County.Name,
                SupplierName = db.Suppliers.Where(supplier => supplier.Id == record.HolderId).Select(supplier => supplier.Name).First(),
            }).ToListAsync(ct);
        return [.. issued.Select(row => new object?[]
        {
            row.Record.Number, row.Record.HolderId.ToString(), row.SupplierName, row.Record.CountyId, row.CountyName,
            row.Record.ProductId?.ToString(), row.Record.ValidFrom, row.Record.ValidUntil, row.Record.Document,
        })];
    }

    static Guid? Id(TableRow row, string column)
    {
        var text = row.RequiredVerbatim(column);
        if (Guid.TryParse(text, out var id))
        {
            return id;
        }

        if (text.Length > 0)
        {
            row.Fault(column, "id_invalid", "不是有效的标识（GUID）。", "It is no id (a GUID).");
        }

        return null;
    }

    // Fields of the request are named as the columns are.
    static string ColumnOf(string? field) => Columns.FirstOrDefault(column => column.Key == field)?.Key ?? "";
}

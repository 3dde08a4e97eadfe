using System.Globalization;
using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Imports;

/// <summary>GET /credits/imports/{importId}/rows. In the order of the file.</summary>
public static class ListImportRows
{
    /// <summary>A row, its reviews, and what became of its sale.</summary>
    public sealed record View : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required Guid LineId { get; init; }

        /// <summary>The sheet of the workbook; null for a text file.</summary>
        public string? SheetName { get; init; }

        /// <summary>As the spreadsheet counts.</summary>
        public required int RowNumber { get; init; }

        public required string DocumentNo { get; init; }

        public required Guid FacilitatorId { get; init; }

        public required string FacilitatorName { get; init; }

        public required string SupplierName { get; init; }

        public required string ProductName { get; init; }

        public required string BuyerName { get; init; }

        public required string OriginName { get; init; }

        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? AmountFen { get; init; }

        public required DateOnly SaleDate { get; init; }

        /// <summary>Both sides review the row by it.</summary>
        [SeenBy(Viewers.BuyerRegion | Viewers.OriginRegion | Viewers.Auditor, DataClass.Reference, IsMasked = true)]
        public required string? InvoiceNumber { get; init; }

        public required ImportRowState State { get; init; }

        public bool? FacilitatorApproved { get; init; }

        public bool? OriginApproved { get; init; }

        public required CreditOutcome Outcome { get; init; }

        public required SaleStatus Status { get; init; }

        /// <summary>What it is or was held for; null when it never was.</summary>
        public CreditReason? HeldFor { get; init; }

        /// <summary>Since when invoices and payments cover it; null before.</summary>
        public DateTimeOffset? VerifiedAt { get; init; }
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet("/imports/{importId:guid}/rows", HandleAsync)
        .WithName("ListImportRows")
        .WithSummary("导入台账明细 Rows of an imported ledger")
        .For(Roles.Official, Roles.Auditor, Roles.Operator).RecordsAccess<CreditingDb>("import-row");

    static async Task<Ok<Page<View>>> HandleAsync(
        Guid importId, CreditingDb db, Caller caller, ReadAccess access, [AsParameters] PageQuery page, CancellationToken ct,
        ImportRowState? state = null)
    {
        await ImportScope.ImportAsync(db, importId, ct);
        var rows = db.ImportRows.AsNoTracking().Where(row => row.ImportId == importId && (state == null || row.State == state));
        if (Cursor.Decode(page.After, 2) is [var lastSheet, var lastRow])
        {
            var (sheet, number) = (Cursor.Number(lastSheet), Cursor.Number(lastRow));
            rows = rows.Where(row => row.SheetNumber > sheet || (row.SheetNumber == sheet && row.RowNumber > number));
        }

        var found = await rows.OrderBy(row => row.SheetNumber).ThenBy(row => row.RowNumber).Take(page.Size + 1).ToListAsync(ct);
        Guid[] ids = [.. found.Select(row => row.LineId)];

        // Who sees the row sees its sale, whoever the buyer is.
        var sales = await db.SaleLines.IgnoreQueryFilters().AsNoTracking()
            .Where(line => ids.Contains(line.LineId)).ToDictionaryAsync(line => line.LineId, ct);
        return TypedResults.Ok(access.OfList(Page.Of(
            found, page.Size, row => Of(row, sales[row.LineId], caller),
            row => Cursor.Encode(
                row.SheetNumber.ToString(CultureInfo.InvariantCulture), row.RowNumber.ToString(CultureInfo.InvariantCulture)))));
    }

    static View Of(ImportRow row, SaleLine sale, Caller caller) => new()
    {
        // Of an imported ledger the facilitator stands for the side that buys.
        SeenAs = caller.Oversight
            | (caller.AnswersFor(row.FacilitatorPath) ? Viewers.BuyerRegion : Viewers.None)
            | (caller.AnswersFor(row.OriginPath) ? Viewers.OriginRegion : Viewers.None),
        LineId = row.LineId,
        SheetName = row.SheetName,
        RowNumber = row.RowNumber,
        DocumentNo = row.DocumentNo,
        FacilitatorId = row.FacilitatorId,
        FacilitatorName = row.FacilitatorName,
        SupplierName = row.SupplierName,
        ProductName = row.ProductName,
        BuyerName = row.BuyerName,
        OriginName = sale.OriginName,
        AmountFen = row.AmountFen,
        SaleDate = row.SaleDate,
        InvoiceNumber = row.InvoiceNumber,
        State = row.State,
        FacilitatorApproved = row.FacilitatorApproved,
        OriginApproved = row.OriginApproved,
        Outcome = sale.Outcome,
        Status = sale.Status,
        HeldFor = sale.HeldFor,
        VerifiedAt = sale.VerifiedAt,
    };
}

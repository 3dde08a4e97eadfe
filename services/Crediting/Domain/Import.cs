using System.Globalization;
using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>导入台账: a ledger of offline assisted sales that was imported as a whole (CR-22).</summary>
public sealed class Import
{
    public required Guid ImportId { get; init; }

    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file in hexadecimal: the same file is imported once, unless a row of it was rejected (CR-22).</summary>
    public required string FileHash { get; init; }

    public required int Rows { get; init; }

    public required long AmountFen { get; init; }

    public required DateOnly FirstSale { get; init; }

    public required DateOnly LastSale { get; init; }

    /// <summary>The region paths of all facilitators and origins, one after the other: officials of these regions see it.</summary>
    public required string Paths { get; init; }

    public required string ImportedBy { get; init; }

    public required DateTimeOffset ImportedAt { get; init; }

    /// <summary>Rows that both sides approved.</summary>
    public int Approved { get; private set; }

    /// <summary>Rows that either side rejected.</summary>
    public int Rejected { get; private set; }

    public ImportState State { get; private set; } = ImportState.AwaitingReview;

    /// <summary>So many rows more are decided.</summary>
    public void Count(int approved, int rejected)
    {
        (Approved, Rejected) = (Approved + approved, Rejected + rejected);
        State = Approved + Rejected == Rows ? ImportState.Reviewed : ImportState.AwaitingReview;
    }
}

/// <summary>A row of an imported ledger: what its sale doesn't tell, and how far its review has come.</summary>
public sealed class ImportRow
{
    /// <summary>The sale that it became. It follows from facilitator and document number, so that no document is imported twice.</summary>
    public required Guid LineId { get; init; }

    public required Guid ImportId { get; init; }

    /// <summary>Which sheet of the workbook it stood on, from 1; 1 for a text file.</summary>
    public required int SheetNumber { get; init; }

    /// <summary>Null for a text file.</summary>
    public string? SheetName { get; init; }

    /// <summary>As the spreadsheet counts.</summary>
    public required int RowNumber { get; init; }

    public required Guid FacilitatorId { get; init; }

    public required string FacilitatorName { get; init; }

    /// <summary>As it was typed.</summary>
    public required string DocumentNo { get; init; }

    /// <summary>The document number in the form in which it is compared.</summary>
    public string DocumentForm { get => NormalForm.Of(DocumentNo); private set { } }

    public required Guid SupplierId { get; init; }

    public required string SupplierName { get; init; }

    public required string ProductName { get; init; }

    public required string BuyerName { get; init; }

    public required long AmountFen { get; init; }

    public required DateOnly SaleDate { get; init; }

    /// <summary>发票代码, of an older invoice; null for others.</summary>
    public string? InvoiceCode { get; init; }

    /// <summary>As it was typed.</summary>
    public required string InvoiceNumber { get; init; }

    /// <summary>The invoice number in the form in which it is compared.</summary>
    public string InvoiceForm { get => NormalForm.Of(InvoiceNumber); private set { } }

    /// <summary>What all rows with this invoice may add up to.</summary>
    public required long InvoiceTotalFen { get; init; }

    /// <summary>Where the facilitator was registered on the day of the sale.</summary>
    public required string FacilitatorPath { get; init; }

    public required string OriginPath { get; init; }

    /// <summary>What the facilitator's side decided; null while it hasn't.</summary>
    public bool? FacilitatorApproved { get; private set; }

    public string? FacilitatorReviewedBy { get; private set; }

    /// <summary>What the side of the origin decided; null while it hasn't.</summary>
    public bool? OriginApproved { get; private set; }

    public string? OriginReviewedBy { get; private set; }

    public ImportRowState State { get; private set; } = ImportRowState.AwaitingReview;

    /// <summary>The id of the sale of a facilitator's document.</summary>
    /// <param name="facilitatorId">The facilitator.</param>
    /// <param name="documentNo">Its document, in whatever spelling.</param>
    /// <param name="rejected">How often a side has rejected the document before: a rejected row uses up no number (CR-22).</param>
    public static Guid LineIdOf(Guid facilitatorId, string documentNo, int rejected = 0) => StableIds.Of(
        rejected == 0
            ? $"import/{facilitatorId}/{NormalForm.Of(documentNo)}"
            : string.Create(CultureInfo.InvariantCulture, $"import/{facilitatorId}/{NormalForm.Of(documentNo)}/{rejected}"));
}

/// <summary>A review of rows by one side; as it was given.</summary>
public sealed class ImportReview
{
    public required Guid ReviewId { get; init; }

    public required Guid ImportId { get; init; }

    public required ReviewSide Side { get; init; }

    public required bool IsApproved { get; init; }

    /// <summary>How many rows it decided.</summary>
    public required int Rows { get; init; }

    public required string Note { get; init; }

    public required string ReviewedBy { get; init; }

    public required DateTimeOffset ReviewedAt { get; init; }
}

/// <summary>How far an import has come.</summary>
public enum ImportState
{
    /// <summary>待审核: some rows are.</summary>
    AwaitingReview = 1,

    /// <summary>已审核: every row is decided.</summary>
    Reviewed = 2,
}

/// <summary>How far a row has come.</summary>
public enum ImportRowState
{
    /// <summary>待审核: by one side or both.</summary>
    AwaitingReview = 1,

    /// <summary>已通过: by both sides; its sale is judged as any other.</summary>
    Approved = 2,

    /// <summary>已驳回: by either side; its sale earns nothing.</summary>
    Rejected = 3,
}

/// <summary>Whose county reviews.</summary>
public enum ReviewSide
{
    /// <summary>帮销方: where the facilitator is registered.</summary>
    Facilitator = 1,

    /// <summary>产地方: where the goods come from.</summary>
    Origin = 2,
}

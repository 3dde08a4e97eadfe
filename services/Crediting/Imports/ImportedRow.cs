using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Imports;

/// <summary>A row of an imported ledger after every check, with the codes and names resolved; as the journal keeps it (CR-22).</summary>
public sealed record ImportedRow
{
    /// <summary>Which sheet of the workbook it stood on, from 1; 1 for a text file.</summary>
    public int SheetNumber { get; init; } = 1;

    /// <summary>Null for a text file.</summary>
    public string? SheetName { get; init; }

    /// <summary>As the spreadsheet counts.</summary>
    public required int RowNumber { get; init; }

    public required string DocumentNo { get; init; }

    public required Guid FacilitatorId { get; init; }

    /// <summary>How often a side had rejected the document before (CR-22).</summary>
    public int Rejected { get; init; }

    /// <summary>The sale that the row becomes.</summary>
    [JsonIgnore]
    public Guid LineId => ImportRow.LineIdOf(FacilitatorId, DocumentNo, Rejected);

    public required Guid SupplierId { get; init; }

    public required string SupplierName { get; init; }

    /// <summary>Where the supplier is registered; null when the row doesn't say.</summary>
    public string? SupplierPath { get; init; }

    public required string ProductName { get; init; }

    public required ProductCategory Category { get; init; }

    public required ProcessingLevel ProcessingLevel { get; init; }

    public required Recognition Recognition { get; init; }

    public Guid? BatchId { get; init; }

    public required RegionPath OriginPath { get; init; }

    public required string OriginName { get; init; }

    public required Quantity Quantity { get; init; }

    public required TradeUnit Unit { get; init; }

    public required UnitPrice UnitPrice { get; init; }

    /// <summary>What counts (CR-02).</summary>
    public required long AmountFen { get; init; }

    public required DateOnly SaleDate { get; init; }

    /// <summary>The registered unit, or an id that follows from name and place of one that isn't.</summary>
    public required Guid UnitId { get; init; }

    public required string BuyerName { get; init; }

    public required RegionPath DeliveryPath { get; init; }

    /// <summary>发票代码, of an older invoice; null for others.</summary>
    public string? InvoiceCode { get; init; }

    public required string InvoiceNumber { get; init; }

    public required long InvoiceTotalFen { get; init; }

    public required DateOnly InvoiceDate { get; init; }

    public string? Proof { get; init; }

    public required SalesChannel Channel { get; init; }
}

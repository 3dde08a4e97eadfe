using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Sales;

namespace Marketplace.Crediting.Imports;

/// <summary>Makes the sale of an imported row (CR-22).</summary>
static class ImportedSaleFactory
{
    static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    /// <summary>The sale, and what of the registry it needs and doesn't find.</summary>
    public static (SaleLine Line, string? Missing) Of(
        ImportedRow row, Guid importId, RegistryFacts registry, PartyResolver parties, string by, DateTimeOffset now)
    {
        var line = Line(row, importId, registry, by, now);
        var (said, missing) = parties.Of(line, row.OriginPath.Value, row.OriginName);
        return said is null ? (line, missing) : (line.Attribute(said).Begin(), null);
    }

    static SaleLine Line(ImportedRow row, Guid importId, RegistryFacts registry, string by, DateTimeOffset now)
    {
        var lineId = row.LineId;

        // A row knows the day only. What was registered in its course counts for it.
        var at = BusinessDay.StartOf(row.SaleDate.AddDays(1)) - Millisecond;
        return new SaleLine
        {
            LineId = lineId,
            AcceptanceNo = 1,
            Source = SaleSource.ImportedLedger,
            PurchaseId = importId,
            PurchaseNumber = row.DocumentNo,
            LineNumber = row.RowNumber,
            ConfirmedAt = at,
            UnitId = row.UnitId,
            UnitName = row.BuyerName,
            Channel = row.Channel,
            FacilitatorId = row.FacilitatorId,
            FacilitatorNamedAt = at,
            FacilitatorProof = row.Proof,
            SupplierId = row.SupplierId,
            SupplierName = row.SupplierName,
            SupplierRegistrationPath = row.SupplierPath,
            ProductId = StableIds.Of(
                $"import/product/{row.SupplierId}/{NormalForm.Of(row.ProductName)}/{NormalForm.Of(row.Unit.Name)}/{row.Unit.Grams}"
                + $"/{row.Unit.Pieces}"),
            ProductName = row.ProductName,
            Category = row.Category,
            ProcessingLevel = row.ProcessingLevel,
            RecognitionNumber = row.Recognition.Number,
            RecognitionFrom = row.Recognition.ValidFrom,
            RecognitionUntil = row.Recognition.ValidUntil,
            TradeUnit = row.Unit.Name,
            TradeUnitGrams = row.Unit.Grams,
            TradeUnitPieces = row.Unit.Pieces,
            UnitPrice = row.UnitPrice,
            Ordered = row.Quantity,
            Dispatched = row.Quantity,
            Accepted = row.Quantity,
            Short = Quantity.Zero,
            Rejected = Quantity.Zero,
            GrossFen = row.AmountFen,
            AmountFen = row.AmountFen,
            ShareQuantity = row.Quantity,
            AcceptedAt = at,
            RecognitionDate = row.SaleDate,
            EvidenceId = lineId,
            DeliveryPath = row.DeliveryPath.Value,
            Batches = row.BatchId is { } batch ? [new BatchPart(batch, row.Quantity)] : [],
            InvoiceNumber = row.InvoiceNumber,
            RuleSetVersion = registry.RuleSetOn(row.SaleDate).Version,
            RecordedAt = now,
        }.Recognise(record: null);
    }
}

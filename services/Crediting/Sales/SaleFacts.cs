using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sales;

/// <summary>
/// What was sold, by whom, to whom, and how it came there, as it was recorded with the acceptance: the papers behind a figure.
/// </summary>
public sealed record SaleFacts : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid LineId { get; init; }

    public required int AcceptanceNo { get; init; }

    /// <summary>Which origin of the line this is (CR-04), from 1, and of how many.</summary>
    public required int ShareNo { get; init; }

    public required int Shares { get; init; }

    public required SaleSource Source { get; init; }

    /// <summary>The order of the platform; null for an imported row.</summary>
    public OrderFacts? Order { get; init; }

    /// <summary>The row of an imported ledger (CR-22); null for a sale of the platform.</summary>
    public ImportedRowFacts? ImportedRow { get; init; }

    /// <summary>The day of the acceptance in Asia/Shanghai (CR-01), or the day of sale that the imported row names (CR-22).</summary>
    public required DateOnly RecognitionDate { get; init; }

    /// <summary>Where the goods went (CR-05).</summary>
    public required Place Destination { get; init; }

    public required BuyerFacts Buyer { get; init; }

    public required SupplierFacts Supplier { get; init; }

    public required ProductFacts Product { get; init; }

    /// <summary>The county that the recognition names as the origin (CR-04).</summary>
    public required Place Origin { get; init; }

    /// <summary>Null when the product had none.</summary>
    public Recognition? Recognition { get; init; }

    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required AcceptedGoods? Goods { get; init; }

    /// <summary>Who helped to sell; null when nobody was named (CR-07).</summary>
    public FacilitatorFacts? Facilitator { get; init; }

    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required AmountFacts? Amounts { get; init; }

    /// <summary>Null for an imported row.</summary>
    public AcceptanceFacts? Acceptance { get; init; }

    /// <summary>Null for an imported row.</summary>
    public ShipmentFacts? Shipment { get; init; }

    /// <summary>The batches that the goods were held from.</summary>
    public required IReadOnlyList<BatchPart> Batches { get; init; }

    public sealed record OrderFacts(Guid OrderId, string Number, int LineNumber, DateTimeOffset ConfirmedAt);

    /// <param name="ImportId">The ledger file.</param>
    /// <param name="RowNumber">The row of the file.</param>
    /// <param name="DocumentNumber">The document that the row names.</param>
    /// <param name="InvoiceNumber">The invoice that the row names; officials of the west see its end.</param>
    public sealed record ImportedRowFacts(
        Guid ImportId,
        int RowNumber,
        string DocumentNumber,
        [property: SeenBy(SaleViewers.Papers, DataClass.Reference, IsMasked = true)] string? InvoiceNumber) : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }
    }

    /// <param name="UnitId">The purchasing unit.</param>
    /// <param name="Name">Its name on the order.</param>
    /// <param name="Affiliation">Where it belonged on the recognition date (CR-06).</param>
    /// <param name="IsCentral">Whether it was of central budget level.</param>
    /// <param name="IsPairingDesignated">Whether it was a pairing-designated unit (CR-10).</param>
    public sealed record BuyerFacts(Guid UnitId, string Name, Place Affiliation, bool IsCentral, bool IsPairingDesignated);

    public sealed record SupplierFacts(Guid SupplierId, string Name);

    /// <param name="FacilitatorId">The facilitator.</param>
    /// <param name="Name">Its name; null when the registry doesn't know it.</param>
    /// <param name="Registration">Where it was registered on the recognition date; null when nowhere.</param>
    /// <param name="NamedAt">When the order named it.</param>
    /// <param name="IsInTime">No later than the confirmation (CR-07).</param>
    /// <param name="Proof">The document that proves its part.</param>
    public sealed record FacilitatorFacts(
        Guid FacilitatorId, string? Name, Place? Registration, DateTimeOffset? NamedAt, bool IsInTime, string? Proof);

    /// <param name="GrossFen">Quantity times price, of the whole line (CR-03).</param>
    /// <param name="DiscountFen">The line's part of what the suppliers forgo (CR-02).</param>
    /// <param name="SubsidyFen">What a third party paid the supplier, shown separately (CR-02).</param>
    /// <param name="AmountFen">The value of this share as it was accepted.</param>
    /// <param name="SubsidisedFen">What of that value is subsidy (CR-13); nothing when the parameters leave it out.</param>
    /// <param name="NetFen">What is left of it after returns and price cuts (CR-15).</param>
    public sealed record AmountFacts(long GrossFen, long DiscountFen, long SubsidyFen, long AmountFen, long SubsidisedFen, long NetFen);

    public sealed record ProductFacts(
        Guid ProductId, long? ListingVersion, string Name, ProductCategory Category, ProcessingLevel ProcessingLevel);

    /// <param name="Unit">The trade unit in which all quantities are told.</param>
    /// <param name="UnitPrice">In yuan per trade unit, tax included.</param>
    /// <param name="Ordered">Ordered quantity.</param>
    /// <param name="Dispatched">What the supplier sent.</param>
    /// <param name="Accepted">What the buyer accepted.</param>
    /// <param name="Short">Sent but not arrived.</param>
    /// <param name="Rejected">Arrived but refused.</param>
    /// <param name="RejectionReason">Why; null when nothing was refused.</param>
    /// <param name="AmountFen">Accepted quantity times unit price, rounded once (CR-03).</param>
    public sealed record AcceptedGoods(
        TradeUnit Unit,
        UnitPrice UnitPrice,
        Quantity Ordered,
        Quantity Dispatched,
        Quantity Accepted,
        Quantity Short,
        Quantity Rejected,
        string? RejectionReason,
        long AmountFen);

    /// <param name="AcceptanceId">The acceptance sheet.</param>
    /// <param name="AcceptedAt">When it was confirmed.</param>
    /// <param name="AcceptedBy">The subject of whoever did; for the buyer's side.</param>
    /// <param name="IsAutomatic">The buyer was silent (CR-01).</param>
    public sealed record AcceptanceFacts(
        Guid AcceptanceId,
        DateTimeOffset AcceptedAt,
        [property: SeenBy(Viewers.BuyersSide, DataClass.Person)] string? AcceptedBy,
        bool IsAutomatic) : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }
    }

    public sealed record ShipmentFacts(Guid ShipmentId, string? Waybill, DateTimeOffset? DispatchedAt, DateTimeOffset? DeliveredAt);

    /// <summary>Adds the names of places that the line names by path only.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> PlaceNamesAsync(
        CreditingDb db, IEnumerable<SaleLine> lines, CancellationToken ct)
    {
        string[] ids =
        [
            .. lines.SelectMany(line => (string?[])[line.UnitPath, line.DeliveryPath, line.FacilitatorPath])
                .Where(path => !string.IsNullOrEmpty(path)).Select(path => new RegionPath(path!).RegionId).Distinct(),
        ];
        return await db.Regions.AsNoTracking().Where(region => region.IsCurrent && ids.Contains(region.RegionId))
            .ToDictionaryAsync(region => region.RegionId, region => region.Name, ct);
    }

    public static SaleFacts Of(SaleLine line, IReadOnlyDictionary<string, string> placeNames, Viewers seenAs) => new()
    {
        SeenAs = seenAs,
        LineId = line.LineId,
        AcceptanceNo = line.AcceptanceNo,
        ShareNo = line.ShareNo,
        Shares = line.Shares,
        Source = line.Source,
        Order = line.Source == SaleSource.Platform
            ? new OrderFacts(line.PurchaseId, line.PurchaseNumber, line.LineNumber, line.ConfirmedAt)
            : null,
        ImportedRow = line.Source == SaleSource.ImportedLedger
            ? new ImportedRowFacts(line.PurchaseId, line.LineNumber, line.PurchaseNumber, line.InvoiceNumber) { SeenAs = seenAs }
            : null,
        RecognitionDate = line.RecognitionDate,
        Destination = Named(line.DeliveryPath, placeNames),
        Buyer = new(line.UnitId, line.UnitName, Named(line.UnitPath, placeNames), line.IsUnitCentral, line.IsUnitDesignated),
        Supplier = new(line.SupplierId, line.SupplierName),
        Product = new(line.ProductId, line.ListingVersion, line.ProductName, line.Category, line.ProcessingLevel),
        Origin = new(new RegionPath(line.OriginPath), line.OriginName),
        Recognition = line.Recognition,
        Goods = new(
            new TradeUnit { Name = line.TradeUnit, Grams = line.TradeUnitGrams, Pieces = line.TradeUnitPieces },
            line.UnitPrice,
            line.Ordered,
            line.Dispatched,
            line.Accepted,
            line.Short,
            line.Rejected,
            line.RejectionReason,
            line.AmountFen),
        Facilitator = line.FacilitatorId is { } facilitatorId
            ? new FacilitatorFacts(
                facilitatorId,
                line.FacilitatorName,
                line.FacilitatorPath is { } registered ? Named(registered, placeNames) : null,
                line.FacilitatorNamedAt,
                line.IsFacilitatedInTime,
                line.FacilitatorProof)
            : null,
        Amounts = new(line.GrossFen, line.DiscountFen, line.SubsidyFen, line.AmountFen, line.SubsidisedFen, line.NetFen),
        Acceptance = line.AcceptanceId is { } acceptanceId
            ? new AcceptanceFacts(acceptanceId, line.AcceptedAt, line.AcceptedBy, line.IsAutomatic) { SeenAs = seenAs }
            : null,
        Shipment = line.Source == SaleSource.Platform
            ? new ShipmentFacts(line.EvidenceId, line.Waybill, line.DispatchedAt, line.DeliveredAt)
            : null,
        Batches = line.Batches,
    };

    static Place Named(string path, IReadOnlyDictionary<string, string> names) =>
        new(new RegionPath(path), names.GetValueOrDefault(new RegionPath(path).RegionId));
}

/// <summary>A region.</summary>
/// <param name="Path">With its ancestors, as stable ids.</param>
/// <param name="Name">Null when the registry has not told it.</param>
public sealed record Place(RegionPath Path, string? Name);

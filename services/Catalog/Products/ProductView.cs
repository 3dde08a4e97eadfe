using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Recognitions;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;

namespace Marketplace.Catalog.Products;

/// <summary>A product as callers see it.</summary>
public sealed record ProductView
{
    public required Guid ProductId { get; init; }

    public required Guid SupplierId { get; init; }

    public required string SupplierName { get; init; }

    public required string Name { get; init; }

    public required ProductCategory Category { get; init; }

    public required ProcessingLevel ProcessingLevel { get; init; }

    public required string OriginCountyId { get; init; }

    public required string OriginName { get; init; }

    /// <summary>Null when it neither has nor claims one: its sales are not attributed to a region (CR-04).</summary>
    public ListedRecognition? Recognition { get; init; }

    /// <summary>Green, organic and other certificates of the product, each with its state; null when it has none.</summary>
    public IReadOnlyList<CertificateView>? Certificates { get; init; }

    /// <summary>Of a gift set, by number; null when all comes from the one origin.</summary>
    public IReadOnlyList<ComponentView>? Components { get; init; }

    /// <summary>What it is charged for when it isn't goods; null for goods.</summary>
    public ChargeKind? Charge { get; init; }

    /// <summary>Of an agent's listing: whose product it sells and on which days it may; null when the supplier sells its own.</summary>
    public Agency? Agency { get; init; }

    public required TradeUnit Unit { get; init; }

    /// <summary>Ascending by quantity; the first quantity is the least that can be ordered.</summary>
    public required IReadOnlyList<PriceTier> PriceTiers { get; init; }

    /// <summary>False when it has been withdrawn: it can't be ordered.</summary>
    public required bool IsOnOffer { get; init; }

    /// <summary>From which day on, where and in which quantities it can be had; null when not limited.</summary>
    public DeliveryTerms? Delivery { get; init; }

    /// <summary>What all batches together can still supply, in trade units.</summary>
    public required Quantity Available { get; init; }

    public required DateTimeOffset ListedAt { get; init; }

    /// <summary>Also the ETag, to be given back as If-Match. Stock that comes and goes does not change it.</summary>
    public required long Version { get; init; }

    /// <summary>The view of a product whose supplier and origin are loaded.</summary>
    internal static ProductView Of(Product product, Quantity available) => new()
    {
        ProductId = product.Id,
        SupplierId = product.SupplierId,
        SupplierName = product.Supplier.Name,
        Name = product.Name,
        Category = product.Category,
        ProcessingLevel = product.ProcessingLevel,
        OriginCountyId = product.OriginId,
        OriginName = product.Origin.Name,
        Recognition = ListedRecognition.Of(product.Recognition),
        Components =
            product.Components.Count == 0 ? null : [.. product.Components.OrderBy(component => component.ShareNo).Select(ComponentView.Of)],
        Charge = product.Charge,
        Agency = product.Agency,
        Unit = product.Unit,
        PriceTiers = product.PriceTiers,
        IsOnOffer = product.IsOnOffer,
        Delivery = product.Delivery,
        Available = available,
        ListedAt = product.ListedAt,
        Version = product.Version,
    };

    /// <summary>A component of a gift set.</summary>
    public sealed record ComponentView
    {
        public required int ShareNo { get; init; }

        /// <summary>In proportion to these the amount is split over the origins (CR-03).</summary>
        public required long Weight { get; init; }

        /// <summary>Null when its origin is not declared.</summary>
        public string? OriginCountyId { get; init; }

        public string? OriginName { get; init; }

        public ListedRecognition? Recognition { get; init; }

        internal static ComponentView Of(SetComponent component) => new()
        {
            ShareNo = component.ShareNo,
            Weight = component.Weight,
            OriginCountyId = component.OriginId,
            OriginName = component.Origin?.Name,
            Recognition = ListedRecognition.Of(component.Recognition),
        };
    }

    /// <summary>The recognition of a product or component: what the county's register has, or what the supplier claims.</summary>
    /// <param name="Number">The number on the certificate.</param>
    /// <param name="ValidFrom">First day of validity.</param>
    /// <param name="ValidUntil">Last day of validity, inclusive.</param>
    /// <param name="IsConfirmed">False while it is the supplier's claim; what is sold meanwhile waits for the county (CR-04).</param>
    /// <param name="RecordId">The record that confirms it; null while it is a claim.</param>
    public sealed record ListedRecognition(
        string Number, DateOnly ValidFrom, DateOnly ValidUntil, bool IsConfirmed, Guid? RecordId)
    {
        internal static ListedRecognition? Of(Recognition? said) => said is null
            ? null
            : new ListedRecognition(said.Number, said.ValidFrom, said.ValidUntil, said.RecordId is not null, said.RecordId);
    }
}

using System.Globalization;
using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Messages;
using Marketplace.Catalog.Recognitions;
using Marketplace.Catalog.Regions;
using Marketplace.Catalog.Storage;
using Marketplace.Catalog.Suppliers;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Catalog.Products;

/// <summary>POST /catalog/products → ListingPublished.</summary>
public static class ListProduct
{
    public sealed record Request : IChecked, IActsFor
    {
        public required Guid ProductId { get; init; }

        public required Guid SupplierId { get; init; }

        public required string Name { get; init; }

        public required ProductCategory Category { get; init; }

        public required ProcessingLevel ProcessingLevel { get; init; }

        /// <summary>The region that the goods come from: a county, or a city that has none.</summary>
        public required string OriginCountyId { get; init; }

        /// <summary>What the supplier claims; the county's register confirms it.</summary>
        public RecognitionClaim? Recognition { get; init; }

        /// <summary>
        /// Of a gift set of several origins, 2 to 50 in the order of their share numbers; absent when all comes from the one origin.
        /// </summary>
        public IReadOnlyList<Component>? Components { get; init; }

        /// <summary>
        /// What it is charged for: Goods when absent; Freight, PackagingDeposit or ServiceFee are no goods and earn no credit (CR-02).
        /// </summary>
        public ChargeKind? Charge { get; init; }

        public required TradeUnit Unit { get; init; }

        public required IReadOnlyList<PriceTier> PriceTiers { get; init; }

        Guid IActsFor.ActsFor => SupplierId;

        public void Check(Checks checks)
        {
            checks.NewId(ProductId, "productId");
            checks.NotEmpty(SupplierId, "supplierId");
            checks.Code(OriginCountyId, "originCountyId", max: 40);
            ListingChecks.Name(checks, Name);
            ListingChecks.Recognition(checks, Recognition);
            ListingChecks.Components(checks, Components);
            ListingChecks.Charge(checks, Charge);
            ListingChecks.Unit(checks, Unit);
            ListingChecks.PriceTiers(checks, PriceTiers);
        }
    }

    /// <summary>A component of a gift set.</summary>
    public sealed record Component
    {
        /// <summary>
        /// In proportion to these the amount is split over the origins (CR-03); usually what the component costs by itself, in fen.
        /// </summary>
        public required long Weight { get; init; }

        /// <summary>Absent when its origin is not declared: its share is not attributed (CR-04).</summary>
        public string? OriginCountyId { get; init; }

        public RecognitionClaim? Recognition { get; init; }
    }

    public static void Map(RouteGroupBuilder products) => products.MapPost("/", HandleAsync)
        .WithName(nameof(ListProduct)).WithSummary("上架商品 List a product")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<CatalogDb>();

    static async Task<EtagCreated<ProductView>> HandleAsync(Request request, CatalogDb db, TimeProvider clock, CancellationToken ct)
    {
        // Until the commit the supplier can't be suspended: it would withdraw all its products but this one.
        await db.LockAsync<Supplier>([request.SupplierId], ct);
        var supplier = await db.Suppliers.FindAsync([request.SupplierId], ct) ?? throw new InvalidRequestException(
            "unknown_supplier", "supplierId", "该供应商尚未登记，请先登记供应商。", "The supplier is not registered; register it first.");
        SupplierRules.RequireActive(supplier);
        var origin = await db.OriginNamedAsync(request.OriginCountyId, "originCountyId", ct);

        var product = Product.List(
            request.ProductId,
            supplier,
            request.Name,
            request.Category,
            request.ProcessingLevel,
            origin,
            await db.ConfirmedAsync(request.Recognition, request.SupplierId, request.ProductId, request.OriginCountyId, ct),
            request.Unit,
            request.PriceTiers,
            await KnowComponentsAsync(db, request, ct),
            clock.NowToTheMillisecond(),
            request.Charge == ChargeKind.Goods ? null : request.Charge);
        db.Add(product);
        db.AddRange(ProductPair.Of(product));
        db.Publish(product.ToMessage());
        await db.SaveChangesAsync(ct);
        return Etag.Created($"/catalog/products/{product.Id}", ProductView.Of(product, Quantity.Zero), product.Version);
    }

    static async Task<List<SetComponent>> KnowComponentsAsync(CatalogDb db, Request request, CancellationToken ct)
    {
        List<SetComponent> components = [];
        foreach (var said in request.Components ?? [])
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"components[{components.Count}].originCountyId");
            var origin = said.OriginCountyId is { } id ? await db.OriginNamedAsync(id, field, ct) : null;
            var recognition = await db.ConfirmedAsync(
                said.Recognition, request.SupplierId, request.ProductId, said.OriginCountyId, ct);
            components.Add(SetComponent.Of(request.ProductId, components.Count + 1, said.Weight, origin, recognition));
        }

        return components;
    }
}

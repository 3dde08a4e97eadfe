using System.Globalization;
using Marketplace.Catalog.Agencies;
using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Messages;
using Marketplace.Catalog.NegativeList;
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
using Microsoft.EntityFrameworkCore;

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

        /// <summary>
        /// Of an agent: the product of its principal that it sells, whose category, origin, recognition and components it has. Absent for a
        /// supplier's own.
        /// </summary>
        public Guid? PrincipalProductId { get; init; }

        /// <summary>What the supplier claims; the county's register confirms it. An agent claims nothing.</summary>
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

        /// <summary>From which day on, where and in which quantities it can be had; absent when not limited.</summary>
        public DeliveryTerms? Delivery { get; init; }

        Guid IActsFor.ActsFor => SupplierId;

        public void Check(Checks checks)
        {
            checks.NewId(ProductId, "productId");
            checks.NotEmpty(SupplierId, "supplierId");
            checks.Code(OriginCountyId, "originCountyId", max: 40);
            checks.That(
                PrincipalProductId is null || (Recognition is null && Components is null),
                "recognition",
                "agent_claims_nothing",
                "代理商品的认定和组成部分以委托方的商品为准，不另行填报。",
                "What an agent sells has the recognition and the components of its principal's product; it states none.");
            ListingChecks.Name(checks, Name);
            ListingChecks.Recognition(checks, Recognition);
            ListingChecks.Components(checks, Components);
            ListingChecks.Charge(checks, Charge);
            ListingChecks.Unit(checks, Unit);
            ListingChecks.PriceTiers(checks, PriceTiers);
            ListingChecks.Delivery(checks, Delivery);
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
        var sold = await PrincipalProductAsync(db, request, ct);
        // Until the commit the supplier can't be suspended: it would withdraw all its products but this one.
        await db.LockAsync<Supplier>([request.SupplierId, sold?.SupplierId ?? request.SupplierId], ct);
        var supplier = await db.Suppliers.FindAsync([request.SupplierId], ct) ?? throw new InvalidRequestException(
            "unknown_supplier", "supplierId", "该供应商尚未登记，请先登记供应商。", "The supplier is not registered; register it first.");
        var today = BusinessDay.Of(clock.GetUtcNow());
        SupplierRules.RequireSells(supplier, today);
        var origin = await db.OriginNamedAsync(request.OriginCountyId, "originCountyId", ct);

        await db.RequireRegionsAsync(request.Delivery?.DeliversTo ?? [], "delivery.deliversTo", ct);
        RequireSame(request, supplier, sold);
        var product = Product.List(
            request.ProductId,
            supplier,
            request.Name,
            request.Category,
            request.ProcessingLevel,
            origin,
            sold is null
                ? await db.ConfirmedAsync(request.Recognition, request.SupplierId, request.ProductId, request.OriginCountyId, ct)
                : sold.Recognition,
            request.Unit,
            request.PriceTiers,
            sold is null
                ? await KnowComponentsAsync(db, request, ct)
                : sold.Components.Select(part => SetComponent.Of(
                    request.ProductId, part.ShareNo, part.Weight, part.Origin, part.Recognition)),
            clock.NowToTheMillisecond(),
            request.Charge == ChargeKind.Goods ? null : request.Charge,
            sold is null ? null : await db.RequireAuthorityAsync(supplier.Id, sold, today, ct),
            request.Delivery);
        await db.RequireNotListedAsync(product, today, ct);
        db.Add(product);
        db.AddRange(ProductPair.Of(product));
        db.Publish(product.ToMessage());
        await db.SaveChangesAsync(ct);
        return Etag.Created($"/catalog/products/{product.Id}", ProductView.Of(product, Quantity.Zero), product.Version);
    }

    /// <summary>The product that an agent sells for its principal; null for a supplier's own.</summary>
    static async Task<Product?> PrincipalProductAsync(CatalogDb db, Request request, CancellationToken ct) =>
        request.PrincipalProductId is { } id
            ? await db.Products.Include(p => p.Supplier).SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new InvalidRequestException(
                "unknown_product", "principalProductId", "委托方没有这个商品。", "The principal has no such product.")
            : null;

    /// <summary>An agent sells the products of principals only, and as they are; everybody else sells its own.</summary>
    static void RequireSame(Request request, Supplier supplier, Product? sold)
    {
        if (supplier.Type == SupplierType.Agent != sold is not null)
        {
            throw new InvalidRequestException(
                "principal_product",
                "principalProductId",
                "经销代理商只能上架委托方的商品，须填写委托方的商品标识；其他供应商只能上架自己的商品，不填此项。",
                "An agent lists its principals' products only and names the product; every other supplier lists its own and names none.");
        }

        if (sold is not null && (sold.OriginId, sold.Category, sold.ProcessingLevel)
            != (request.OriginCountyId, request.Category, request.ProcessingLevel))
        {
            throw new InvalidRequestException(
                "differs_from_principal",
                "originCountyId",
                "产地、类别和加工程度须与委托方的商品一致。",
                "Origin, category and level of processing are those of the principal's product.");
        }
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

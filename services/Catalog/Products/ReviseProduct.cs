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

/// <summary>
/// PUT /catalog/products/{productId} → ListingPublished, also for what agents sell of it. What it is, its unit and its origin stay as
/// they are.
/// </summary>
public static class ReviseProduct
{
    public sealed record Request : IChecked
    {
        public required string Name { get; init; }

        public RecognitionClaim? Recognition { get; init; }

        /// <summary>The certificates of a gift set's components, each named by its number; those left out keep theirs.</summary>
        public IReadOnlyList<Component>? Components { get; init; }

        public required IReadOnlyList<PriceTier> PriceTiers { get; init; }

        /// <summary>False withdraws it: it can't be ordered until it is put on offer again.</summary>
        public required bool IsOnOffer { get; init; }

        /// <summary>From which day on, where and in which quantities it can be had; absent when not limited.</summary>
        public DeliveryTerms? Delivery { get; init; }

        public void Check(Checks checks)
        {
            ListingChecks.Name(checks, Name);
            ListingChecks.Recognition(checks, Recognition);
            ListingChecks.PriceTiers(checks, PriceTiers);
            ListingChecks.Delivery(checks, Delivery);
            checks.Distinct((Components ?? []).Select(component => component.ShareNo), "components");
            checks.Each(Components ?? [], "components", (component, within) => ListingChecks.Recognition(within, component.Recognition));
        }
    }

    /// <summary>The certificate of one component; its origin and weight stay as they are.</summary>
    public sealed record Component
    {
        public required int ShareNo { get; init; }

        public RecognitionClaim? Recognition { get; init; }
    }

    public static void Map(RouteGroupBuilder products) => products.MapPut("/{productId:guid}", HandleAsync)
        .WithName(nameof(ReviseProduct)).WithSummary("修改商品 Revise a product").For(Roles.Supplier).Decided(DecidedBy.Organisation);

    static async Task<EtagOk<ProductView>> HandleAsync(
        Guid productId, Request request, IfMatch ifMatch, CatalogDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        // Until the commit no record is issued that this claim would miss.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var stocked = await StockedProduct.Of(db, db.Products.Where(p => p.Id == productId)).SingleOrDefaultAsync(ct)
            ?? throw ProductRules.NotFound();
        var product = stocked.Product;
        SupplierRules.RequireOwn(caller, product.SupplierId);
        var today = BusinessDay.Of(clock.GetUtcNow());
        SupplierRules.RequireSells(product.Supplier, today);
        if (request.IsOnOffer)
        {
            await db.RequireNotListedAsync(product, today, ct);
        }

        ifMatch.Require(product.Version);
        await db.RequireRegionsAsync(request.Delivery?.DeliversTo ?? [], "delivery.deliversTo", ct);
        await db.LockAsync<Supplier>([product.SupplierId], ct);
        var recognition = product.Agency is { } agency
            ? await FollowPrincipalAsync(db, product, agency, request, today, ct)
            : await db.ConfirmedAsync(request.Recognition, product.SupplierId, productId, product.OriginId, ct);
        if (product.Revise(request.Name, recognition, request.PriceTiers, request.IsOnOffer, request.Delivery))
        {
            await IndexAsync(db, productId, ProductPair.Of(product), ct);
        }

        await ReviseComponentsAsync(db, product, request.Components ?? [], ct);
        db.Publish(product.ToMessage());
        await TellAgentsAsync(db, product, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Etag.Ok(
            stocked.View(await db.CertificatesAsync(StockedProduct.HoldersOf([stocked]), ct), today), product.Version);
    }

    /// <summary>
    /// An agent's listing has the certificates of its principal's product, and the days of the authority that holds today.
    /// </summary>
    /// <returns>The recognition of the principal's product.</returns>
    static async Task<Recognition?> FollowPrincipalAsync(
        CatalogDb db, Product product, Agency agency, Request request, DateOnly today, CancellationToken ct)
    {
        if (request.Recognition is not null || request.Components is not null)
        {
            throw new InvalidRequestException(
                "agent_claims_nothing",
                "recognition",
                "代理商品的认定和组成部分以委托方的商品为准，不另行填报。",
                "What an agent sells has the recognition and the components of its principal's product; it states none.");
        }

        var sold = await db.Products.Include(p => p.Supplier).SingleAsync(p => p.Id == agency.ProductId, ct);
        if (request.IsOnOffer)
        {
            product.RestOn(await db.RequireAuthorityAsync(product.SupplierId, sold, today, ct));
        }

        product.Follow(sold);
        return sold.Recognition;
    }

    /// <summary>What agents sell of the product has its certificates.</summary>
    static async Task TellAgentsAsync(CatalogDb db, Product sold, CancellationToken ct)
    {
        var listings = db.Products.Where(listing => listing.PrincipalProductId == sold.Id);
        await db.LockAsync<Product>(await listings.Select(listing => listing.Id).ToListAsync(ct), ct);
        foreach (var listing in await listings.Include(listing => listing.Origin).ToListAsync(ct))
        {
            if (listing.Follow(sold))
            {
                db.Publish(listing.ToMessage());
            }
        }
    }

    static async Task ReviseComponentsAsync(CatalogDb db, Product product, IReadOnlyList<Component> revised, CancellationToken ct)
    {
        for (var i = 0; i < revised.Count; i++)
        {
            var component = product.Components.FirstOrDefault(known => known.ShareNo == revised[i].ShareNo && known.OriginId is not null)
                ?? throw new InvalidRequestException(
                    "component_unknown",
                    string.Create(CultureInfo.InvariantCulture, $"components[{i}].shareNo"),
                    $"商品没有编号为 {revised[i].ShareNo} 且已申报产地的组成部分；请核对 components。",
                    $"The product has no component {revised[i].ShareNo} with a declared origin; see its components.");
            component.Revise(
                await db.ConfirmedAsync(revised[i].Recognition, product.SupplierId, product.Id, component.OriginId, ct));
        }
    }

    static async Task IndexAsync(CatalogDb db, Guid productId, IEnumerable<ProductPair> wanted, CancellationToken ct)
    {
        var known = await db.ProductPairs.Where(pair => pair.ProductId == productId)
            .ToDictionaryAsync(pair => pair.Pair, StringComparer.Ordinal, ct);
        db.AddRange(wanted.Where(pair => !known.Remove(pair.Pair)));
        db.RemoveRange(known.Values);
    }
}

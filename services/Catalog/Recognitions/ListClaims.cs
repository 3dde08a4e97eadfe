using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Recognitions;

/// <summary>
/// GET /catalog/recognitions/claims: the listings in the caller's region whose recognition no register has, neither issued nor
/// declined: what the counties have to answer. By product id.
/// </summary>
public static class ListClaims
{
    public static void Map(RouteGroupBuilder recognitions) => recognitions.MapGet("/claims", HandleAsync)
        .WithName(nameof(ListClaims)).WithSummary("待确认的认定 List claims of recognition that no register has")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<ClaimingProductView>>> HandleAsync(
        [AsParameters] PageQuery page, CatalogDb db, Caller caller, CancellationToken ct)
    {
        var (seesAll, segment) = (caller.SeesAll, caller.Segment);
        // What an agent sells is claimed by its principal.
        var products = db.Products.AsNoTracking().Where(p => p.PrincipalId == null).Where(p =>
            (p.Recognition != null && p.Recognition.RecordId == null && (seesAll || p.Origin.PathValue.Contains(segment!))
                && !db.RecognitionRecords.Any(record => record.Kind == CertificateKind.Recognition && record.HolderId == p.SupplierId
                    && record.CountyId == p.OriginId && record.Number == p.Recognition.Number))
            || p.Components.Any(c => c.Recognition != null && c.Recognition.RecordId == null
                && (seesAll || c.Origin!.PathValue.Contains(segment!))
                && !db.RecognitionRecords.Any(record => record.Kind == CertificateKind.Recognition && record.HolderId == p.SupplierId
                    && record.CountyId == c.OriginId && record.Number == c.Recognition.Number)));
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var after = Cursor.Id(last);
            products = products.Where(p => p.Id > after);
        }

        var found = await products.OrderBy(p => p.Id).Take(page.Size + 1)
            .Include(p => p.Supplier).Include(p => p.Origin).ToListAsync(ct);
        Guid[] suppliers = [.. found.Select(product => product.SupplierId).Distinct()];
        var answered = (await db.RecognitionRecords.AsNoTracking().Where(record => suppliers.Contains(record.HolderId)
                && record.Kind == CertificateKind.Recognition)
            .Select(record => new { record.HolderId, record.CountyId, record.Number }).ToListAsync(ct))
            .Select(record => (record.HolderId, record.CountyId, record.Number)).ToHashSet();
        return TypedResults.Ok(Page.Of(
            found,
            page.Size,
            product => ClaimingProductView.Of(product, claim =>
                (seesAll || caller.AnswersFor(claim.County.PathValue))
                && !answered.Contains((product.SupplierId, claim.County.Id, claim.Recognition.Number))),
            product => Cursor.Encode(product.Id.ToString())));
    }

    /// <summary>A product that claims recognitions which no register has.</summary>
    public sealed record ClaimingProductView
    {
        public required Guid ProductId { get; init; }

        public required string Name { get; init; }

        public required Guid SupplierId { get; init; }

        public required string SupplierName { get; init; }

        /// <summary>Those that a county in the caller's region has to answer.</summary>
        public required IReadOnlyList<ClaimView> Claims { get; init; }

        internal static ClaimingProductView Of(Product product, Func<Claim, bool> isOpen) => new()
        {
            ProductId = product.Id,
            Name = product.Name,
            SupplierId = product.SupplierId,
            SupplierName = product.Supplier.Name,
            Claims = [.. Claim.Of(product).Where(isOpen).Select(ClaimView.Of)],
        };
    }

    /// <param name="ShareNo">The component of a gift set; null when it is the product itself.</param>
    /// <param name="CountyId">The county that has to answer.</param>
    /// <param name="CountyName">Its name.</param>
    /// <param name="Number">The number that the seller claims.</param>
    /// <param name="ValidFrom">First day of validity, as claimed.</param>
    /// <param name="ValidUntil">Last day of validity, as claimed.</param>
    public sealed record ClaimView(
        int? ShareNo, string CountyId, string CountyName, string Number, DateOnly ValidFrom, DateOnly ValidUntil)
    {
        internal static ClaimView Of(Claim claim) => new(
            claim.ShareNo, claim.County.Id, claim.County.Name, claim.Recognition.Number, claim.Recognition.ValidFrom,
            claim.Recognition.ValidUntil);
    }

    /// <summary>A recognition that no record confirms, with the county that has to answer.</summary>
    internal sealed record Claim(int? ShareNo, Region County, Recognition Recognition)
    {
        public static IEnumerable<Claim> Of(Product product)
        {
            if (product.Recognition is { RecordId: null } own)
            {
                yield return new Claim(ShareNo: null, product.Origin, own);
            }

            foreach (var component in product.Components.OrderBy(component => component.ShareNo))
            {
                if (component is { Origin: { } county, Recognition: { RecordId: null } said })
                {
                    yield return new Claim(component.ShareNo, county, said);
                }
            }
        }
    }
}

using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Messages;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.NegativeList;

/// <summary>
/// POST /catalog/negative-list → NegativeListingPublished. An official lists a supplier, unit or product of his region or of one below,
/// for a term that never reaches back: what was confirmed before keeps its rule (CR-05f). What is held for orders stays held.
/// </summary>
public static partial class AddToNegativeList
{
    public sealed record Request : IChecked
    {
        public required NegativeListSubject Subject { get; init; }

        /// <summary>The supplier, unit or product.</summary>
        public required Guid SubjectId { get; init; }

        public required string Reason { get; init; }

        /// <summary>The document that it rests on.</summary>
        public required string Document { get; init; }

        /// <summary>First day; today at the earliest.</summary>
        public required DateOnly ValidFrom { get; init; }

        /// <summary>Last day, inclusive.</summary>
        public required DateOnly ValidUntil { get; init; }

        public void Check(Checks checks)
        {
            checks.NotEmpty(SubjectId, "subjectId");
            checks.Text(Reason, "reason", max: 500);
            checks.Text(Document, "document", max: 200);
            checks.Day(ValidFrom, CatalogDays.First, CatalogDays.Last, "validFrom");
            checks.Day(ValidUntil, CatalogDays.First, CatalogDays.Last, "validUntil");
            checks.Period(ValidFrom, ValidUntil, "validUntil");
        }
    }

    public static void Map(RouteGroupBuilder negativeList) => negativeList.MapPost("/", HandleAsync)
        .WithName(nameof(AddToNegativeList)).WithSummary("列入负面清单 Put on the negative list")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<CatalogDb>();

    static async Task<EtagCreated<NegativeListingView>> HandleAsync(
        Request request, CatalogDb db, Caller caller, Authority authority, TimeProvider clock, ILogger<NegativeListing> logger,
        CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var today = BusinessDay.Of(now);
        var (name, regionPath) = await SubjectAsync(request, db, today, ct);
        authority.Require(regionPath);
        if (request.ValidFrom < today)
        {
            throw new InvalidRequestException(
                "day_past", "validFrom", "列入不溯及既往，起始日不得早于今天。", "A listing does not reach back; it begins today at the earliest.");
        }

        if (await db.NegativeListings.AnyAsync(known => known.SubjectId == request.SubjectId && known.LiftedFrom == null
            && known.ValidFrom <= request.ValidUntil && request.ValidFrom <= known.ValidUntil, ct))
        {
            throw new RuleBrokenException(
                "already_listed",
                "该对象在此期间已在负面清单内；要改变期限，请先移出再列入。",
                "It is on the negative list already in these days; to change the term, lift that entry and make another.");
        }

        var listing = new NegativeListing
        {
            Id = Guid.CreateVersion7(now),
            Subject = request.Subject,
            SubjectId = request.SubjectId,
            SubjectName = name,
            AuthorityPath = caller.OfficePath(regionPath),
            Reason = request.Reason,
            Document = request.Document,
            ValidFrom = request.ValidFrom,
            ValidUntil = request.ValidUntil,
            ListedBy = caller.Subject,
            ListedAt = now,
        };
        db.Add(listing);
        db.Publish(listing.ToMessage());
        await db.SaveChangesAsync(ct);
        IsListed(logger, request.Subject, request.SubjectId, request.ValidFrom, request.ValidUntil, request.Reason);
        return Etag.Created($"/catalog/negative-list/{listing.Id}", NegativeListingView.Of(listing, today), listing.Version);
    }

    /// <summary>
    /// What is listed, locked so that it is listed once, with the region that answers for it: of a supplier and its products where it is
    /// registered, of a unit where it belongs today.
    /// </summary>
    static async Task<Listed> SubjectAsync(Request request, CatalogDb db, DateOnly today, CancellationToken ct)
    {
        Listed? found = null;
        if (request.Subject == NegativeListSubject.Supplier)
        {
            await db.LockAsync<Supplier>([request.SubjectId], ct);
            found = await db.Suppliers.Where(supplier => supplier.Id == request.SubjectId)
                .Select(supplier => new Listed(supplier.Name, supplier.Registration.PathValue)).SingleOrDefaultAsync(ct);
        }
        else if (request.Subject == NegativeListSubject.Product)
        {
            await db.LockAsync<Product>([request.SubjectId], ct);
            found = await db.Products.Where(product => product.Id == request.SubjectId)
                .Select(product => new Listed(product.Name, product.Supplier.Registration.PathValue)).SingleOrDefaultAsync(ct);
        }
        else
        {
            await db.LockAsync<PurchasingUnit>([request.SubjectId], ct);
            found = await db.PurchasingUnits.FindAsync([request.SubjectId], ct) is { } unit
                ? new Listed(unit.Name, unit.Affiliations.On(today)?.Value ?? "")
                : null;
        }

        return found ?? throw new InvalidRequestException(
            "unknown_subject", "subjectId", "没有这个供应商、采购单位或商品，请核对类别和标识。",
            "There is no such supplier, unit or product; check kind and id.");
    }

    /// <param name="Name">What it is called today.</param>
    /// <param name="RegionPath">The region that answers for it; empty when only the nation does.</param>
    sealed record Listed(string Name, string RegionPath);

    [LoggerMessage(LogLevel.Information, "{Subject} {SubjectId} is on the negative list from {From} to {Until}: {Reason}")]
    static partial void IsListed(ILogger logger, NegativeListSubject subject, Guid subjectId, DateOnly from, DateOnly until, string reason);
}

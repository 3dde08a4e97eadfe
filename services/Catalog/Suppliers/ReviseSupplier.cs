using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Messages;
using Marketplace.Catalog.Regions;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Catalog.Suppliers;

/// <summary>
/// PUT /catalog/suppliers/{supplierId} → SupplierPublished, once the county of its registration has confirmed it, and when it moves also
/// the county that it leaves and the one that it comes to. Papers and sanctions go by its name and kind, so it does not change them alone.
/// Where it is registered stays as it is.
/// </summary>
public static class ReviseSupplier
{
    public sealed record Request : IChecked
    {
        public required string Name { get; init; }

        public required SupplierType Type { get; init; }

        public required string OperatingRegionId { get; init; }

        /// <summary>The licence or letter that the change rests on.</summary>
        public string? Document { get; init; }

        public void Check(Checks checks)
        {
            checks.Text(Name, "name", max: 100);
            checks.Code(OperatingRegionId, "operatingRegionId", max: 40);
            checks.TextOrNone(Document, "document", max: 200);
        }
    }

    public static void Map(RouteGroupBuilder suppliers) => suppliers.MapPut("/{supplierId:guid}", HandleAsync)
        .WithName(nameof(ReviseSupplier)).WithSummary("变更供应商 Change, or propose to change, a supplier")
        .For(Roles.Supplier, Roles.Official).Decided(DecidedBy.Sides);

    static async Task<Results<EtagOk<SupplierView>, Accepted<ProposalView>>> HandleAsync(
        Guid supplierId, Request request, IfMatch ifMatch, CatalogDb db, Caller caller, Proposer<CatalogDb> proposer, TimeProvider clock,
        CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var supplier = await db.LockSupplierAsync(supplierId, ct);
        if (caller.Has(Roles.Supplier))
        {
            SupplierRules.RequireOwn(caller, supplierId);
        }

        ifMatch.Require(supplier.Version);
        var matter = ToMatter(supplier, await db.PlaceNamedAsync(request.OperatingRegionId, "operatingRegionId", ct));
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(ReviseSupplier), $"{supplierId}", new Revision<Request>(supplierId, supplier.Version, request),
            request.Document, "document", matter, () => ReviseAsync(supplier, request, db, clock, ct), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return proposal is null
            ? Etag.Ok(SupplierView.Of(supplier, caller, BusinessDay.Of(clock.GetUtcNow())), supplier.Version)
            : proposer.Waits(proposal);
    }

    /// <summary>Changes what its counties have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Revision<Request> revision, IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<CatalogDb>();
        var supplier = await db.LockSupplierAsync(revision.ObjectId, ct);
        revision.Require(supplier.Version);
        await ReviseAsync(supplier, revision.Request, db, services.GetRequiredService<TimeProvider>(), ct);
        return $"/catalog/suppliers/{supplier.Id}";
    }

    /// <summary>The supplier, the county of its registration, and when it moves those that it leaves and comes to.</summary>
    static Matter ToMatter(Supplier supplier, Region operating)
    {
        var registered = supplier.Registration.PathValue;
        List<Side> sides = [new("supplier", registered, supplier.Id), new("region", registered)];
        if (supplier.OperatingRegionId != operating.Id)
        {
            Side[] moved = [new("from", supplier.Operating.PathValue), new("to", operating.PathValue)];
            sides.AddRange(moved.Where(side => side.RegionPath != registered));
        }

        return new Matter(sides);
    }

    static async Task ReviseAsync(Supplier supplier, Request request, CatalogDb db, TimeProvider clock, CancellationToken ct)
    {
        SupplierRules.RequireSells(supplier, BusinessDay.Of(clock.GetUtcNow()));
        if (supplier.Type != request.Type && (supplier.Type == SupplierType.Agent || request.Type == SupplierType.Agent))
        {
            throw new RuleBrokenException(
                "agent_for_good",
                "生产经营主体与经销代理商不能互相变更；请另行申请登记。",
                "A producer does not become an agent, nor an agent a producer; apply for another supplier.",
                "type");
        }

        supplier.Revise(request.Name, request.Type, await db.PlaceNamedAsync(request.OperatingRegionId, "operatingRegionId", ct));
        db.Publish(supplier.ToMessage());
    }
}

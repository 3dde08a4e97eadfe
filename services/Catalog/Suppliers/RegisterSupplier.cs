using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Messages;
using Marketplace.Catalog.Regions;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Catalog.Suppliers;

/// <summary>POST /catalog/suppliers → SupplierPublished. The caller chooses the id, which is the "org" of its tokens.</summary>
public static class RegisterSupplier
{
    public sealed record Request : IChecked, IActsFor
    {
        public required Guid SupplierId { get; init; }

        public required string Name { get; init; }

        public required SupplierType Type { get; init; }

        public required string RegistrationRegionId { get; init; }

        public required string OperatingRegionId { get; init; }

        Guid IActsFor.ActsFor => SupplierId;

        public void Check(Checks checks)
        {
            checks.NotEmpty(SupplierId, "supplierId");
            checks.Text(Name, "name", max: 100);
            checks.Code(RegistrationRegionId, "registrationRegionId", max: 40);
            checks.Code(OperatingRegionId, "operatingRegionId", max: 40);
        }
    }

    public static void Map(RouteGroupBuilder suppliers) => suppliers.MapPost("/", HandleAsync)
        .WithName(nameof(RegisterSupplier)).WithSummary("登记供应商 Register a supplier")
        .For(Roles.Supplier, Roles.Operator).RequireIdempotencyKey<CatalogDb>();

    static async Task<EtagCreated<SupplierView>> HandleAsync(
        Request request, CatalogDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var registration = await db.RegionNamedAsync(request.RegistrationRegionId, "registrationRegionId", ct);
        var operating = await db.RegionNamedAsync(request.OperatingRegionId, "operatingRegionId", ct);
        var supplier = Supplier.Register(
            request.SupplierId, request.Name, request.Type, registration, operating, clock.NowToTheMillisecond());
        db.Add(supplier);
        db.Publish(supplier.ToMessage());
        await db.SaveChangesAsync(ct);
        return Etag.Created($"/catalog/suppliers/{supplier.Id}", SupplierView.Of(supplier, caller), supplier.Version);
    }
}

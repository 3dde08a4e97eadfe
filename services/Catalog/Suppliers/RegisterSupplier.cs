using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Messages;
using Marketplace.Catalog.Regions;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Catalog.Suppliers;

/// <summary>
/// POST /catalog/suppliers → SupplierPublished, once the authority of its place of registration has endorsed it. The caller chooses the
/// id, which is the "org" of its tokens.
/// </summary>
public static class RegisterSupplier
{
    public sealed record Request : IChecked, IActsFor
    {
        public required Guid SupplierId { get; init; }

        public required string Name { get; init; }

        public required SupplierType Type { get; init; }

        public required string RegistrationRegionId { get; init; }

        public required string OperatingRegionId { get; init; }

        /// <summary>The licence or letter that it rests on.</summary>
        public string? Document { get; init; }

        Guid IActsFor.ActsFor => SupplierId;

        public void Check(Checks checks)
        {
            checks.NewId(SupplierId, "supplierId");
            checks.Text(Name, "name", max: 100);
            checks.Code(RegistrationRegionId, "registrationRegionId", max: 40);
            checks.Code(OperatingRegionId, "operatingRegionId", max: 40);
            checks.TextOrNone(Document, "document", max: 200);
        }
    }

    public static void Map(RouteGroupBuilder suppliers) => suppliers.MapPost("/", HandleAsync)
        .WithName(nameof(RegisterSupplier)).WithSummary("登记供应商 Apply for, or register, a supplier")
        .For(Roles.Supplier, Roles.Official).Decided(DecidedBy.Sides).RequireIdempotencyKey<CatalogDb>();

    static async Task<Results<EtagCreated<SupplierView>, Accepted<ProposalView>>> HandleAsync(
        Request request, CatalogDb db, Caller caller, Proposer<CatalogDb> proposer, TimeProvider clock, CancellationToken ct)
    {
        var registration = await db.PlaceNamedAsync(request.RegistrationRegionId, "registrationRegionId", ct);
        Supplier? supplier = null;
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(RegisterSupplier), $"{request.SupplierId}", request, request.Document, "document",
            new Matter([new("supplier", registration.PathValue, request.SupplierId), new("region", registration.PathValue)]),
            async () => supplier = await RegisterAsync(request, db, clock, ct), ct);
        await db.SaveChangesAsync(ct);
        return proposal is null
            ? Etag.Created(
                LocationOf(supplier!.Id), SupplierView.Of(supplier, caller, BusinessDay.Of(supplier.RegisteredAt)), supplier.Version)
            : proposer.Waits(proposal);
    }

    /// <summary>Registers the supplier that the authority of its place of registration has endorsed.</summary>
    internal static async Task<string> ConfirmAsync(Request request, IServiceProvider services, CancellationToken ct)
    {
        await RegisterAsync(request, services.GetRequiredService<CatalogDb>(), services.GetRequiredService<TimeProvider>(), ct);
        return LocationOf(request.SupplierId);
    }

    static string LocationOf(Guid supplierId) => $"/catalog/suppliers/{supplierId}";

    static async Task<Supplier> RegisterAsync(Request request, CatalogDb db, TimeProvider clock, CancellationToken ct)
    {
        var registration = await db.PlaceNamedAsync(request.RegistrationRegionId, "registrationRegionId", ct);
        var operating = await db.PlaceNamedAsync(request.OperatingRegionId, "operatingRegionId", ct);
        var supplier = Supplier.Register(
            request.SupplierId, request.Name, request.Type, registration, operating, clock.NowToTheMillisecond());
        db.Add(supplier);
        db.Publish(supplier.ToMessage());
        return supplier;
    }
}

using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Labels;

/// <summary>GET /logistics/shipments/{shipmentId}/labels?packages=12. The labels of its packages, for printers of one's own.</summary>
public static class GetPackageLabels
{
    public static void Map(RouteGroupBuilder shipments) => shipments.MapGet("/{shipmentId:guid}/labels", HandleAsync)
        .WithName(nameof(GetPackageLabels)).WithSummary("包件标签 Labels of the packages of a shipment")
        .For(Roles.Supplier, Roles.Keeper).MayConflict();

    static async Task<Ok<PackageLabels>> HandleAsync(
        Guid shipmentId, [AsParameters] PackageLabels.Query query, LogisticsDb db, Caller caller, TimeProvider clock,
        CancellationToken ct) => TypedResults.Ok(await PackageLabels.OfAsync(shipmentId, query, db, caller, clock, ct));
}

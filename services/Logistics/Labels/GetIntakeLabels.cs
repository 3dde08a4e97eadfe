using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Labels;

/// <summary>GET /logistics/intakes/labels?intakeId=…&amp;intakeId=…. The labels of intakes, for printers of one's own.</summary>
public static class GetIntakeLabels
{
    public static void Map(RouteGroupBuilder intakes) => intakes.MapGet("/labels", HandleAsync)
        .WithName(nameof(GetIntakeLabels)).WithSummary("过磅标签 Labels of intakes").For(Roles.Keeper, Roles.Supplier).MayConflict();

    static async Task<Ok<IntakeLabels>> HandleAsync(
        [AsParameters] IntakeLabels.Query query, LogisticsDb db, TimeProvider clock, CancellationToken ct) =>
        TypedResults.Ok(await IntakeLabels.OfAsync(query.IntakeId, db, clock, ct));
}

using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Intakes;

/// <summary>GET /logistics/intakes, of a station or of a batch; the newest first.</summary>
public static class ListIntakes
{
    /// <param name="NodeId">What this station took in.</param>
    /// <param name="BatchId">What was taken in for this batch.</param>
    public sealed record Filter(Guid? NodeId = null, Guid? BatchId = null) : IChecked
    {
        public void Check(Checks check) => check.That(
            NodeId is not null || BatchId is not null,
            "nodeId",
            "node_or_batch",
            "请填写 nodeId 或 batchId。",
            "Say of which station, or for which batch.");
    }

    public static void Map(RouteGroupBuilder intakes) => intakes.MapGet("/", HandleAsync)
        .WithName(nameof(ListIntakes)).WithSummary("过磅记录 What stations took in").For(StationScope.Readers);

    static async Task<Ok<Page<IntakeView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, LogisticsDb db, CancellationToken ct)
    {
        var intakes = db.Intakes.AsNoTracking();
        intakes = filter.NodeId is { } node ? intakes.Where(intake => intake.NodeId == node) : intakes;
        intakes = filter.BatchId is { } batch ? intakes.Where(intake => intake.BatchId == batch) : intakes;
        return TypedResults.Ok(await intakes
            .Select(intake => new Listed<Intake> { At = intake.RecordedAt, Id = intake.IntakeId, Row = intake })
            .PageAsync(page, IntakeView.Of, ct));
    }
}

using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Logistics.Custody;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Recalls;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Labels;

/// <summary>
/// GET /logistics/labels/{code}: what a label says and whether its goods are called back, for who may see the shipment or intake. A code
/// whose signature does not hold is refused (decision 97).
/// </summary>
public static class ReadLabel
{
    /// <summary>What a genuine label is of.</summary>
    public sealed record View
    {
        public required LabelKind Kind { get; init; }

        /// <summary>The key that has signed it.</summary>
        public required string KeyId { get; init; }

        /// <summary>The package of a shipment; absent for an intake.</summary>
        public PackageLabel? Package { get; init; }

        /// <summary>How far its shipment has come; absent for an intake.</summary>
        public ShipmentState? State { get; init; }

        /// <summary>What a station took in; absent for a package.</summary>
        public IntakeLabel? Intake { get; init; }

        /// <summary>The intake was taken back, and the label is to be torn off.</summary>
        public required bool IsReversed { get; init; }

        /// <summary>Recalls of the goods that last: they are set apart.</summary>
        public required IReadOnlyList<RecallNotice> Recalls { get; init; }
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet("/labels/{code}", HandleAsync)
        .WithName(nameof(ReadLabel)).WithSummary("读取标签 What a label says").For([.. Refusals.Readers, Roles.Keeper]);

    static async Task<Ok<View>> HandleAsync(string code, LogisticsDb db, Caller caller, CancellationToken ct)
    {
        var keys = new LabelKeys(await db.LabelKeys.AsNoTracking().ToListAsync(ct));
        var read = keys.Read(code, "code");
        return TypedResults.Ok(read.Kind switch
        {
            LabelKind.Package => await PackageAsync(read, db, caller, ct),
            LabelKind.Intake => await IntakeAsync(read, db, ct),
        });
    }

    static async Task<View> PackageAsync(LabelCode code, LogisticsDb db, Caller caller, CancellationToken ct)
    {
        var seen = caller.Role is Roles.Supplier or Roles.Purchaser or Roles.Keeper or Roles.Carrier
            ? db.HandledBy(caller, [code.Id]) : db.Shipments.Where(known => known.ShipmentId == code.Id);
        var shipment = await seen.AsNoTracking().Include(known => known.Lines).SingleOrDefaultAsync(ct) ?? throw Refusals.NotFound(code.Id);
        var recalls = await db.RecallsOfAsync(code.Id, ct);
        var label = PackageLabel.Of(shipment, code, caller);
        return new View
        {
            Kind = code.Kind,
            KeyId = code.KeyId,
            Package = label,
            State = shipment.State,
            IsReversed = false,
            Recalls =
            [
                .. recalls.Where(recall => label.BatchIds.Contains(recall.BatchId))
                    .Select(recall => RecallNotice.Of(recall, shipment.Lines)),
            ],
        };
    }

    static async Task<View> IntakeAsync(LabelCode code, LogisticsDb db, CancellationToken ct)
    {
        var intake = await db.Intakes.AsNoTracking().SingleOrDefaultAsync(known => known.IntakeId == code.Id, ct)
            ?? throw IntakeLabels.NotFound(code.Id);
        var recalls = await db.RecalledBatches.AsNoTracking().Where(recall => recall.BatchId == intake.BatchId && recall.LiftedAt == null)
            .OrderBy(recall => recall.RecalledAt).ThenBy(recall => recall.RecallId).ToListAsync(ct);
        return new View
        {
            Kind = code.Kind,
            KeyId = code.KeyId,
            Intake = (await IntakeLabels.NamesAsync(db, [intake], ct))(intake, code),
            IsReversed = await db.Intakes.AnyAsync(other => other.Reverses == intake.IntakeId, ct),
            Recalls = [.. recalls.Select(recall => RecallNotice.Of(recall, []))],
        };
    }
}

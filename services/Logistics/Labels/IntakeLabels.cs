using Marketplace.Contracts.Proofs;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Labels;

/// <summary>Labels of what stations took in.</summary>
public sealed record IntakeLabels
{
    /// <summary>Most labels of one call.</summary>
    public const int LabelsMax = 100;

    public required IReadOnlyList<IntakeLabel> Items { get; init; }

    /// <param name="IntakeId">Written once for each, 1 to 100 of them.</param>
    public sealed record Query(Guid[] IntakeId) : IChecked
    {
        public void Check(Checks check)
        {
            check.Count(IntakeId.Length, 1, LabelsMax, "intakeId", "次过磅", "intakes");
            check.Distinct(IntakeId, "intakeId");
        }
    }

    /// <summary>The labels that are asked for, in that order, signed.</summary>
    /// <exception cref="NotFoundException">The caller sees none with one of the ids.</exception>
    /// <exception cref="RuleBrokenException">One was taken back.</exception>
    internal static async Task<IntakeLabels> OfAsync(Guid[] intakeIds, LogisticsDb db, TimeProvider clock, CancellationToken ct)
    {
        var intakes = await db.Intakes.AsNoTracking().Where(intake => intakeIds.Contains(intake.IntakeId)).ToDictionaryAsync(
            intake => intake.IntakeId, ct);
        if (intakeIds.Where(id => !intakes.ContainsKey(id)).Cast<Guid?>().FirstOrDefault() is { } missing)
        {
            throw NotFound(missing, "intakeId");
        }

        if (intakes.Values.Any(intake => intake.Reverses is not null)
            || await db.Intakes.AnyAsync(other => other.Reverses != null && intakeIds.Contains(other.Reverses.Value), ct))
        {
            throw new RuleBrokenException(
                "intake_reversed", "其中有已冲销的过磅记录，请去掉后再打印。", "One of the intakes was taken back; leave it out.", "intakeId");
        }

        var names = await NamesAsync(db, intakes.Values, ct);
        var codes = (await db.SigningKeyAsync(clock, ct)).Sign(intakeIds.Select(id => (LabelKind.Intake, id, 1, 1)));
        return new IntakeLabels { Items = [.. codes.Select(code => names(intakes[code.Id], code))] };
    }

    internal static NotFoundException NotFound(Guid intakeId, string? field = null) => new(
        "intake_not_found", $"没有过磅记录 {intakeId}，或它不在您的可见范围内。", $"There is no intake {intakeId} that you may see.", field);

    /// <summary>Makes the label of an intake with its code, by the names of its station and product.</summary>
    internal static async Task<Func<Intake, LabelCode, IntakeLabel>> NamesAsync(
        LogisticsDb db, IReadOnlyCollection<Intake> intakes, CancellationToken ct)
    {
        Guid[] nodes = [.. intakes.Select(intake => intake.NodeId).Distinct()];
        Guid[] batches = [.. intakes.Select(intake => intake.BatchId).Distinct()];
        var stations = await db.Nodes.Where(node => nodes.Contains(node.Id)).ToDictionaryAsync(node => node.Id, node => node.Name, ct);
        var products = await (
            from batch in db.Batches
            join product in db.Products on batch.ProductId equals product.ProductId
            where batches.Contains(batch.BatchId)
            select new { batch.BatchId, product.Name }).ToDictionaryAsync(named => named.BatchId, named => named.Name, ct);
        return (intake, code) => IntakeLabel.Of(intake, stations[intake.NodeId], products.GetValueOrDefault(intake.BatchId, ""), code);
    }
}

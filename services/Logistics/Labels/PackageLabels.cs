using Marketplace.Contracts.Proofs;
using Marketplace.Logistics.Custody;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Labels;

/// <summary>Labels of packages of a shipment.</summary>
public sealed record PackageLabels
{
    /// <summary>Most labels of one call.</summary>
    public const int LabelsMax = 200;

    public required IReadOnlyList<PackageLabel> Items { get; init; }

    /// <param name="Packages">How many packages the shipment has in all, 1 to 1,000.</param>
    /// <param name="From">The first to be labelled; 1 when absent.</param>
    /// <param name="Until">The last one; that of the shipment, or as many as one call makes, when absent.</param>
    public sealed record Query(int Packages, int? From = null, int? Until = null) : IChecked
    {
        internal int First => From ?? 1;

        internal int Last => Until ?? Math.Min(Packages, First + LabelsMax - 1);

        public void Check(Checks check)
        {
            check.Range(Packages, 1, LabelCode.PackagesMax, "packages");
            check.Range(First, 1, Math.Max(1, Packages), "from");
            check.Range(Last, First, Math.Max(First, Math.Min(Packages, First + LabelsMax - 1)), "until");
        }
    }

    /// <summary>The labels that are asked for, signed.</summary>
    internal static async Task<PackageLabels> OfAsync(
        Guid shipmentId, Query query, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var shipment = await db.HandledBy(caller, [shipmentId]).AsNoTracking().Include(known => known.Lines).SingleOrDefaultAsync(ct)
            ?? throw Refusals.NotFound(shipmentId);
        if (shipment.State is ShipmentState.Cancelled or ShipmentState.Lost)
        {
            throw new RuleBrokenException(
                "shipment_ended", "该发货单已取消或灭失，没有可贴标签的货物。", "The shipment was cancelled or lost; it has no goods to be labelled.");
        }

        var key = await db.SigningKeyAsync(clock, ct);
        var codes = key.Sign(Enumerable.Range(query.First, query.Last - query.First + 1)
            .Select(number => (LabelKind.Package, shipmentId, number, query.Packages)));
        return new PackageLabels { Items = [.. codes.Select(code => PackageLabel.Of(shipment, code, caller))] };
    }
}

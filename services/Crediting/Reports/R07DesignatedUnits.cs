using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// 定点单位: what units did for the counties assigned to them, with the units below them: the scheme Designated, year to date against the
/// targets that hold at the end of the month (R7, CR-10).
/// </summary>
public sealed class R07DesignatedUnits : Report<R07DesignatedUnits.Row>
{
    /// <summary>An assignment; or all that are shown.</summary>
    public sealed record Row
    {
        /// <summary>Null for the total.</summary>
        public Designation? Designation { get; init; }

        public string UnitPath { get; init; } = "";

        /// <summary>Where the unit belongs; null when the registry doesn't say.</summary>
        public Party? UnitRegion { get; init; }

        public Party? County { get; init; }

        /// <summary>直接采购; the target is null when none is set.</summary>
        public required Fulfilment Buy { get; init; }

        /// <summary>帮助销售.</summary>
        public required Fulfilment HelpSell { get; init; }

        /// <summary>Both together, against the sum of the targets, or against the one target that is set for both.</summary>
        public required Fulfilment Both { get; init; }

        /// <summary>Units below it in the tree.</summary>
        public int? Subordinates { get; init; }

        /// <summary>Those of them that bought of the county this year.</summary>
        public int? SubordinatesThatBought { get; init; }

        /// <summary>What the unit itself bought; the rest of the purchases is its subordinates'.</summary>
        public long? OwnFen { get; init; }
    }

    /// <summary>What was done of a target.</summary>
    public sealed record Fulfilment(long? TargetFen, long DoneFen)
    {
        public Ratio Progress => Ratio.Of(DoneFen, TargetFen ?? 0);

        /// <summary>Targets of some only would make progress too good to be true: unless all have one, the sum has none.</summary>
        public static Fulfilment Sum(IReadOnlyCollection<Fulfilment> all) => new(
            all.Count == 0 || all.Any(part => part.TargetFen is null) ? null : all.Sum(part => part.TargetFen),
            all.Sum(part => part.DoneFen));
    }

    public override string Code => "R7";

    public override string Path => "designated-units";

    public override BilingualText Title { get; } = new("定点单位消费帮扶进度表", "Designated units");

    public override bool ReadsProjection => true;

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.Id("designationId", "定点关系标识", "Designation id", row => row.Designation?.DesignationId);
        columns.Id("unitId", "承担单位标识", "Unit id", row => row.Designation?.UnitId);
        columns.Text("unit", "承担单位", "Unit", row => row.Designation?.UnitName).Wide(28);
        columns.Region("unitRegion", "所在地", "Region of the unit", row => row.UnitRegion);
        columns.Region("county", "定点县", "County", row => row.County);
        columns.Date("validFrom", "起始日", "Valid from", row => row.Designation?.ValidFrom);
        columns.Date("validTo", "截止日", "Valid to", row => row.Designation?.ValidTo);
        columns.Amount("buyTarget", "直接采购任务", "Target to buy", row => row.Buy.TargetFen);
        columns.Amount("bought", "已采购", "Bought", row => row.Buy.DoneFen);
        columns.Ratio("buyProgress", "采购完成率", "Progress of buying", row => row.Buy.Progress);
        columns.Amount("helpTarget", "帮助销售任务", "Target to help sell", row => row.HelpSell.TargetFen);
        columns.Amount("helped", "已帮销", "Helped", row => row.HelpSell.DoneFen);
        columns.Ratio("helpProgress", "帮销完成率", "Progress of helping", row => row.HelpSell.Progress);
        columns.Amount("target", "任务合计", "Target", row => row.Both.TargetFen);
        columns.Amount("done", "完成合计", "Done", row => row.Both.DoneFen);
        columns.Ratio("progress", "总完成率", "Progress", row => row.Both.Progress);
        columns.Number("subordinates", "下属单位数", "Subordinate units", row => row.Subordinates);
        columns.Number("subordinatesThatBought", "有采购的下属单位", "Of which bought", row => row.SubordinatesThatBought);
        columns.Amount("own", "本级采购", "Bought by itself", row => row.OwnFen);
    }

    protected override string KeyOf(Row row) => SortKey.Of(
        row.Designation!.CountyPath, row.Designation.UnitName, SortKey.Of(row.Designation.DesignationId));

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var (first, last) = (new DateOnly(context.Month.Year, 1, 1), context.Month.LastDay);
        var designations = (await ReportedHolders.DesignationsAsync(context, ct))
            .Where(seen => seen.Designation.ValidFrom <= last && (seen.Designation.ValidTo is null || seen.Designation.ValidTo > first))
            .ToList();
        Guid[] ids = [.. designations.Select(seen => seen.Designation.DesignationId)];
        var done = (
            await context.Channels(context.Month).Where(sum => ids.Contains(sum.HolderId)).GroupBy(sum => new { sum.HolderId, sum.Mode })
            .Select(group => new { group.Key.HolderId, group.Key.Mode, Fen = group.Sum(sum => sum.AmountFen) }).ToListAsync(ct))
            .ToDictionary(sum => (sum.HolderId, sum.Mode), sum => sum.Fen);
        Row[] rows = [.. designations.Select(seen => RowOf(context.Registry, seen.Designation, seen.UnitPath, done))];
        return new ReportRows<Row>(rows)
        {
            Scheme = Scheme.Designated,
            Tier = PairingTier.Unit,
            Totals =
            [
                new Row
                {
                    Buy = Fulfilment.Sum([.. rows.Select(row => row.Buy)]),
                    HelpSell = Fulfilment.Sum([.. rows.Select(row => row.HelpSell)]),
                    Both = Fulfilment.Sum([.. rows.Select(row => row.Both)]),
                },
            ],
            Notes =
            [
                new(
                    "下属单位的采购计入承担任务的单位；协作定点消费帮扶单位是东西部协作数据的标识，另见协作定点单位采购表，不与定点帮扶相加。",
                    "Purchases of subordinate units count for the unit that holds the assignment; pairing-designated units are a flag "
                    + "within East–West collaboration, see pairing-designated-units, and are not added to it."),
            ],
        };
    }

    protected override async Task<IReadOnlyList<Row>> CompleteAsync(ReportContext context, IReadOnlyList<Row> rows, CancellationToken ct)
    {
        Guid[] ids = [.. rows.Select(row => row.Designation!.DesignationId)];
        var buyers = (await context.Buyers(context.Month).Where(sum => ids.Contains(sum.HolderId) && sum.Mode == CreditMode.DirectPurchase)
            .GroupBy(sum => new { sum.HolderId, sum.UnitId })
            .Select(group => new { group.Key.HolderId, group.Key.UnitId, Fen = group.Sum(sum => sum.AmountFen) }).ToListAsync(ct))
            .Where(buyer => buyer.Fen > 0).ToLookup(buyer => buyer.HolderId);
        var trees = await context.Db.UnitTreesAsync([.. rows.Select(row => row.Designation!.UnitId).Distinct()], context.KnownAt, ct);
        await context.Registry.ReadRegionsAsync(
            rows.SelectMany(
                row => (string[])[row.Designation!.County.RegionId, .. UnitRegionOf(row) is { } region ? (string[])[region] : []]), ct);
        return
        [
            .. rows.Select(row => row with
            {
                UnitRegion = UnitRegionOf(row) is { } region ? context.Registry.PartyOf(region, region) : null,
                County = context.Registry.PartyOf(row.Designation!.County.RegionId, row.Designation.CountyName),
                Subordinates = trees[row.Designation.UnitId].Count,
                SubordinatesThatBought = buyers[row.Designation.DesignationId].Count(buyer => buyer.UnitId != row.Designation.UnitId),
                OwnFen = buyers[row.Designation.DesignationId].Where(buyer => buyer.UnitId == row.Designation.UnitId)
                    .Sum(buyer => buyer.Fen),
            }),
        ];
    }

    static string? UnitRegionOf(Row row) => row.UnitPath.Length == 0 ? null : new RegionPath(row.UnitPath).RegionId;

    static Row RowOf(RegistryAsKnown registry, Designation designation, string unitPath, Dictionary<(Guid, CreditMode), long> done)
    {
        var id = designation.DesignationId;
        long? Target(TargetMeasure measure) => registry.TargetOf(id, measure)?.AmountFen;
        var (buy, help) = (Target(TargetMeasure.Buy), Target(TargetMeasure.HelpSell));
        var bought = done.GetValueOrDefault((id, CreditMode.DirectPurchase));
        var helped = done.GetValueOrDefault((id, CreditMode.AssistedSale));
        return new Row
        {
            Designation = designation,
            UnitPath = unitPath,
            Buy = new Fulfilment(buy, bought),
            HelpSell = new Fulfilment(help, helped),
            Both = new Fulfilment(
                Target(TargetMeasure.Sales) ?? (buy is null && help is null ? null : (buy ?? 0) + (help ?? 0)), bought + helped),
        };
    }
}

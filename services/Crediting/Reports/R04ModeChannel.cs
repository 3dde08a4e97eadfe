using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>方式与渠道: how each pairing's sales came about; quotas are listed by county of origin (R4).</summary>
public sealed class R04ModeChannel : Report<R04ModeChannel.Row>
{
    /// <summary>A pairing, a designation or a county that sold under quotas; or a scheme and tier.</summary>
    public sealed record Row
    {
        /// <summary>The pairing or designation; null for quotas and totals.</summary>
        public Guid? HolderId { get; init; }

        public required Scheme Scheme { get; init; }

        public required PairingTier Tier { get; init; }

        /// <summary>Null for a total.</summary>
        public string? WestPath { get; init; }

        /// <summary>The eastern side; null for designations and quotas.</summary>
        public Party? East { get; init; }

        /// <summary>The unit that holds the designation.</summary>
        public string? UnitName { get; init; }

        public Party? West { get; init; }

        /// <summary>How many rows a total holds.</summary>
        public int? Rows { get; init; }

        public required IReadOnlyList<ChannelSum> Sums { get; init; }

        public Compared All => field ??= Compared.Of(Sums, Sums.Sum(sum => sum.Fen));

        public Compared Direct => field ??= Compared.Of(Sums.Where(sum => sum.Mode == CreditMode.DirectPurchase), All.Fen);

        public Compared Assisted => field ??= Compared.Of(Sums.Where(sum => sum.Mode == CreditMode.AssistedSale), All.Fen);
    }

    /// <summary>A part of a row.</summary>
    public sealed record Compared(long Fen, long LastYearFen, long WholeFen)
    {
        public static Compared Of(IEnumerable<ChannelSum> sums, long wholeFen) =>
            sums.Aggregate(new Compared(0, 0, wholeFen), (left, right) => left with
            {
                Fen = left.Fen + right.Fen,
                LastYearFen = left.LastYearFen + right.LastYearFen,
            });

        /// <summary>Of the year to date of the row.</summary>
        public Ratio Share => Ratio.Of(Fen, WholeFen);

        public Ratio Growth => Ratio.Growth(Fen, LastYearFen);
    }

    /// <summary>Entries of a row, of one mode and channel.</summary>
    public sealed record ChannelSum(CreditMode Mode, SalesChannel Channel, long MonthFen, long Fen, long SubsidisedFen, long LastYearFen);

    sealed record Channel(SalesChannel Of, long DirectFen, long AssistedFen, Compared Both);

    public override string Code => "R4";

    public override string Path => "mode-channel";

    public override BilingualText Title { get; } = new("方式与渠道统计表", "Modes and channels");

    public override ReportFilters Filters => ReportFilters.Scheme | ReportFilters.Tier | ReportFilters.Holder;

    public override bool ComparesYears => true;

    public override bool ReadsProjection => true;

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.Id("holderId", "计入对象标识", "Holder id", row => row.HolderId);
        columns.SchemeAndTier(row => row.Scheme, row => row.Tier);
        columns.Region("east", "东部", "East", row => row.East);
        columns.Text("unit", "承担单位", "Unit", row => row.UnitName).Wide(24);
        columns.Region("west", "西部", "West", row => row.West);
        columns.Number("rows", "行数", "Rows", row => row.Rows);
        columns.Amount("month", "当月", "Month", row => row.Sums.Sum(sum => sum.MonthFen));
        columns.Amount("yearToDate", "本年累计", "Year to date", row => row.All.Fen);
        columns.Amount("subsidised", "其中：补贴", "Of which subsidised", row => row.Sums.Sum(sum => sum.SubsidisedFen));
        columns.Amount("direct", "直接采购", "Direct purchase", row => row.Direct.Fen);
        columns.Ratio("directShare", "直接采购占比", "Direct, share", row => row.Direct.Share);
        columns.Amount("directLastYear", "直接采购上年同期", "Direct, last year", row => row.Direct.LastYearFen);
        columns.Ratio("directGrowth", "直接采购同比", "Direct, year on year", row => row.Direct.Growth);
        columns.Amount("assisted", "帮助销售", "Assisted sales", row => row.Assisted.Fen);
        columns.Ratio("assistedShare", "帮助销售占比", "Assisted, share", row => row.Assisted.Share);
        columns.Amount("assistedLastYear", "帮助销售上年同期", "Assisted, last year", row => row.Assisted.LastYearFen);
        columns.Ratio("assistedGrowth", "帮助销售同比", "Assisted, year on year", row => row.Assisted.Growth);
        columns.List("channels", "渠道", "Channels", ChannelsOf, DeclareChannel)
            .SideBySide(_ => Enum.GetValues<SalesChannel>()
                .ToDictionary(channel => channel.ToString(), channel => ReportTexts.Of(channel)));
        columns.Amount("lastYear", "上年同期", "Same period last year", row => row.All.LastYearFen);
        columns.Ratio("growth", "同比", "Year on year", row => row.All.Growth);
    }

    protected override string KeyOf(Row row) => SortKey.Of(
        SortKey.Up((int)row.Scheme), SortKey.Up((int)row.Tier), row.WestPath!, row.HolderId is { } id ? SortKey.Of(id) : "");

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var holders = await ReportedHolders.OfAsync(context, needsOne: false, ct);
        var thisYear = await SumsAsync(context, holders, context.Month, ct);
        var lastYear = await SumsAsync(context, holders, context.Month.AddYears(-1), ct);
        Row[] rows =
        [
            .. thisYear.Select(sum => (sum.Key, Sum: new ChannelSum(sum.Mode, sum.Channel, sum.MonthFen, sum.Fen, sum.SubsidisedFen, 0)))
                .Concat(lastYear.Select(sum => (sum.Key, Sum: new ChannelSum(sum.Mode, sum.Channel, 0, 0, 0, sum.Fen))))
                .GroupBy(sum => sum.Key, sum => sum.Sum)
                .Select(group => new Row
                {
                    HolderId = group.Key.Id == Guid.Empty ? null : group.Key.Id,
                    Scheme = group.Key.Scheme,
                    Tier = group.Key.Tier,
                    WestPath = group.Key.WestPath,
                    Sums = [.. group],
                }),
        ];
        return new ReportRows<Row>(rows)
        {
            Scheme = holders.Scheme,
            Tier = holders.Tier,
            Totals =
            [
                .. rows.GroupBy(row => (row.Scheme, row.Tier)).OrderBy(group => group.Key).Select(group => new Row
                {
                    Scheme = group.Key.Scheme,
                    Tier = group.Key.Tier,
                    Rows = group.Count(),
                    Sums = [.. group.SelectMany(row => row.Sums)],
                }),
            ],
            Notes = [new("占比的分母为本行本年累计；批次按成交时的渠道统计。", "Shares are of the row's year to date; channels are those of the sale.")],
        };
    }

    protected override async Task<IReadOnlyList<Row>> CompleteAsync(ReportContext context, IReadOnlyList<Row> rows, CancellationToken ct)
    {
        var registry = context.Registry;
        var pairings = rows.Select(row => row.HolderId is { } id ? registry.Pairings.GetValueOrDefault(id) : null).ToList();
        var designations = rows.Any(row => row.Scheme == Scheme.Designated) ? await registry.DesignationsAsync(ct) : null;
        await registry.ReadRegionsAsync(
            pairings.OfType<Pairing>().Select(pairing => pairing.East.RegionId)
                .Concat(rows.Select(row => new RegionPath(row.WestPath!).RegionId)), ct);
        return
        [
            .. rows.Zip(pairings, (row, pairing) =>
            {
                var designation = row.HolderId is { } id ? designations?.GetValueOrDefault(id) : null;
                var west = new RegionPath(row.WestPath!).RegionId;
                return row with
                {
                    East = pairing is null ? null : registry.EastOf(pairing),
                    UnitName = designation?.UnitName,
                    West = registry.PartyOf(west, pairing?.WestName ?? designation?.CountyName ?? west),
                };
            }),
        ];
    }

    static void DeclareChannel(ReportColumns<Channel> columns)
    {
        columns.Term("channel", "渠道", "Channel", channel => (SalesChannel?)channel.Of, ReportTexts.Of).NotPrinted();
        columns.Amount("amount", "合计", "Both", channel => channel.Both.Fen);
        columns.Amount("direct", "直接采购", "Direct", channel => channel.DirectFen).NotPrinted();
        columns.Amount("assisted", "帮助销售", "Assisted", channel => channel.AssistedFen).NotPrinted();
        columns.Ratio("share", "占比", "Share", channel => channel.Both.Share).NotPrinted();
        columns.Amount("lastYear", "上年同期", "Last year", channel => channel.Both.LastYearFen).NotPrinted();
        columns.Ratio("growth", "同比", "Year on year", channel => channel.Both.Growth).NotPrinted();
    }

    /// <summary>The channels in which there was anything this year or last.</summary>
    static IReadOnlyList<Channel> ChannelsOf(Row row) =>
    [
        .. row.Sums.GroupBy(sum => sum.Channel).OrderBy(sums => sums.Key).Select(sums => new Channel(
            sums.Key,
            sums.Where(sum => sum.Mode == CreditMode.DirectPurchase).Sum(sum => sum.Fen),
            sums.Where(sum => sum.Mode == CreditMode.AssistedSale).Sum(sum => sum.Fen),
            Compared.Of(sums, row.All.Fen))),
    ];

    static Task<List<HolderSum>> SumsAsync(ReportContext context, ReportedHolders holders, Month month, CancellationToken ct)
    {
        var (current, isAsPosted) = (month.ToString(), context.Request.View == ViewBasis.AsPosted);
        return (
            from sum in context.Channels(month)
            join holder in holders.All on sum.HolderId equals holder.SumId
            group sum by new { holder.Id, holder.Scheme, holder.Tier, holder.WestPath, sum.Mode, sum.Channel } into sums
            select new HolderSum
            {
                Key = new HolderKey(sums.Key.Id, sums.Key.Scheme, sums.Key.Tier, sums.Key.WestPath),
                Mode = sums.Key.Mode,
                Channel = sums.Key.Channel,
                Fen = sums.Sum(sum => sum.AmountFen),
                SubsidisedFen = sums.Sum(sum => sum.SubsidisedFen),
                MonthFen = sums.Sum(sum => (isAsPosted ? sum.PostingPeriod : sum.RecognitionMonth) == current ? sum.AmountFen : 0),
            }).ToListAsync(ct);
    }

    sealed record HolderKey(Guid Id, Scheme Scheme, PairingTier Tier, string WestPath);

    sealed record HolderSum
    {
        public required HolderKey Key { get; init; }

        public required CreditMode Mode { get; init; }

        public required SalesChannel Channel { get; init; }

        public required long Fen { get; init; }

        public required long SubsidisedFen { get; init; }

        public required long MonthFen { get; init; }
    }
}

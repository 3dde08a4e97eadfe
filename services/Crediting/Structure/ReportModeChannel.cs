using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Projections;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Structure;

/// <summary>GET /credits/reports/mode-channel: how each pairing's sales came about (R4).</summary>
public static class ReportModeChannel
{
    /// <summary>方式与渠道.</summary>
    public sealed record View
    {
        public required StructureHeader Header { get; init; }

        /// <summary>Pairing by pairing, ordered by scheme, tier and western side; of quotas county by county of origin.</summary>
        public required IReadOnlyList<Row> Rows { get; init; }

        /// <summary>Over all pages, one for each scheme and tier.</summary>
        public required IReadOnlyList<Total> Totals { get; init; }

        /// <summary>Give it as "after" to get the next page; null on the last page.</summary>
        public string? Next { get; init; }
    }

    public sealed record Row
    {
        /// <summary>The pairing or designation; null for quotas.</summary>
        public Guid? PairingId { get; init; }

        public required Scheme Scheme { get; init; }

        public required PairingTier Tier { get; init; }

        /// <summary>The eastern side; null for designations and quotas.</summary>
        public Party? East { get; init; }

        /// <summary>The unit that holds the designation.</summary>
        public string? UnitName { get; init; }

        public required Party West { get; init; }

        public required Figures Figures { get; init; }
    }

    public sealed record Total(Scheme Scheme, PairingTier Tier, int Rows, Figures Figures);

    /// <summary>All of the year to date, but for the month.</summary>
    public sealed record Figures
    {
        public required Amount Month { get; init; }

        public required Amount YearToDate { get; init; }

        public required Amount LastYear { get; init; }

        public required Ratio YearOnYear { get; init; }

        /// <summary>直接采购, of all channels.</summary>
        public required Part Direct { get; init; }

        /// <summary>帮助销售, of all channels.</summary>
        public required Part Assisted { get; init; }

        /// <summary>The channels in which there was anything this year or last, of both modes.</summary>
        public required IReadOnlyList<ChannelPart> Channels { get; init; }
    }

    /// <param name="Amount">Year to date.</param>
    /// <param name="Share">Of the year to date of the row.</param>
    /// <param name="LastYear">The same months of last year.</param>
    /// <param name="YearOnYear">Growth.</param>
    public sealed record Part(Amount Amount, Ratio Share, Amount LastYear, Ratio YearOnYear);

    public sealed record ChannelPart(SalesChannel Channel, BilingualText Words, Amount Direct, Amount Assisted, Part Both);

    static readonly BilingualText Title = new("方式与渠道统计表", "Modes and channels");

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/mode-channel", HandleAsync)
        .WithName("ReportModeChannel")
        .WithSummary("方式与渠道 Modes and channels of sale")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static Task<Results<Ok<View>, FileContentHttpResult>> HandleAsync(
        Month month,
        [AsParameters] ReportQuery asked,
        [AsParameters] PageQuery page,
        CreditingDb db,
        Caller caller,
        ProjectLedger projection,
        TimeProvider clock,
        CancellationToken ct,
        Guid? pairingId = null)
    {
        var query = StructureQuery.Of(month, asked, clock, pairingId);
        return StructureOutput.AnswerAsync(
            asked.FormatAsked,
            page,
            some => ReadAsync(query, some, db, caller, projection, clock, ct),
            view => view.Next,
            (view, more) => view with { Rows = [.. view.Rows, .. more.Rows] },
            view => view.Header,
            StructureTables.Of);
    }

    static async Task<View> ReadAsync(
        StructureQuery query, PageQuery page, CreditingDb db, Caller caller, ProjectLedger projection, TimeProvider clock, CancellationToken ct)
    {
        var scope = await StructureHeaders.ScopeAsync(db, caller, query.Region, ct, query.KnownAt);
        var projected = await projection.CatchUpAsync(ct);
        var (holders, scheme, tier) = await Holders.OfAsync(db, query, needsOne: false, ct);
        var thisYear = await SumsAsync(db, holders, query, query.Month, ct);
        var lastYear = await SumsAsync(db, holders, query, query.Month.AddYears(-1), ct);
        Listed[] rows =
        [
            .. thisYear.Select(sum => (Sum: sum, IsThisYear: true)).Concat(lastYear.Select(sum => (Sum: sum, IsThisYear: false)))
                .GroupBy(one => new Place(one.Sum.Scheme, one.Sum.Tier, one.Sum.WestPath, one.Sum.Id))
                .OrderBy(group => group.Key)
                .Select(group => new Listed(
                    group.Key,
                    [.. group.Where(one => one.IsThisYear).Select(one => one.Sum)],
                    [.. group.Where(one => !one.IsThisYear).Select(one => one.Sum)])),
        ];
        var after = Cursor.Decode(page.After, 4) is { } cursor ? Place.Of(cursor) : null;
        Listed[] shown = [.. rows.Where(row => after is null || row.Place.CompareTo(after) > 0).Take(page.Size + 1)];
        var names = await NamesAsync(db, shown, query, ct);
        var header = await StructureHeaders.OfAsync(
            db,
            ("R4", Title),
            (new Month(query.Month.Year, 1), query),
            scope,
            clock.GetUtcNow(),
            projected,
            [new("占比的分母为本行本年累计；批次按成交时的渠道统计。", "Shares are of the row's year to date; channels are those of the sale.")],
            ct);
        return new View
        {
            Header = header with { Scheme = scheme, Tier = tier },
            Rows = [.. shown.Take(page.Size).Select(row => RowOf(row, names))],
            Totals =
            [
                .. rows.GroupBy(row => (row.Place.Scheme, row.Place.Tier)).Select(group => new Total(
                    group.Key.Scheme,
                    group.Key.Tier,
                    group.Count(),
                    FiguresOf(group.SelectMany(row => row.ThisYear), group.SelectMany(row => row.LastYear)))),
            ],
            Next = shown.Length > page.Size ? Cursor.Encode(shown[page.Size - 1].Place.Parts) : null,
        };
    }

    static Task<List<Sum>> SumsAsync(CreditingDb db, IQueryable<Holder> holders, StructureQuery query, Month month, CancellationToken ct)
    {
        var (months, current) = (month.YearToDate, month.ToString());
        var counted = query.Basis == ViewBasis.AsPosted
            ? db.ChannelsOf(query, month).Where(sum => months.Contains(sum.PostingPeriod))
            : db.ChannelsOf(query, month).Where(sum => months.Contains(sum.RecognitionMonth));
        return (
            from sum in counted
            join holder in holders on sum.HolderId equals holder.SumId
            group sum by new { holder.Id, holder.Scheme, holder.Tier, holder.WestPath, sum.Mode, sum.Channel } into sums
            select new Sum
            {
                Id = sums.Key.Id,
                Scheme = sums.Key.Scheme,
                Tier = sums.Key.Tier,
                WestPath = sums.Key.WestPath,
                Mode = sums.Key.Mode,
                Channel = sums.Key.Channel,
                Fen = sums.Sum(sum => sum.AmountFen),
                MonthFen = sums.Sum(sum => (query.Basis == ViewBasis.AsPosted ? sum.PostingPeriod : sum.RecognitionMonth) == current ? sum.AmountFen : 0),
            }).ToListAsync(ct);
    }

    static Figures FiguresOf(IEnumerable<Sum> thisYear, IEnumerable<Sum> lastYear)
    {
        Sum[] now = [.. thisYear];
        Sum[] before = [.. lastYear];
        var whole = now.Sum(sum => sum.Fen);
        var wholeBefore = before.Sum(sum => sum.Fen);
        Part PartOf(Func<Sum, bool> counts)
        {
            var (fen, last) = (now.Where(counts).Sum(sum => sum.Fen), before.Where(counts).Sum(sum => sum.Fen));
            return new Part(Amount.Of(fen), Ratio.Of(fen, whole), Amount.Of(last), Growth.Of(fen, last));
        }

        return new Figures
        {
            Month = Amount.Of(now.Sum(sum => sum.MonthFen)),
            YearToDate = Amount.Of(whole),
            LastYear = Amount.Of(wholeBefore),
            YearOnYear = Growth.Of(whole, wholeBefore),
            Direct = PartOf(sum => sum.Mode == CreditMode.DirectPurchase),
            Assisted = PartOf(sum => sum.Mode == CreditMode.AssistedSale),
            Channels =
            [
                .. now.Concat(before).Select(sum => sum.Channel).Distinct().Order().Select(channel => new ChannelPart(
                    channel,
                    StructureWords.Of(channel),
                    Amount.Of(now.Where(sum => sum.Channel == channel && sum.Mode == CreditMode.DirectPurchase).Sum(sum => sum.Fen)),
                    Amount.Of(now.Where(sum => sum.Channel == channel && sum.Mode == CreditMode.AssistedSale).Sum(sum => sum.Fen)),
                    PartOf(sum => sum.Channel == channel))),
            ],
        };
    }

    static Row RowOf(Listed row, Names names)
    {
        var west = new RegionPath(row.Place.WestPath).RegionId;
        var pairing = names.Pairings.GetValueOrDefault(row.Place.Id);
        var designation = names.Designations.GetValueOrDefault(row.Place.Id);
        return new Row
        {
            PairingId = row.Place.Id == Guid.Empty ? null : row.Place.Id,
            Scheme = row.Place.Scheme,
            Tier = row.Place.Tier,
            East = pairing is null ? null : names.Parties.GetValueOrDefault(pairing.East.RegionId, new Party(pairing.East.RegionId, null, pairing.EastName)),
            UnitName = designation?.UnitName,
            West = names.Parties.GetValueOrDefault(west, new Party(west, null, pairing?.WestName ?? designation?.CountyName ?? west)),
            Figures = FiguresOf(row.ThisYear, row.LastYear),
        };
    }

    static async Task<Names> NamesAsync(CreditingDb db, IReadOnlyCollection<Listed> rows, StructureQuery query, CancellationToken ct)
    {
        Guid[] ids = [.. rows.Select(row => row.Place.Id).Where(id => id != Guid.Empty).Distinct()];
        var pairings = await db.PairingsKnown(query.KnownAt).AsNoTracking().Where(one => ids.Contains(one.PairingId)).ToDictionaryAsync(one => one.PairingId, ct);
        var designations = await db.DesignationsKnown(query.KnownAt).AsNoTracking()
            .Where(one => ids.Contains(one.DesignationId)).ToDictionaryAsync(one => one.DesignationId, ct);
        return new Names(
            pairings,
            designations,
            await Holders.PartiesAsync(
                db,
                [.. pairings.Values.Select(one => one.East.RegionId), .. rows.Select(row => new RegionPath(row.Place.WestPath).RegionId)],
                query.Month.LastDay,
                ct,
                query.KnownAt));
    }

    sealed record Names(
        Dictionary<Guid, Pairing> Pairings, Dictionary<Guid, Designation> Designations, IReadOnlyDictionary<string, Party> Parties);

    sealed record Sum
    {
        public required Guid Id { get; init; }

        public required Scheme Scheme { get; init; }

        public required PairingTier Tier { get; init; }

        public required string WestPath { get; init; }

        public required CreditMode Mode { get; init; }

        public required SalesChannel Channel { get; init; }

        public required long Fen { get; init; }

        public required long MonthFen { get; init; }
    }

    sealed record Listed(Place Place, IReadOnlyList<Sum> ThisYear, IReadOnlyList<Sum> LastYear);

    /// <summary>Where a row stands in the report, the same at any time.</summary>
    sealed record Place(Scheme Scheme, PairingTier Tier, string WestPath, Guid Id) : IComparable<Place>
    {
        public string[] Parts => [Number((int)Scheme), Number((int)Tier), WestPath, Id.ToString()];

        public static Place Of(string[] parts) => new((Scheme)Cursor.Number(parts[0]), (PairingTier)Cursor.Number(parts[1]), parts[2], Cursor.Id(parts[3]));

        public int CompareTo(Place? other)
        {
            if (other is null)
            {
                return 1;
            }

            var tier = (Scheme, Tier).CompareTo((other.Scheme, other.Tier));
            var west = string.CompareOrdinal(WestPath, other.WestPath);
            return tier != 0 ? tier : west != 0 ? west : Id.CompareTo(other.Id);
        }

        static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}

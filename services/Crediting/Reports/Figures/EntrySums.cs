using Marketplace.Crediting.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// Sums of entries by channel, product and buyer (R4 to R8). Of everything that is recognised now they are projected; of what is verified,
/// or as known at an instant, the database computes them from the entries, under the same names.
/// </summary>
static class EntrySums
{
    /// <summary>Of quotas the flow, else the pairing or designation.</summary>
    const string Holder = "CASE WHEN e.scheme = 'Quota' THEN f.flow_id ELSE e.holder_id END";

    const string Keys = "e.posting_period, substr(e.recognition_date, 1, 7) AS recognition_month";

    /// <summary>
    /// Entries with their sales: {0} is the last instant, {1} tells whether only verified ones count, {2} the last month in which what was
    /// verified counts, {3} the last entry. Later than that instant nothing is verified either.
    /// </summary>
    const string Entries = """
        credit_entries e
        JOIN sale_lines s ON s.line_id = e.line_id AND s.acceptance_no = e.acceptance_no AND s.share_no = e.share_no
        LEFT JOIN quota_flows f ON e.scheme = 'Quota' AND f.east_path = e.east_path AND f.west_path = e.west_path
        WHERE e.posted_at <= {0} AND e.entry_no <= {3} AND ({1} = 0 OR (s.verified_at <= {0}
            AND CASE WHEN s.verified_period > e.posting_period THEN s.verified_period ELSE e.posting_period END <= {2}))
        """;

    const string ChannelSql = $"""
        SELECT {Holder} AS holder_id, {Keys}, e.mode, s.channel, CAST(SUM(e.amount_fen) AS bigint) AS amount_fen,
            CAST(SUM(e.subsidised_fen) AS bigint) AS subsidised_fen, COUNT(*) AS entries
        FROM {Entries}
        GROUP BY 1, 2, 3, 4, 5
        """;

    const string ProductSql = $"""
        SELECT holder_id, posting_period, recognition_month, fact_id, CAST(SUM(amount_fen) AS bigint) AS amount_fen, COUNT(*) AS entries,
        CAST(SUM(milligrams) AS bigint) AS milligrams, CAST(SUM(millipieces) AS bigint) AS millipieces
        FROM (
            SELECT {Holder} AS holder_id, {Keys}, e.amount_fen, e.quantity * COALESCE(s.trade_unit_grams, 0) AS milligrams,
            CASE WHEN s.trade_unit_grams IS NULL THEN e.quantity * COALESCE(s.trade_unit_pieces, 1) ELSE 0 END AS millipieces,
            (SELECT p.fact_id FROM sold_products p
                    WHERE p.product_id = s.product_id AND p.name = s.product_name AND p.category = s.category
                        AND p.processing_level = s.processing_level AND COALESCE(p.grams, -1) = COALESCE(s.trade_unit_grams, -1)
                        AND COALESCE(p.pieces, -1) = COALESCE(s.trade_unit_pieces, -1)) AS fact_id
            FROM {Entries}
        ) AS sold
        GROUP BY 1, 2, 3, 4
        """;

    /// <summary>
    /// An order counts with the first entry that gives credit for it; of quotas also the account of unit and year, without orders.
    /// </summary>
    const string BuyerSql = $"""
        SELECT holder_id, posting_period, recognition_month, unit_id, mode, capacity, CAST(SUM(amount_fen) AS bigint) AS amount_fen,
            COUNT(*) AS entries, CAST(SUM(CASE WHEN entry_no = first_no THEN 1 ELSE 0 END) AS bigint) AS orders,
            CAST(SUM(designated_fen) AS bigint) AS designated_fen
        FROM (
            SELECT {Holder} AS holder_id, {Keys}, s.unit_id, e.mode, s.capacity, e.amount_fen, e.entry_no,
            CASE WHEN e.flags LIKE '%Designated%' THEN e.amount_fen ELSE 0 END AS designated_fen,
            MIN(CASE WHEN e.amount_fen > 0 THEN e.entry_no END) OVER (PARTITION BY {Holder}, s.purchase_id) AS first_no
            FROM {Entries}
            UNION ALL
            SELECT e.holder_id, {Keys}, s.unit_id, e.mode, s.capacity, e.amount_fen, e.entry_no, 0, NULL
            FROM {Entries} AND e.scheme = 'Quota'
        ) AS bought
        GROUP BY 1, 2, 3, 4, 5, 6
        """;

    extension(ReportContext context)
    {
        /// <summary>By mode and channel, January up to the month in the view of the report.</summary>
        /// <param name="month">The last month of the figures: as posted, what is verified after it is none of them.</param>
        public IQueryable<ChannelMonth> Channels(Month month)
        {
            var months = month.YearToDate;
            var all = context.IsProjected ? context.Db.ChannelMonths
                : context.Db.ChannelMonths.FromSqlRaw(ChannelSql, Arguments(context, month));
            return context.Request.View == ViewBasis.AsPosted
                ? all.Where(sum => months.Contains(sum.PostingPeriod))
                : all.Where(sum => months.Contains(sum.RecognitionMonth));
        }

        /// <summary>By product, likewise.</summary>
        public IQueryable<ProductMonth> Products(Month month)
        {
            var months = month.YearToDate;
            var all = context.IsProjected ? context.Db.ProductMonths
                : context.Db.ProductMonths.FromSqlRaw(ProductSql, Arguments(context, month));
            return context.Request.View == ViewBasis.AsPosted
                ? all.Where(sum => months.Contains(sum.PostingPeriod))
                : all.Where(sum => months.Contains(sum.RecognitionMonth));
        }

        /// <summary>By buyer, likewise.</summary>
        public IQueryable<BuyerMonth> Buyers(Month month)
        {
            var months = month.YearToDate;
            var all = context.BuyersEver(month);
            return context.Request.View == ViewBasis.AsPosted
                ? all.Where(sum => months.Contains(sum.PostingPeriod))
                : all.Where(sum => months.Contains(sum.RecognitionMonth));
        }

        /// <summary>By buyer, of all months.</summary>
        public IQueryable<BuyerMonth> BuyersEver(Month month) =>
            context.IsProjected ? context.Db.BuyerMonths : context.Db.BuyerMonths.FromSqlRaw(BuyerSql, Arguments(context, month));
    }

    static object[] Arguments(ReportContext context, Month month) =>
    [
        context.KnownAt?.ToUnixTimeMilliseconds() ?? long.MaxValue,
        context.Request.Measure == EvidenceState.Verified ? 1 : 0,
        context.Request.View == ViewBasis.AsPosted ? month.ToString() : "9999-12",
        context.LastEntryNo ?? long.MaxValue,
    ];
}

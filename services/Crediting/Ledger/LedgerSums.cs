using System.Globalization;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Ledger;

/// <summary>
/// What the tables of sums have to hold, reckoned from the entries and the sales alone: to compare with, and to fill them anew.
/// </summary>
static class LedgerSums
{
    /// <param name="Name">The table of sums.</param>
    /// <param name="Keys">Its key.</param>
    /// <param name="Count">Its column that counts.</param>
    /// <param name="IsOfEntries">It sums up entries, and so also what of them is subsidised (CR-13).</param>
    /// <param name="HasRules">It also keeps the oldest and the newest rule set (CR-25).</param>
    /// <param name="Source">A query for the same columns: the key, amount_fen, subsidised_fen, the count and the rule sets.</param>
    internal sealed record SumTable(string Name, IReadOnlyList<string> Keys, string Count, bool IsOfEntries, bool HasRules, string Source)
    {
        public IEnumerable<string> Columns =>
        [
            .. Keys, "amount_fen", .. IsOfEntries ? (string[])["subsidised_fen"] : [], Count,
            .. HasRules ? (string[])["rules_from", "rules_to"] : [],
        ];
    }

    /// <summary>A sum that is not what its entries or sales add up to.</summary>
    public sealed record Difference
    {
        public required string Table { get; init; }

        public required string Key { get; init; }

        public required long ReckonedFen { get; init; }

        public required long StoredFen { get; init; }

        public required long ReckonedSubsidisedFen { get; init; }

        public required long StoredSubsidisedFen { get; init; }

        public required long ReckonedCount { get; init; }

        public required long StoredCount { get; init; }

        /// <summary>The oldest and the newest rule set.</summary>
        public required string ReckonedRules { get; init; }

        public required string StoredRules { get; init; }
    }

    public static IReadOnlyList<SumTable> Tables(CreditingDb db)
    {
        var verifiedOn = Day(db, "v.at");
        return
        [
            new(
                "pairing_months",
                ["holder_id", "posting_period", "recognition_month", "mode", "entry_type", "posted_in"],
                "entries",
                IsOfEntries: true,
                HasRules: true,
                $"""
                SELECT holder_id, posting_period, substr(recognition_date, 1, 7) AS recognition_month, mode, entry_type,
                    substr({Day(db, "posted_at")}, 1, 7) AS posted_in, CAST(SUM(amount_fen) AS bigint) AS amount_fen,
                    CAST(SUM(subsidised_fen) AS bigint) AS subsidised_fen, COUNT(*) AS entries,
                    MIN(rule_set_version) AS rules_from, MAX(rule_set_version) AS rules_to
                FROM credit_entries GROUP BY 1, 2, 3, 4, 5, 6
                """),
            new(
                "pairing_days",
                ["holder_id", "posting_period", "recognition_month", "mode", "entry_type", "posted_on"],
                "entries",
                IsOfEntries: true,
                HasRules: true,
                $"""
                SELECT holder_id, posting_period, substr(recognition_date, 1, 7) AS recognition_month, mode, entry_type,
                    {Day(db, "posted_at")} AS posted_on, CAST(SUM(amount_fen) AS bigint) AS amount_fen,
                    CAST(SUM(subsidised_fen) AS bigint) AS subsidised_fen, COUNT(*) AS entries,
                    MIN(rule_set_version) AS rules_from, MAX(rule_set_version) AS rules_to
                FROM credit_entries GROUP BY 1, 2, 3, 4, 5, 6
                """),
            Verified("verified_months", "verified_in", $"substr({verifiedOn}, 1, 7)"),
            Verified("verified_days", "verified_on", verifiedOn),
            new(
                "party_months",
                ["party_id", "role", "posting_period", "recognition_month", "scheme", "tier", "holder_id", "mode"],
                "entries",
                IsOfEntries: true,
                HasRules: false,
                // It follows the ledger, and holds what is posted up to where it has come.
                $"""
                SELECT {Party} AS party_id, r.role,
                    e.posting_period, substr(e.recognition_date, 1, 7) AS recognition_month, e.scheme, e.tier, e.holder_id, e.mode,
                    CAST(SUM(e.amount_fen) AS bigint) AS amount_fen, CAST(SUM(e.subsidised_fen) AS bigint) AS subsidised_fen,
                    COUNT(*) AS entries
                FROM credit_entries e
                JOIN sale_lines s ON s.line_id = e.line_id AND s.acceptance_no = e.acceptance_no AND s.share_no = e.share_no
                JOIN {PartyRoles} ON r.role <> 'Facilitator' OR (e.mode = 'AssistedSale' AND s.facilitator_id IS NOT NULL)
                WHERE e.entry_no <= (SELECT entry_no FROM projections WHERE name = '{ProjectionPosition.Structure}')
                GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
                """),
            new(
                "sale_months",
                ["recognition_month", "origin_path", "unit_path", "delivery_province", "region_reason", "is_credited", "is_policy_driven"],
                "shares",
                IsOfEntries: false,
                HasRules: false,
                $"""
                SELECT substr(recognition_date, 1, 7) AS recognition_month, origin_path, unit_path,
                    {Province(db, "delivery_path")} AS delivery_province, region_reason, (outcome = 'Credited') AS is_credited,
                    is_policy_driven, CAST(SUM(net_fen) AS bigint) AS amount_fen,
                    COUNT(*) AS shares
                FROM sale_lines GROUP BY 1, 2, 3, 4, 5, 6, 7
                """),
            new(
                "party_sale_months",
                [
                    "party_id", "role", "recognition_month", "east_west_province", "east_west_city", "east_west_county",
                    "counterpart_province", "counterpart_city", "counterpart_county", "designated_unit", "quota_unit", "is_credited",
                ],
                "shares",
                IsOfEntries: false,
                HasRules: false,
                $"""
                SELECT {Party} AS party_id, r.role, substr(s.recognition_date, 1, 7) AS recognition_month,
                    s.east_west_province, s.east_west_city, s.east_west_county,
                    s.counterpart_province, s.counterpart_city, s.counterpart_county, s.designated_unit, s.quota_unit,
                    (s.outcome = 'Credited') AS is_credited, CAST(SUM(s.net_fen) AS bigint) AS amount_fen, COUNT(*) AS shares
                FROM sale_lines s
                JOIN {PartyRoles} ON r.role <> 'Facilitator' OR s.facilitator_id IS NOT NULL
                GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
                """),
        ];
    }

    /// <summary>Who took part in a sale, in a role.</summary>
    const string Party = "CASE r.role WHEN 'Buyer' THEN s.unit_id WHEN 'Supplier' THEN s.supplier_id ELSE s.facilitator_id END";

    const string PartyRoles = "(SELECT 'Buyer' AS role UNION ALL SELECT 'Supplier' UNION ALL SELECT 'Facilitator') AS r";

    const string VerifiedEntry = "e.holder_id, e.posting_period, substr(e.recognition_date, 1, 7) AS recognition_month, e.mode, "
        + "e.entry_type, e.amount_fen, e.subsidised_fen";

    static SumTable Verified(string name, string when, string instant) => new(
        name,
        ["holder_id", "posting_period", "recognition_month", "mode", "entry_type", "verified_period", when],
        "entries",
        IsOfEntries: true,
        HasRules: false,
        // Of what was withdrawn: what had been counted, and its opposite.
        $"""
        SELECT v.holder_id, v.posting_period, v.recognition_month, v.mode, v.entry_type,
            CASE WHEN v.period > v.posting_period THEN v.period ELSE v.posting_period END AS verified_period,
            {instant} AS {when}, CAST(SUM(v.sign * v.amount_fen) AS bigint) AS amount_fen,
            CAST(SUM(v.sign * v.subsidised_fen) AS bigint) AS subsidised_fen, CAST(SUM(v.sign) AS bigint) AS entries
        FROM (
            SELECT {VerifiedEntry}, s.verified_period AS period, 1 AS sign,
                CASE WHEN s.verified_at > e.posted_at THEN s.verified_at ELSE e.posted_at END AS at
            FROM credit_entries e JOIN sale_lines s
                ON s.line_id = e.line_id AND s.acceptance_no = e.acceptance_no AND s.share_no = e.share_no
            WHERE s.verified_at IS NOT NULL
            UNION ALL
            SELECT {VerifiedEntry}, w.verified_period AS period, 1 AS sign,
                CASE WHEN w.verified_at > e.posted_at THEN w.verified_at ELSE e.posted_at END AS at
            FROM credit_entries e JOIN verification_withdrawals w
                ON w.line_id = e.line_id AND w.acceptance_no = e.acceptance_no AND w.share_no = e.share_no AND e.entry_no <= w.last_entry_no
            UNION ALL
            SELECT {VerifiedEntry}, w.withdrawn_period AS period, -1 AS sign, w.withdrawn_at AS at
            FROM credit_entries e JOIN verification_withdrawals w
                ON w.line_id = e.line_id AND w.acceptance_no = e.acceptance_no AND w.share_no = e.share_no AND e.entry_no <= w.last_entry_no
        ) AS v
        GROUP BY 1, 2, 3, 4, 5, 6, 7
        """);

    /// <summary>Where a table differs, at most so many sums of it.</summary>
    public static Task<List<Difference>> DifferencesAsync(CreditingDb db, SumTable table, int max, CancellationToken ct)
    {
        var keys = string.Join(", ", table.Keys);
        var spelled = string.Join(" || ' ' || ", table.Keys.Select(key => $"CAST({key} AS text)"));
        var (from, to) = table.HasRules ? ("rules_from", "rules_to") : ("0", "0");
        var subsidised = table.IsOfEntries ? "subsidised_fen" : "0";
        var sql = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT '{table.Name}' AS "Table", {spelled} AS "Key", CAST(SUM(reckoned_fen) AS bigint) AS "ReckonedFen",
                CAST(SUM(stored_fen) AS bigint) AS "StoredFen", CAST(SUM(reckoned_subsidised) AS bigint) AS "ReckonedSubsidisedFen",
                CAST(SUM(stored_subsidised) AS bigint) AS "StoredSubsidisedFen", CAST(SUM(reckoned) AS bigint) AS "ReckonedCount",
                CAST(SUM(stored) AS bigint) AS "StoredCount",
                CAST(SUM(reckoned_from) AS text) || '-' || CAST(SUM(reckoned_to) AS text) AS "ReckonedRules",
                CAST(SUM(stored_from) AS text) || '-' || CAST(SUM(stored_to) AS text) AS "StoredRules"
            FROM (
                SELECT {keys}, amount_fen AS reckoned_fen, 0 AS stored_fen, {subsidised} AS reckoned_subsidised, 0 AS stored_subsidised,
                    {table.Count} AS reckoned, 0 AS stored, {from} AS reckoned_from, 0 AS stored_from, {to} AS reckoned_to, 0 AS stored_to
                FROM ({table.Source}) AS source
                UNION ALL
                SELECT {keys}, 0, amount_fen, 0, {subsidised}, 0, {table.Count}, 0, {from}, 0, {to} FROM {table.Name}
            ) AS both_sides
            GROUP BY {keys}
            HAVING SUM(reckoned_fen) <> SUM(stored_fen) OR SUM(reckoned_subsidised) <> SUM(stored_subsidised)
                OR SUM(reckoned) <> SUM(stored)
                OR SUM(reckoned_from) <> SUM(stored_from) OR SUM(reckoned_to) <> SUM(stored_to)
            ORDER BY {keys} LIMIT {max}
            """);
        return db.Database.SqlQueryRaw<Difference>(sql).ToListAsync(ct);
    }

    /// <summary>Empties the table and fills it anew, within a transaction that has the ledger for itself.</summary>
    /// <returns>How many sums it has now.</returns>
    public static async Task<int> FillAsync(CreditingDb db, SumTable table, CancellationToken ct)
    {
        var columns = string.Join(", ", table.Columns);
        var empty = $"DELETE FROM {table.Name}";

        // Month by month, as they came: what reports read together then lies together.
        var months = table.Keys.Where(
            key => key.EndsWith("_period", StringComparison.Ordinal) || key.EndsWith("_month", StringComparison.Ordinal));
        var order = string.Join(", ", months.OrderByDescending(key => key == "verified_period").Union(table.Keys));
        var fill = $"INSERT INTO {table.Name} ({columns}) SELECT {columns} FROM ({table.Source}) AS source ORDER BY {order}";
        await db.Database.ExecuteSqlRawAsync(empty, ct);
        return await db.Database.ExecuteSqlRawAsync(fill, ct);
    }

    /// <summary>The first region of a path.</summary>
    static string Province(CreditingDb db, string path) => Engines.Of(db) == Engine.PostgreSql
        ? $"split_part({path}, '/', 2)"
        : $"substr({path}, 2, CASE WHEN length({path}) = 0 THEN 0 ELSE instr(substr({path}, 2), '/') - 1 END)";

    /// <summary>The day in Asia/Shanghai of an instant in milliseconds.</summary>
    static string Day(CreditingDb db, string milliseconds) => Engines.Of(db) == Engine.PostgreSql
        ? $"to_char(to_timestamp(({milliseconds}) / 1000 + 28800) AT TIME ZONE 'UTC', 'YYYY-MM-DD')"
        : $"strftime('%Y-%m-%d', ({milliseconds}) / 1000 + 28800, 'unixepoch')";
}

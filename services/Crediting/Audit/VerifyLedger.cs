using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Signing;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Witness;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Crediting.Audit;

/// <summary>
/// POST /credits/verifications, and the command "verify". Reckons seals, sums and lines again from the entries, and tells what differs. It
/// goes through the ledger a block at a time, so it needs no more memory for twenty million entries than for a thousand.
/// </summary>
public static class VerifyLedger
{
    /// <summary>More than this many differences of a kind are not listed: something is wrong at large.</summary>
    const int DifferencesMax = 100;

    static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(30);

    /// <summary>What was compared, and what differs. Hashes are SHA-256 in lower-case hexadecimal.</summary>
    public sealed record View
    {
        public required DateTimeOffset VerifiedAt { get; init; }

        public required long SaleLines { get; init; }

        public required long Entries { get; init; }

        public required long Sums { get; init; }

        public required long Blocks { get; init; }

        /// <summary>The last entry that a block holds.</summary>
        public required long SealedThrough { get; init; }

        /// <summary>Of the last block.</summary>
        public required string ChainHash { get; init; }

        /// <summary>The root of the tree of blocks as it was reckoned from the entries.</summary>
        public required string TreeRoot { get; init; }

        /// <summary>True when nothing differs.</summary>
        public required bool IsSound { get; init; }

        /// <summary>Entries and blocks that are not what was sealed, in the order of the ledger: the first one is where to look.</summary>
        public required IReadOnlyList<SealDifference> SealDifferences { get; init; }

        /// <summary>
        /// Signed heads, of the database and of the witness, that don't agree with the ledger: a tail that was taken out, a chain that was
        /// written anew, a head that nobody signed.
        /// </summary>
        public required IReadOnlyList<HeadDifference> HeadDifferences { get; init; }

        /// <summary>The file of the witness that was looked at; null when there is none.</summary>
        public string? Witness { get; init; }

        /// <summary>The last head of the witness that agrees with the ledger, all before it too; null when there is none.</summary>
        public SignedTreeHead? WitnessedThrough { get; init; }

        /// <summary>Sums of a pairing's months that are not the sums of its entries.</summary>
        public required IReadOnlyList<SumDifference> SumDifferences { get; init; }

        /// <summary>
        /// Sums of any table that are not those of the entries or sales: by month, by day of posting, of what is
        /// verified, of sales by origin and buyer.
        /// </summary>
        public required IReadOnlyList<TableDifference> TableDifferences { get; init; }

        /// <summary>
        /// Sales whose entries at a scheme and tier are neither nothing nor what is left of the amount, of which more is subsidised
        /// than of the sale, or that are not recorded at all.
        /// </summary>
        public required IReadOnlyList<LineDifference> LineDifferences { get; init; }

        /// <summary>Sales that say they are credited where the ledger has no entry, or the other way round.</summary>
        public required IReadOnlyList<DecisionDifference> DecisionDifferences { get; init; }

        /// <summary>
        /// Snapshots and signatures that don't fit their content, their block or the signature before, or that the service has not signed.
        /// </summary>
        public required IReadOnlyList<SnapshotDifference> SnapshotDifferences { get; init; }
    }

    /// <param name="Fault">What is wrong.</param>
    /// <param name="EntryNo">The entry; null when it is about a block.</param>
    /// <param name="BlockNo">The block; null when the entry is not sealed yet.</param>
    /// <param name="EntryId">The id that the entry has now.</param>
    /// <param name="Detail">What differs.</param>
    public sealed record SealDifference(SealFault Fault, long? EntryNo, long? BlockNo, Guid? EntryId, string Detail);

    /// <param name="Source">Where the head was read.</param>
    /// <param name="Fault">What is wrong.</param>
    /// <param name="Number">The head.</param>
    /// <param name="SignedAt">When it was signed; null when it is missing.</param>
    /// <param name="Detail">What differs, and since when.</param>
    public sealed record HeadDifference(HeadSource Source, HeadFault Fault, long Number, DateTimeOffset? SignedAt, string Detail);

    public sealed record TableDifference(
        string Table,
        string Key,
        long ReckonedFen,
        long StoredFen,
        long ReckonedSubsidisedFen,
        long StoredSubsidisedFen,
        long ReckonedCount,
        long StoredCount,
        string ReckonedRules,
        string StoredRules);

    public sealed record SnapshotDifference(Guid SnapshotId, Guid? SignatureId, string Detail);

    public sealed record SumDifference(
        Guid HolderId,
        string PostingPeriod,
        string RecognitionMonth,
        string Mode,
        string EntryType,
        long EntriesFen,
        long SumFen,
        long EntriesCount,
        long SumCount);

    public sealed record LineDifference(
        Guid LineId, int AcceptanceNo, int ShareNo, string Scheme, string Tier, long EntriesFen, long? AmountFen, long SubsidisedFen);

    public sealed record DecisionDifference(Guid LineId, int AcceptanceNo, int ShareNo, long CreditedTiers, long TiersWithEntries);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/verifications", HandleAsync)
        .WithName("VerifyLedger")
        .WithSummary("账实核对 Reckon the ledger again and compare")
        .For(Roles.Auditor, Roles.Operator).Decided(DecidedBy.Platform).IsExpensive();

    static async Task<Ok<View>> HandleAsync(
        CreditingDb db, PublicKeys keys, IOptions<WitnessOptions> witness, TimeProvider clock, CancellationToken ct) =>
        TypedResults.Ok(await RunAsync(db, keys, OwnWitness(witness.Value), clock, ct));

    /// <summary>The file that the service itself writes; null when there is none yet, or heads are posted to an address.</summary>
    static string? OwnWitness(WitnessOptions witness) => witness.Url is null && File.Exists(witness.File) ? witness.File : null;

    /// <summary>
    /// The command: "verify [--witness file] [--keys file]". Prints what was found. The witness and the public keys are those of the
    /// service when not given.
    /// </summary>
    /// <returns>1 when something differs.</returns>
    public static async Task<int> CommandAsync(
        IServiceProvider services, IReadOnlyList<string> args, TextWriter output, CancellationToken ct)
    {
        if (CommandFiles.Read(args) is not { } files)
        {
            await output.WriteLineAsync("Usage: verify [--witness file] [--keys file]");
            return 1;
        }

        var found = await RunAsync(
            services.GetRequiredService<CreditingDb>(),
            files.Keys is { } keys ? ServiceKeys.Read(keys) : services.GetRequiredService<PublicKeys>(),
            files.Witness ?? OwnWitness(services.GetRequiredService<IOptions<WitnessOptions>>().Value),
            services.GetRequiredService<TimeProvider>(),
            ct);
        await output.WriteLineAsync(
            $"{found.Entries} entries, sealed through {found.SealedThrough} in {found.Blocks} blocks; "
            + $"{found.SaleLines} sales, {found.Sums} sums.");
        await output.WriteLineAsync($"chain hash {found.ChainHash}");
        await output.WriteLineAsync($"tree root  {found.TreeRoot}");
        await output.WriteLineAsync(found.Witness is null
            ? "No witness was looked at: a tail that was taken out does not show."
            : $"witness    {found.Witness}, agrees through head {found.WitnessedThrough?.Number ?? 0}");
        foreach (var line in found.SealDifferences.Cast<object>().Concat(found.HeadDifferences).Concat(found.SumDifferences)
            .Concat(found.TableDifferences).Concat(found.LineDifferences).Concat(found.DecisionDifferences)
            .Concat(found.SnapshotDifferences))
        {
            await output.WriteLineAsync(line.ToString());
        }

        await output.WriteLineAsync(found.IsSound
            ? "Nothing differs."
            : "The ledger differs from what was sealed, signed or witnessed, or from its sums.");
        return found.IsSound ? 0 : 1;
    }

    /// <summary>Verifies everything as it was at one moment; entries go on being posted.</summary>
    /// <param name="keys">Whose signatures are believed.</param>
    /// <param name="witness">The file of a witness; null for none.</param>
    public static async Task<View> RunAsync(
        CreditingDb db, PublicKeys keys, string? witness, TimeProvider clock, CancellationToken ct)
    {
        db.Database.SetCommandTimeout(TimeLimit);
        var copy = witness is null ? null : await WitnessCopy.OpenAsync(witness, ct);
        await using var moment = await db.BeginReadingAsync(ct);
        var heads = new VerifyHeads(db, keys, copy, DifferencesMax);
        var seals = await new VerifySeals(db, heads, DifferencesMax).RunAsync(ct);
        var sums = await SumDifferencesAsync(db, ct);
        var tables = new List<LedgerSums.Difference>();
        foreach (var table in LedgerSums.Tables(db))
        {
            tables.AddRange(await LedgerSums.DifferencesAsync(db, table, DifferencesMax, ct));
        }

        var lines = await LineDifferencesAsync(db, ct);
        var decisions = await DecisionDifferencesAsync(db, ct);
        var snapshots = await new VerifySnapshots(db, keys, DifferencesMax).RunAsync(ct);
        return new View
        {
            VerifiedAt = clock.GetUtcNow(),
            SaleLines = await db.SaleLines.LongCountAsync(ct),
            Entries = seals.Entries,
            Sums = await db.PairingMonths.LongCountAsync(ct),
            Blocks = seals.Blocks,
            SealedThrough = seals.SealedThrough,
            ChainHash = Convert.ToHexStringLower(seals.ChainHash),
            TreeRoot = Convert.ToHexStringLower(seals.TreeRoot),
            IsSound = seals.Faults.Count + heads.Faults.Count + sums.Count + tables.Count + lines.Count + decisions.Count + snapshots.Count
                == 0,
            SealDifferences =
            [
                .. seals.Faults.Select(found => new SealDifference(found.Fault, found.EntryNo, found.BlockNo, found.EntryId, found.Detail)),
            ],
            HeadDifferences =
            [
                .. heads.Faults.Select(
                    found => new HeadDifference(found.Source, found.Fault, found.Number, found.SignedAt, found.Detail)),
            ],
            Witness = witness,
            WitnessedThrough = heads.LastOfWitness,
            SumDifferences = sums,
            TableDifferences = [.. tables.Select(difference => new TableDifference(
                difference.Table, difference.Key, difference.ReckonedFen, difference.StoredFen,
                difference.ReckonedSubsidisedFen, difference.StoredSubsidisedFen,
                difference.ReckonedCount, difference.StoredCount, difference.ReckonedRules, difference.StoredRules))],
            LineDifferences = lines,
            DecisionDifferences = decisions,
            SnapshotDifferences = snapshots,
        };
    }

    static Task<List<SumDifference>> SumDifferencesAsync(CreditingDb db, CancellationToken ct) => db.Database.SqlQueryRaw<SumDifference>(
        $"""
        SELECT holder_id AS "HolderId", posting_period AS "PostingPeriod", recognition_month AS "RecognitionMonth", mode AS "Mode",
            entry_type AS "EntryType", CAST(SUM(entries_fen) AS bigint) AS "EntriesFen", CAST(SUM(sum_fen) AS bigint) AS "SumFen",
            CAST(SUM(entries_count) AS bigint) AS "EntriesCount", CAST(SUM(sum_count) AS bigint) AS "SumCount"
        FROM (
            SELECT holder_id, posting_period, substr(recognition_date, 1, 7) AS recognition_month, mode, entry_type,
                SUM(amount_fen) AS entries_fen, 0 AS sum_fen, COUNT(*) AS entries_count, 0 AS sum_count
            FROM credit_entries GROUP BY holder_id, posting_period, substr(recognition_date, 1, 7), mode, entry_type
            UNION ALL
            SELECT holder_id, posting_period, recognition_month, mode, entry_type, 0, amount_fen, 0, entries FROM pairing_months
        ) AS both_sides
        GROUP BY holder_id, posting_period, recognition_month, mode, entry_type
        HAVING SUM(entries_fen) <> SUM(sum_fen) OR SUM(entries_count) <> SUM(sum_count)
        ORDER BY holder_id, posting_period, recognition_month, mode, entry_type LIMIT {DifferencesMax}
        """).ToListAsync(ct);

    static Task<List<LineDifference>> LineDifferencesAsync(CreditingDb db, CancellationToken ct) => db.Database.SqlQueryRaw<LineDifference>(
        $"""
        SELECT e.line_id AS "LineId", e.acceptance_no AS "AcceptanceNo", e.share_no AS "ShareNo", e.scheme AS "Scheme", e.tier AS "Tier",
            CAST(SUM(e.amount_fen) AS bigint) AS "EntriesFen", MIN(s.net_fen) AS "AmountFen",
            CAST(SUM(e.subsidised_fen) AS bigint) AS "SubsidisedFen"
        FROM credit_entries e LEFT JOIN sale_lines s
            ON s.line_id = e.line_id AND s.acceptance_no = e.acceptance_no AND s.share_no = e.share_no
        GROUP BY e.line_id, e.acceptance_no, e.share_no, e.scheme, e.tier
        HAVING MIN(s.net_fen) IS NULL OR SUM(e.amount_fen) NOT IN (0, MIN(s.net_fen))
            OR SUM(e.subsidised_fen) < 0 OR SUM(e.subsidised_fen) > MIN(s.subsidised_fen) OR SUM(e.subsidised_fen) > SUM(e.amount_fen)
        ORDER BY e.line_id, e.acceptance_no, e.share_no, e.scheme, e.tier LIMIT {DifferencesMax}
        """).ToListAsync(ct);

    static Task<List<DecisionDifference>> DecisionDifferencesAsync(CreditingDb db, CancellationToken ct)
    {
        var credited = string.Join(", ", Enum.GetValues<CreditReason>().Where(reason => reason.IsCredited).Select(reason => $"'{reason}'"));
        var tiers = string.Join(" + ", DecisionColumns(db).Select(column => $"CASE WHEN s.{column} IN ({credited}) THEN 1 ELSE 0 END"));
        var sql = $"""
            SELECT line_id AS "LineId", acceptance_no AS "AcceptanceNo", share_no AS "ShareNo",
                CAST(credited AS bigint) AS "CreditedTiers", CAST(with_entries AS bigint) AS "TiersWithEntries"
            FROM (
                SELECT s.line_id, s.acceptance_no, s.share_no, CASE WHEN s.net_fen = 0 THEN 0 ELSE {tiers} END AS credited,
                    COALESCE(e.tiers, 0) AS with_entries
                FROM sale_lines s LEFT JOIN (
                    SELECT line_id, acceptance_no, share_no, COUNT(*) AS tiers FROM (
                        SELECT line_id, acceptance_no, share_no, scheme, tier FROM credit_entries
                        GROUP BY line_id, acceptance_no, share_no, scheme, tier HAVING SUM(amount_fen) <> 0
                    ) AS standing GROUP BY line_id, acceptance_no, share_no
                ) e ON e.line_id = s.line_id AND e.acceptance_no = s.acceptance_no AND e.share_no = s.share_no
            ) AS both_sides
            WHERE credited <> with_entries ORDER BY line_id, acceptance_no, share_no LIMIT {DifferencesMax}
            """;
        return db.Database.SqlQueryRaw<DecisionDifference>(sql).ToListAsync(ct);
    }

    static IEnumerable<string> DecisionColumns(CreditingDb db)
    {
        var line = db.Model.FindEntityType(typeof(SaleLine))!;
        return RuleBook.SchemesAndTiers.Select(at => line.FindProperty($"{at.Scheme}{at.Tier}")!.GetColumnName());
    }

    /// <summary>The files that the command line names.</summary>
    sealed record CommandFiles(string? Witness, string? Keys)
    {
        /// <returns>Null when the command line was not understood.</returns>
        public static CommandFiles? Read(IReadOnlyList<string> args)
        {
            var files = new CommandFiles(null, null);
            for (var i = 0; i < args.Count; i += 2)
            {
                var file = args.ElementAtOrDefault(i + 1);
                switch (args[i])
                {
                    case "--witness" when file is not null:
                        files = files with { Witness = file };
                        break;
                    case "--keys" when file is not null:
                        files = files with { Keys = file };
                        break;
                    default:
                        return null;
                }
            }

            return files;
        }
    }
}

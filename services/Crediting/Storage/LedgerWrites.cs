using System.Globalization;
using Marketplace.Crediting.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;

namespace Marketplace.Crediting.Storage;

/// <summary>The only ways in which sales and credits get into the database.</summary>
public static class LedgerWrites
{
    const int SumsAtOnce = 300;

    /// <summary>What every sum of entries holds.</summary>
    static readonly string[] Sums = ["amount_fen", "subsidised_fen", "entries"];

    static readonly string[] VerifiedKeys = ["holder_id", "posting_period", "recognition_month", "mode", "entry_type", "verified_period"];

    extension(CreditingDb db)
    {
        /// <summary>
        /// Appends new rows within the transaction, without tracking them, since they are many and never change: PostgreSQL takes
        /// them in one stream, SQLite by one prepared statement.
        /// </summary>
        public async Task AppendAsync<TRow>(IReadOnlyCollection<TRow> rows, CancellationToken ct)
            where TRow : class
        {
            if (rows.Count > 0)
            {
                await (Engines.Of(db) == Engine.PostgreSql ? db.CopyAsync(rows, ct) : db.InsertAsync(rows, ct));
            }
        }

        /// <summary>Adds sums of new entries to the sums so far.</summary>
        public Task AddToSumsAsync(IReadOnlyList<PairingMonth> sums, CancellationToken ct) => db.AddAsync(
            "pairing_months",
            ["holder_id", "posting_period", "recognition_month", "mode", "entry_type", "posted_in"],
            [.. sums.Select(sum => (
                (object[])[
                    sum.HolderId, sum.PostingPeriod, sum.RecognitionMonth, sum.Mode.ToString(), sum.EntryType.ToString(), sum.PostedIn],
                new Added(sum.AmountFen, sum.SubsidisedFen, sum.Entries),
                new RuleSpan(sum.RulesFrom, sum.RulesTo)))],
            ct);

        /// <summary>Adds new entries, all of one transaction, to the sums of the day on which they were posted.</summary>
        public Task AddToDaysAsync(IReadOnlyList<CreditEntry> entries, DateOnly postedOn, CancellationToken ct) => db.AddAsync(
            "pairing_days",
            ["holder_id", "posting_period", "recognition_month", "mode", "entry_type", "posted_on"],
            [.. PairingMonth.Sums(entries).Select(sum => (
                (object[])[
                    sum.HolderId, sum.PostingPeriod, sum.RecognitionMonth, sum.Mode.ToString(), sum.EntryType.ToString(), Day(postedOn)],
                new Added(sum.AmountFen, sum.SubsidisedFen, sum.Entries),
                new RuleSpan(sum.RulesFrom, sum.RulesTo)))],
            ct);

        /// <summary>Adds entries whose sales became verified on a day.</summary>
        public async Task AddToVerifiedAsync(IReadOnlyList<VerifiedDay> verified, CancellationToken ct)
        {
            var days = verified
                .GroupBy(day =>
                    (day.HolderId, day.PostingPeriod, day.RecognitionMonth, day.Mode, day.EntryType, day.VerifiedPeriod, day.VerifiedOn))
                .OrderBy(group => group.Key)
                .Select(group => (
                    group.Key,
                    Added: new Added(
                        group.Sum(day => day.AmountFen), group.Sum(day => day.SubsidisedFen), group.Sum(day => day.Entries)))).ToList();
            await db.AddUpAsync("verified_days", [.. VerifiedKeys, "verified_on"], Sums, facts: [], RowsOf(day => Day(day)), ct);

            // All of a transaction became verified on one day, so that its months are as distinct as its days.
            await db.AddUpAsync(
                "verified_months", [.. VerifiedKeys, "verified_in"], Sums, facts: [], RowsOf(day => Month.Of(day).ToString()), ct);

            List<object[]> RowsOf(Func<DateOnly, string> when) =>
            [
                .. days.Select(day => (object[])
                [
                    day.Key.HolderId, day.Key.PostingPeriod, day.Key.RecognitionMonth,
                    day.Key.Mode.ToString(), day.Key.EntryType.ToString(),
                    day.Key.VerifiedPeriod, when(day.Key.VerifiedOn), day.Added.Fen, day.Added.SubsidisedFen, day.Added.Entries,
                ]),
            ];
        }

        /// <summary>Moves sales from where they were counted to where they are counted now.</summary>
        public Task AddToSalesAsync(IReadOnlyList<(SaleLine Line, SaleLine? Before)> changes, CancellationToken ct)
        {
            var moved = Moved<SaleMonth>(changes, line => [SaleMonth.Of(line)]);
            return db.AddUpAsync(
                "sale_months",
                ["recognition_month", "origin_path", "unit_path", "delivery_province", "region_reason", "is_credited", "is_policy_driven"],
                ["amount_fen", "shares"],
                facts: [],
                [.. moved
                    .GroupBy(row => (
                        row.Sum.RecognitionMonth, row.Sum.OriginPath, row.Sum.UnitPath, row.Sum.DeliveryProvince,
                        Reason: row.Sum.RegionReason.ToString(),
                        row.Sum.IsCredited, row.Sum.IsPolicyDriven))
                    .OrderBy(group => group.Key.RecognitionMonth, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.OriginPath, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.UnitPath, StringComparer.Ordinal).ThenBy(group => group.Key)
                    .Select(group => (
                        group.Key, Fen: group.Sum(row => row.Sign * row.Sum.AmountFen),
                        Shares: group.Sum(row => row.Sign * row.Sum.Shares)))
                    .Where(sum => sum.Fen != 0 || sum.Shares != 0)
                    .Select(sum => (object[])
                    [
                        sum.Key.RecognitionMonth, sum.Key.OriginPath, sum.Key.UnitPath, sum.Key.DeliveryProvince, sum.Key.Reason,
                        sum.Key.IsCredited, sum.Key.IsPolicyDriven, sum.Fen, sum.Shares,
                    ])],
                ct);
        }

        /// <summary>The same for each organisation that took part in them.</summary>
        public Task AddToPartySalesAsync(IReadOnlyList<(SaleLine Line, SaleLine? Before)> changes, CancellationToken ct) => db.AddUpAsync(
            "party_sale_months",
            [
                "party_id", "role", "recognition_month", "east_west_province", "east_west_city", "east_west_county",
                "counterpart_province", "counterpart_city", "counterpart_county", "designated_unit", "quota_unit", "is_credited",
            ],
            ["amount_fen", "shares"],
            facts: [],
            [.. Moved(changes, PartySaleMonth.Of)
                .GroupBy(row => (
                    row.Sum.PartyId, row.Sum.Role, row.Sum.RecognitionMonth,
                    row.Sum.EastWestProvince, row.Sum.EastWestCity, row.Sum.EastWestCounty,
                    row.Sum.CounterpartProvince, row.Sum.CounterpartCity, row.Sum.CounterpartCounty,
                    row.Sum.DesignatedUnit, row.Sum.QuotaUnit, row.Sum.IsCredited))
                .OrderBy(group => group.Key)
                .Select(group => (
                    group.Key, Fen: group.Sum(row => row.Sign * row.Sum.AmountFen), Shares: group.Sum(row => row.Sign * row.Sum.Shares)))
                .Where(sum => sum.Fen != 0 || sum.Shares != 0)
                .Select(sum => (object[])
                [
                    sum.Key.PartyId, sum.Key.Role.ToString(), sum.Key.RecognitionMonth,
                    sum.Key.EastWestProvince.ToString(), sum.Key.EastWestCity.ToString(), sum.Key.EastWestCounty.ToString(),
                    sum.Key.CounterpartProvince.ToString(), sum.Key.CounterpartCity.ToString(), sum.Key.CounterpartCounty.ToString(),
                    sum.Key.DesignatedUnit.ToString(), sum.Key.QuotaUnit.ToString(), sum.Key.IsCredited, sum.Fen, sum.Shares,
                ])],
            ct);

        /// <summary>
        /// Adds to the sums of the rows with these keys, making those that are missing; without sums it only makes those.
        /// </summary>
        /// <param name="table">The table.</param>
        /// <param name="keys">Its key, in its order.</param>
        /// <param name="sums">What is added to.</param>
        /// <param name="facts">What else a new row holds.</param>
        /// <param name="rows">
        /// The values of keys, sums and facts; each key once, and always in the same order, so that two writers don't deadlock.
        /// </param>
        /// <param name="also">What else changes in a row that is there.</param>
        internal async Task AddUpAsync(
            string table, string[] keys, string[] sums, string[] facts,
            IReadOnlyList<object?[]> rows, CancellationToken ct, string also = "")
        {
            var width = keys.Length + sums.Length + facts.Length;
            var key = string.Join(", ", keys);
            var columns = string.Join(", ", [.. keys, .. sums, .. facts]);
            var then = sums.Length == 0
                ? "NOTHING"
                : $"UPDATE SET {string.Join(", ", sums.Select(sum => $"{sum} = {table}.{sum} + excluded.{sum}"))}{also}";
            foreach (var some in rows.Chunk(SumsAtOnce))
            {
                var values = string.Join(", ", some.Select((_, row) => Placeholders(row * width, width)));
                var sql = $"INSERT INTO {table} ({columns}) VALUES {values} ON CONFLICT ({key}) DO {then}";
                await db.Database.ExecuteSqlRawAsync(sql, [.. some.SelectMany(row => row)!], ct);
            }
        }

        /// <summary>Adds sums of entries, with the oldest and newest rule set in them, to the rows with these keys.</summary>
        Task AddAsync(string table, string[] keys, IReadOnlyList<(object[] Key, Added Sum, RuleSpan Rules)> rows, CancellationToken ct) =>
            db.AddUpAsync(
                table,
                keys,
                Sums,
                ["rules_from", "rules_to"],
                [.. rows.Select(row => (object[])
                [
                    .. row.Key, row.Sum.Fen, row.Sum.SubsidisedFen, row.Sum.Entries, row.Rules.From, row.Rules.To,
                ])],
                ct,
                also: $"""
                    , rules_from = CASE WHEN excluded.rules_from < {table}.rules_from THEN excluded.rules_from ELSE {table}.rules_from END
                    , rules_to = CASE WHEN excluded.rules_to > {table}.rules_to THEN excluded.rules_to ELSE {table}.rules_to END
                    """);

        async Task CopyAsync<TRow>(IReadOnlyCollection<TRow> rows, CancellationToken ct)
            where TRow : class
        {
            var (table, columns) = Columns<TRow>(db);
            var connection = (NpgsqlConnection)db.Database.GetDbConnection();
            await using var writer = await connection.BeginBinaryImportAsync(
                $"COPY {table} ({Names(columns)}) FROM STDIN (FORMAT BINARY)", ct);
            foreach (var row in rows)
            {
                await writer.StartRowAsync(ct);
                foreach (var column in columns)
                {
                    await (column.Stored(row) is { } stored ? writer.WriteAsync(stored, ct) : writer.WriteNullAsync(ct));
                }
            }

            await writer.CompleteAsync(ct);
        }

        async Task InsertAsync<TRow>(IReadOnlyCollection<TRow> rows, CancellationToken ct)
            where TRow : class
        {
            var (table, columns) = Columns<TRow>(db);
            await using var insert = db.Database.GetDbConnection().CreateCommand();
            insert.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            var values = string.Join(", ", columns.Select(column => $"@{column.Name}"));
            insert.CommandText = $"INSERT INTO {table} ({Names(columns)}) VALUES ({values})";
            foreach (var column in columns)
            {
                var parameter = insert.CreateParameter();
                parameter.ParameterName = $"@{column.Name}";
                insert.Parameters.Add(parameter);
            }

            foreach (var row in rows)
            {
                for (var i = 0; i < columns.Length; i++)
                {
                    insert.Parameters[i].Value = columns[i].Stored(row) ?? DBNull.Value;
                }

                await insert.ExecuteNonQueryAsync(ct);
            }
        }
    }

    static (string Table, Column[] Columns) Columns<TRow>(CreditingDb db)
    {
        var entity = db.Model.FindEntityType(typeof(TRow))!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        return (table.Name, [.. entity.GetProperties().Select(property => new Column(
            property.GetColumnName(table)!, property.GetGetter(), property.GetTypeMapping().Converter))]);
    }

    /// <summary>What changed sales no longer add to a sum, and what they add to it now.</summary>
    static IEnumerable<(TSum Sum, int Sign)> Moved<TSum>(
        IReadOnlyList<(SaleLine Line, SaleLine? Before)> changes, Func<SaleLine, IEnumerable<TSum>> sums) =>
        changes.SelectMany(change => (change.Before is { } before ? sums(before).Select(sum => (sum, -1)) : [])
            .Concat(sums(change.Line).Select(sum => (sum, 1))));

    static string Names(IEnumerable<Column> columns) => string.Join(", ", columns.Select(column => column.Name));

    static string Placeholders(int from, int count) =>
        "("
        + string.Join(", ", Enumerable.Range(from, count).Select(number => $"{{{number.ToString(CultureInfo.InvariantCulture)}}}")) + ")";

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What entries add to a sum.</summary>
    sealed record Added(long Fen, long SubsidisedFen, long Entries);

    sealed record Column(string Name, IClrPropertyGetter Getter, ValueConverter? Converter)
    {
        /// <summary>The value as the database keeps it.</summary>
        public object? Stored(object row)
        {
            var value = Getter.GetClrValueUsingContainingEntity(row);
            return Converter is null ? value : Converter.ConvertToProvider(value);
        }
    }
}

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
    const int SumsAtOnce = 500;

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

        /// <summary>Adds sums of new entries to the sums so far, in the order given.</summary>
        public async Task AddToSumsAsync(IReadOnlyList<PairingMonth> sums, CancellationToken ct)
        {
            foreach (var some in sums.Chunk(SumsAtOnce))
            {
                var values = string.Join(", ", some.Select((_, row) => Placeholders(row * 7)));
                object[] parameters = [.. some.SelectMany(sum => (object[])
                    [sum.PairingId, sum.PostingPeriod, sum.RecognitionMonth, sum.Mode.ToString(), sum.EntryType.ToString(), sum.AmountFen, sum.Entries])];
                var sql = $"""
                    INSERT INTO pairing_months (pairing_id, posting_period, recognition_month, mode, entry_type, amount_fen, entries)
                    VALUES {values}
                    ON CONFLICT (pairing_id, posting_period, recognition_month, mode, entry_type) DO UPDATE SET
                        amount_fen = pairing_months.amount_fen + excluded.amount_fen, entries = pairing_months.entries + excluded.entries
                    """;
                await db.Database.ExecuteSqlRawAsync(sql, parameters, ct);
            }
        }

        async Task CopyAsync<TRow>(IReadOnlyCollection<TRow> rows, CancellationToken ct)
            where TRow : class
        {
            var (table, columns) = Columns<TRow>(db);
            var connection = (NpgsqlConnection)db.Database.GetDbConnection();
            await using var writer = await connection.BeginBinaryImportAsync($"COPY {table} ({Names(columns)}) FROM STDIN (FORMAT BINARY)", ct);
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
            insert.CommandText = $"INSERT INTO {table} ({Names(columns)}) VALUES ({string.Join(", ", columns.Select(column => $"@{column.Name}"))})";
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

    static string Names(IEnumerable<Column> columns) => string.Join(", ", columns.Select(column => column.Name));

    static string Placeholders(int from) =>
        $"({string.Join(", ", Enumerable.Range(from, 7).Select(number => string.Create(CultureInfo.InvariantCulture, $"{{{number}}}")))})";

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

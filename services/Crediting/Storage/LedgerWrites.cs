using System.Globalization;
using Marketplace.Crediting.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Marketplace.Crediting.Storage;

/// <summary>The only ways in which sales and credits get into the database.</summary>
public static class LedgerWrites
{
    const int SumsAtOnce = 500;

    extension(CreditingDb db)
    {
        /// <summary>Appends new rows. PostgreSQL takes them in one stream, which is many times as fast as statements; SQLite when the context is saved.</summary>
        public async Task AppendAsync<TRow>(IReadOnlyCollection<TRow> rows, CancellationToken ct)
            where TRow : class
        {
            if (rows.Count == 0)
            {
                return;
            }

            if (Engines.Of(db) == Engine.PostgreSql)
            {
                await db.CopyAsync(rows, ct);
            }
            else
            {
                db.AddRange(rows);
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
            var entity = db.Model.FindEntityType(typeof(TRow))!;
            var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
            IProperty[] properties = [.. entity.GetProperties()];
            var columns = string.Join(", ", properties.Select(property => property.GetColumnName(table)));
            var connection = (NpgsqlConnection)db.Database.GetDbConnection();
            await using var writer = await connection.BeginBinaryImportAsync($"COPY {table.Name} ({columns}) FROM STDIN (FORMAT BINARY)", ct);
            foreach (var row in rows)
            {
                await writer.StartRowAsync(ct);
                foreach (var property in properties)
                {
                    var value = property.GetGetter().GetClrValueUsingContainingEntity(row);
                    var stored = property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
                    await (stored is null ? writer.WriteNullAsync(ct) : writer.WriteAsync(stored, ct));
                }
            }

            await writer.CompleteAsync(ct);
        }
    }

    static string Placeholders(int from) =>
        $"({string.Join(", ", Enumerable.Range(from, 7).Select(number => string.Create(CultureInfo.InvariantCulture, $"{{{number}}}")))})";
}

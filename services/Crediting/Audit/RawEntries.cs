using System.Data.Common;
using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Marketplace.Crediting.Audit;

/// <summary>
/// Reads entries as the database really holds them. A mapper forgives what a seal must not, such as an id in other letters or a name in
/// another case, so each value has to be spelled exactly as the ledger writes it.
/// </summary>
sealed class RawEntries
{
    readonly CreditingDb _db;
    readonly string _sql;

    public RawEntries(CreditingDb db)
    {
        _db = db;
        var entity = db.Model.FindEntityType(typeof(CreditEntry))!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var columns = string.Join(", ", Names.Select(name => entity.FindProperty(name)!.GetColumnName(table)));
        _sql = $"SELECT {columns} FROM {table.Name} WHERE entry_no > @after ORDER BY entry_no LIMIT @count";
    }

    /// <summary>The columns in the order in which they are read.</summary>
    static readonly string[] Names =
    [
        nameof(CreditEntry.EntryNo), nameof(CreditEntry.EntryId), nameof(CreditEntry.EventNo), nameof(CreditEntry.LineId),
        nameof(CreditEntry.AcceptanceNo), nameof(CreditEntry.ShareNo), nameof(CreditEntry.Scheme), nameof(CreditEntry.Tier),
        nameof(CreditEntry.HolderId), nameof(CreditEntry.HolderVersion), nameof(CreditEntry.EastPath), nameof(CreditEntry.WestPath),
        nameof(CreditEntry.Mode), nameof(CreditEntry.AmountFen), nameof(CreditEntry.SubsidisedFen), nameof(CreditEntry.Quantity),
        nameof(CreditEntry.RecognitionDate),
        nameof(CreditEntry.EventDate), nameof(CreditEntry.PostingPeriod),
        nameof(CreditEntry.EntryType), nameof(CreditEntry.ReversesEntryId),
        nameof(CreditEntry.Sequence), nameof(CreditEntry.Reason), nameof(CreditEntry.RuleSetVersion), nameof(CreditEntry.EvidenceState),
        nameof(CreditEntry.Flags), nameof(CreditEntry.PostedAt),
    ];

    /// <summary>An entry, and the columns that don't hold what the ledger would have written.</summary>
    public sealed record Raw(CreditEntry Entry, IReadOnlyList<string> Unreadable);

    /// <summary>The next entries by their number.</summary>
    public async Task<IReadOnlyList<Raw>> ReadAsync(long after, int count, CancellationToken ct)
    {
        await _db.Database.OpenConnectionAsync(ct);
        await using var command = _db.Database.GetDbConnection().CreateCommand();
        command.Transaction = _db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = _sql;
        Add(command, "@after", after);
        Add(command, "@count", count);
        var rows = new List<Raw>(count);
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                rows.Add(Read(new Row(reader)));
            }
        }

        await _db.Database.CloseConnectionAsync();
        return rows;
    }

    static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    // In the order of the names above.
    static Raw Read(Row row) => new(
        new CreditEntry
        {
            EntryNo = row.Number(),
            EntryId = row.Id() ?? Guid.Empty,
            EventNo = row.Number(),
            LineId = row.Id() ?? Guid.Empty,
            AcceptanceNo = row.Small(),
            ShareNo = row.Small(),
            Scheme = row.Name<Scheme>(),
            Tier = row.Name<PairingTier>(),
            HolderId = row.Id() ?? Guid.Empty,
            HolderVersion = row.Number(),
            EastPath = row.Text(),
            WestPath = row.Text(),
            Mode = row.Name<CreditMode>(),
            AmountFen = row.Number(),
            SubsidisedFen = row.Number(),
            Quantity = new Quantity(row.Number()),
            RecognitionDate = row.Day(),
            EventDate = row.Day(),
            PostingPeriod = row.Text(),
            EntryType = row.Name<EntryType>(),
            ReversesEntryId = row.Id(isOptional: true),
            Sequence = row.Small(),
            Reason = row.Name<CreditReason>(),
            RuleSetVersion = row.Small(),
            EvidenceState = row.Name<EvidenceState>(),
            Flags = row.Name<CreditMarks>(),
            PostedAt = row.Instant(),
        },
        row.Unreadable);

    /// <summary>Reads the columns of a row one after the other, and remembers which of them hold nonsense.</summary>
    sealed class Row(DbDataReader reader)
    {
        readonly List<string> _unreadable = [];
        int _column;

        public IReadOnlyList<string> Unreadable => _unreadable;

        public long Number() => Next() switch
        {
            long number => number,
            int number => number,
            _ => Nonsense<long>(),
        };

        public int Small() => Number() is var number and >= int.MinValue and <= int.MaxValue ? (int)number : Nonsense<int>();

        public string Text() => Next() as string ?? Nonsense<string>() ?? "";

        public Guid? Id(bool isOptional = false) => Next() switch
        {
            Guid id => id,
            string text when Guid.TryParseExact(text, "D", out var id)
                && text.Equals($"{id}".ToUpperInvariant(), StringComparison.Ordinal) => id,
            DBNull when isOptional => null,
            _ => Nonsense<Guid?>(),
        };

        public T Name<T>()
            where T : struct, Enum =>
            Next() is string text && Enum.TryParse<T>(text, out var value) && value.ToString() == text ? value : Nonsense<T>();

        public DateOnly Day() =>
            Next() is string text
            && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : Nonsense<DateOnly>();

        public DateTimeOffset Instant() =>
            Number() is var number and >= 0 and <= 253_402_300_799_999
                ? DateTimeOffset.FromUnixTimeMilliseconds(number)
                : Nonsense<DateTimeOffset>();

        object Next() => reader.GetValue(_column++);

        T? Nonsense<T>()
        {
            _unreadable.Add(reader.GetName(_column - 1));
            return default;
        }
    }
}

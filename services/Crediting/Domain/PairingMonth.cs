namespace Marketplace.Crediting.Domain;

/// <summary>
/// The ledger summed up, from which reports are answered: all entries of a pairing that share posting period, month of recognition,
/// mode and type. Kept in the transaction of the entries and checked against them by VerifyLedger.
/// </summary>
public sealed class PairingMonth
{
    public required Guid PairingId { get; init; }

    /// <summary>"2026-11".</summary>
    public required string PostingPeriod { get; init; }

    /// <summary>The month of the recognition date, "2026-11".</summary>
    public required string RecognitionMonth { get; init; }

    public required CreditMode Mode { get; init; }

    public required EntryType EntryType { get; init; }

    public required long AmountFen { get; init; }

    /// <summary>How many entries were summed up.</summary>
    public required long Entries { get; init; }

    /// <summary>Sums up entries, ordered by key: transactions that add to the same rows then wait for each other instead of deadlocking.</summary>
    public static IReadOnlyList<PairingMonth> Sums(IEnumerable<CreditEntry> entries) =>
    [
        .. entries
            .GroupBy(entry => (
                entry.PairingId, entry.PostingPeriod, RecognitionMonth: Month.Of(entry.RecognitionDate).ToString(), entry.Mode, entry.EntryType))
            .OrderBy(group => group.Key)
            .Select(group => new PairingMonth
            {
                PairingId = group.Key.PairingId,
                PostingPeriod = group.Key.PostingPeriod,
                RecognitionMonth = group.Key.RecognitionMonth,
                Mode = group.Key.Mode,
                EntryType = group.Key.EntryType,
                AmountFen = group.Sum(entry => entry.AmountFen),
                Entries = group.LongCount(),
            }),
    ];
}

namespace Marketplace.Contracts.Crediting;

/// <summary>
/// The ledger has executed quotas (预留份额), or taken executions back, or found why purchases of units with a quota execute none (CR-11).
/// </summary>
/// <remarks>
/// From Crediting, with everything of one transaction of the ledger, at most some hundreds a message. To PurchasingUnits (the quota
/// account), whose executions so are the entries of the ledger, each once.
/// </remarks>
public sealed record QuotaEntriesPosted
{
    public required IReadOnlyList<Entry> Entries { get; init; }

    /// <summary>Sales of units with a quota that execute none of it as things stand.</summary>
    public required IReadOnlyList<Omission> Omissions { get; init; }

    /// <summary>An entry of the scheme Quota.</summary>
    public sealed record Entry
    {
        /// <summary>The id of the ledger entry.</summary>
        public required Guid EntryId { get; init; }

        /// <summary>Counts the events of the ledger: what is told of a sale later has a higher number.</summary>
        public required long EventNo { get; init; }

        /// <summary>The account of unit and year, see <see cref="QuotaAccounts.IdOf"/>.</summary>
        public required Guid AccountId { get; init; }

        /// <summary>
        /// Whose quota it is; null when the sale has come to be another's, and the entry takes it away from the account that had it.
        /// </summary>
        public Guid? UnitId { get; init; }

        /// <summary>That of the recognition date.</summary>
        public required int Year { get; init; }

        /// <summary>The buyer of record: a trade union is told by its kind.</summary>
        public required Guid BuyerId { get; init; }

        /// <summary>What it bought for.</summary>
        public required BuyerCapacity Capacity { get; init; }

        /// <summary>The order, or the imported ledger.</summary>
        public required Guid OrderId { get; init; }

        /// <summary>The number that people use for it.</summary>
        public required string OrderNumber { get; init; }

        public required Guid LineId { get; init; }

        public required int AcceptanceNo { get; init; }

        /// <summary>Which origin of the line it is, from 1.</summary>
        public required int ShareNo { get; init; }

        public required ProductCategory Category { get; init; }

        public required DateOnly RecognitionDate { get; init; }

        /// <summary>The day of what led to the entry, such as a return.</summary>
        public required DateOnly EventDate { get; init; }

        /// <summary>"Original", "Late", "Return", "PriceAdjust", "Void", "ReclassOut" or "ReclassIn".</summary>
        public required string EntryType { get; init; }

        /// <summary>Signed.</summary>
        public required long AmountFen { get; init; }
    }

    /// <summary>A sale that executes no quota, as it stands now.</summary>
    public sealed record Omission
    {
        /// <inheritdoc cref="Entry.EventNo"/>
        public required long EventNo { get; init; }

        /// <summary>Whose quota it would be.</summary>
        public required Guid UnitId { get; init; }

        public required int Year { get; init; }

        public required Guid OrderId { get; init; }

        public required string OrderNumber { get; init; }

        public required Guid LineId { get; init; }

        public required int AcceptanceNo { get; init; }

        public required int ShareNo { get; init; }

        /// <summary>What is left of its value.</summary>
        public required long AmountFen { get; init; }

        /// <summary>A stable code, such as "NotOnQuotaList".</summary>
        public required string Reason { get; init; }

        public required BilingualText Words { get; init; }
    }
}

using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Crediting.Sales;

/// <summary>A sale in a list: what it was and what became of it.</summary>
public sealed record SaleRow : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid LineId { get; init; }

    public required int AcceptanceNo { get; init; }

    public required int ShareNo { get; init; }

    public required SaleSource Source { get; init; }

    /// <summary>The order, or the import of which it is a row.</summary>
    public required Guid PurchaseId { get; init; }

    /// <summary>The number of the order, or of the document that the row names.</summary>
    public required string PurchaseNumber { get; init; }

    /// <summary>The line of the order, or the row of the ledger file.</summary>
    public required int LineNumber { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required Guid SupplierId { get; init; }

    public required string SupplierName { get; init; }

    public required string ProductName { get; init; }

    public required string OriginName { get; init; }

    public required Quantity Accepted { get; init; }

    public required string TradeUnit { get; init; }

    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required long? AmountFen { get; init; }

    /// <summary>What is left of the amount after returns and price cuts.</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required long? NetFen { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    public required DateOnly RecognitionDate { get; init; }

    /// <summary>Of the line as a whole: credited when it is at any scheme and tier.</summary>
    public required CreditOutcome Outcome { get; init; }

    /// <summary>Scheme by scheme and tier by tier.</summary>
    public required IReadOnlyList<Decision> Decisions { get; init; }

    public sealed record Decision(Scheme Scheme, PairingTier Tier, CreditOutcome Outcome, CreditReason Reason, string Rule);

    public static SaleRow Of(SaleLine line, Caller caller) => new()
    {
        SeenAs = SaleViewers.Of(caller, line),
        LineId = line.LineId,
        AcceptanceNo = line.AcceptanceNo,
        ShareNo = line.ShareNo,
        Source = line.Source,
        PurchaseId = line.PurchaseId,
        PurchaseNumber = line.PurchaseNumber,
        LineNumber = line.LineNumber,
        UnitId = line.UnitId,
        UnitName = line.UnitName,
        SupplierId = line.SupplierId,
        SupplierName = line.SupplierName,
        ProductName = line.ProductName,
        OriginName = line.OriginName,
        Accepted = line.Accepted,
        TradeUnit = line.TradeUnit,
        AmountFen = line.AmountFen,
        NetFen = line.NetFen,
        AcceptedAt = line.AcceptedAt,
        RecognitionDate = line.RecognitionDate,
        Outcome = line.Outcome,
        Decisions = [.. RuleBook.SchemesAndTiers.Select(at => Decide(line, at.Scheme, at.Tier))],
    };

    static Decision Decide(SaleLine line, Scheme scheme, PairingTier tier)
    {
        var reason = line[scheme, tier];
        return new(scheme, tier, reason.Outcome, reason, reason.Rule);
    }
}

/// <summary>
/// A sale with all that is behind it, and what was credited to whom, or why not: one for each acceptance and origin of the line.
/// </summary>
public sealed record SaleView
{
    public required Guid LineId { get; init; }

    public required IReadOnlyList<Acceptance> Acceptances { get; init; }

    public sealed record Acceptance
    {
        public required SaleFacts Facts { get; init; }

        /// <summary>Of the sale as a whole: credited when it is at any scheme and tier.</summary>
        public required CreditOutcome Outcome { get; init; }

        public required SaleStatus Status { get; init; }

        /// <summary>What it is or was held for; null when it never was (CR-17).</summary>
        public CreditReason? HeldFor { get; init; }

        /// <summary>Since when invoices and payments cover it (已核实); null before.</summary>
        public DateTimeOffset? VerifiedAt { get; init; }

        /// <summary>Scheme by scheme and tier by tier. Amounts of different schemes or tiers are never added up (CR-13).</summary>
        public required IReadOnlyList<Decision> Decisions { get; init; }
    }

    /// <param name="Scheme">The scheme.</param>
    /// <param name="Tier">The tier.</param>
    /// <param name="Outcome">What became of the sale there.</param>
    /// <param name="Reason">Why, for programs.</param>
    /// <param name="Rule">The rule that decided.</param>
    /// <param name="Words">Why, for people.</param>
    /// <param name="Credits">The entries in the ledger; empty when nothing was credited.</param>
    public sealed record Decision(
        Scheme Scheme, PairingTier Tier, CreditOutcome Outcome, CreditReason Reason,
        string Rule, BilingualText Words, IReadOnlyList<Credit> Credits);

    public sealed record Credit
    {
        public required Guid EntryId { get; init; }

        public required long EntryNo { get; init; }

        public required EntryType EntryType { get; init; }

        public required CreditMode Mode { get; init; }

        public required Guid HolderId { get; init; }

        public required long HolderVersion { get; init; }

        public required string EastName { get; init; }

        public required string WestName { get; init; }

        public required long AmountFen { get; init; }

        public required DateOnly RecognitionDate { get; init; }

        public required DateOnly EventDate { get; init; }

        public required string PostingPeriod { get; init; }
    }
}

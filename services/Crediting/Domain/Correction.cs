using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>
/// What a change of the registry for the past, or an official's finding, would change in the ledger: posted once approved (CR-19).
/// </summary>
public sealed class Correction
{
    /// <summary>Who is on record where the registry acts by itself, or does not say who registered something, as it once did not.</summary>
    public const string ByRegistry = "registry";

    public required Guid CorrectionId { get; init; }

    public required CorrectionKind Kind { get; init; }

    /// <summary>The pairing, designation, unit, facilitator or sale that it is about.</summary>
    public required Guid ObjectId { get; init; }

    /// <summary>The version of the registry that it waits for; zero for one sale.</summary>
    public required long ObjectVersion { get; init; }

    /// <summary>For people: what was corrected.</summary>
    public required string Subject { get; init; }

    public string? Document { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>The subject of whoever found it, or registered what it follows from (CR-19); that person can't decide it.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>
    /// The region of the proposer's office, "" for the nation's; null when it is not known, as of what was registered before it was kept.
    /// </summary>
    public string? ProposedFor { get; init; }

    /// <summary>Whether the proposer speaks for the region.</summary>
    public bool ProposerSpeaksFor(string path) =>
        ProposedFor is { } region && (region.Length == 0 || path.Contains($"/{region}/", StringComparison.Ordinal));

    /// <summary>How many sales it changes.</summary>
    public long Sales { get; private set; }

    /// <summary>What they add and take, all in all; over scheme and tier only to see the size, never for reports.</summary>
    public long GivenFen { get; private set; }

    public long TakenFen { get; private set; }

    public CorrectionState State { get; private set; } = CorrectionState.Proposed;

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecidedBy { get; private set; }

    public string? Note { get; private set; }

    public void Count(long sales, long given, long taken) =>
        (Sales, GivenFen, TakenFen) = (Sales + sales, GivenFen + given, TakenFen + taken);

    public void Decide(CorrectionState state, string by, string note, DateTimeOffset at) =>
        (State, DecidedBy, Note, DecidedAt) = (state, by, note, at);
}

/// <summary>What is corrected.</summary>
public enum CorrectionKind
{
    /// <summary>结对关系补登或更正.</summary>
    Pairing = 1,

    /// <summary>定点帮扶补登或更正.</summary>
    Designation = 2,

    /// <summary>采购单位归属地等更正.</summary>
    Unit = 3,

    /// <summary>帮销主体更正.</summary>
    Facilitator = 4,

    /// <summary>单笔成交的产地或归属地更正.</summary>
    Sale = 5,
}

/// <summary>Where a correction stands.</summary>
public enum CorrectionState
{
    Proposed = 1,
    Approved = 2,
    Refused = 3,
}

/// <summary>A sale that a correction changes, with what it would take and give.</summary>
public sealed class CorrectionLine
{
    public required Guid CorrectionId { get; init; }

    public required Guid LineId { get; init; }

    public required int AcceptanceNo { get; init; }

    public required int ShareNo { get; init; }

    /// <summary>The sale that it changes.</summary>
    public SaleKey SaleKey => new(LineId, AcceptanceNo, ShareNo);

    /// <summary>At each scheme and tier that changes: what was, what would be.</summary>
    public required IReadOnlyList<Difference> Differences { get; init; }

    /// <summary>For one sale: the region that it should have come from; null when that stays.</summary>
    public string? OriginPath { get; init; }

    public string? OriginName { get; init; }

    /// <summary>For one sale: the region that its buyer should have belonged to; null when that stays.</summary>
    public string? UnitPath { get; init; }

    /// <param name="Scheme">The scheme.</param>
    /// <param name="Tier">The tier.</param>
    /// <param name="From">The pairing that it is taken from; null when it stood nowhere.</param>
    /// <param name="To">The pairing that it is given to; null when to none.</param>
    /// <param name="AmountFen">What is moved.</param>
    /// <param name="Reason">Why, after the correction.</param>
    public sealed record Difference(Scheme Scheme, PairingTier Tier, Guid? From, Guid? To, long AmountFen, CreditReason Reason);
}

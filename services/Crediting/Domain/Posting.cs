using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>
/// Turns what should stand into entries: always the difference between what stands in the ledger and what the judgement says, never a
/// change of what was posted (CR-15, CR-16, CR-18, CR-19).
/// </summary>
public static class Posting
{
    /// <summary>The entries of a sale that has none yet, or what a later judgement adds to and takes from those it has.</summary>
    /// <param name="sale">The sale, with what is left of its value and what stands.</param>
    /// <param name="judgement">What should stand.</param>
    /// <param name="at">When and why.</param>
    public static IEnumerable<EntryDraft> Settle(PostedSale sale, Judgement judgement, PostingContext at)
    {
        var balances = sale.Balances;
        foreach (var decision in judgement.Decisions)
        {
            PostedBalance[] here = [.. balances.Where(balance => balance.Scheme == decision.Scheme && balance.Tier == decision.Tier)];
            var remains = false;
            foreach (var old in here.Where(balance => balance.AmountFen != 0))
            {
                if (decision.Holder is { } holder && holder.Id == old.Holder.Id && decision.Mode == old.Mode)
                {
                    remains = true;
                    continue;
                }

                yield return EntryDraft.Taking(sale, old, old.AmountFen, at.TakingType, at.TakingReason ?? decision.Reason, at);
            }

            if (decision.Holder is not null && !remains && sale.Line.NetFen > 0)
            {
                yield return EntryDraft.Giving(sale, decision, isFirst: here.Length == 0, at);
            }
        }
    }

    /// <summary>
    /// Takes back so much at every scheme and tier at which the sale stands, for the reason for which it stands there (CR-15).
    /// </summary>
    public static IEnumerable<EntryDraft> TakeBack(PostedSale sale, long fen, EntryType type, PostingContext at) => fen == 0
        ? []
        : sale.Balances.Where(balance => balance.AmountFen != 0)
            .Select(balance => EntryDraft.Taking(sale, balance, fen, type, sale.Line[balance.Scheme, balance.Tier], at));
}

/// <summary>What stands of a sale at a scheme and tier, for one holder and mode: the sum of its entries.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Holder">To whom it is credited, as of the last entry that gave.</param>
/// <param name="Mode">How it was earned.</param>
/// <param name="AmountFen">The sum.</param>
/// <param name="LastGivenId">The last entry that gave credit.</param>
public sealed record PostedBalance(Scheme Scheme, PairingTier Tier, Holder Holder, CreditMode Mode, long AmountFen, Guid LastGivenId)
{
    /// <summary>Sums up the entries of one sale.</summary>
    public static IReadOnlyList<PostedBalance> Of(IEnumerable<CreditEntry> entries) =>
    [
        .. entries.GroupBy(entry => (entry.Scheme, entry.Tier, entry.HolderId, entry.Mode)).Select(group =>
        {
            var given = group.Where(entry => entry.EntryType is EntryType.Original or EntryType.Late or EntryType.ReclassIn)
                .MaxBy(entry => entry.EntryNo)!;
            return new PostedBalance(
                group.Key.Scheme,
                group.Key.Tier,
                new Holder(given.HolderId, given.HolderVersion, given.EastPath, given.WestPath),
                group.Key.Mode,
                group.Sum(entry => entry.AmountFen),
                given.EntryId);
        }),
    ];
}

/// <summary>When and why entries are posted.</summary>
/// <param name="Months">Which months are open.</param>
/// <param name="EventDate">The day of the event: of an original its recognition date (CR-16).</param>
/// <param name="RuleSetVersion">The parameters that decided.</param>
/// <param name="TakingType">What an entry is called that takes credit away: a reclassification or a void.</param>
/// <param name="TakingReason">Why; the reason of the decision when null.</param>
public sealed record PostingContext(
    PostingMonths Months,
    DateOnly EventDate,
    int RuleSetVersion,
    EntryType TakingType = EntryType.ReclassOut,
    CreditReason? TakingReason = null);

/// <summary>An entry before it has its place in the ledger.</summary>
public sealed record EntryDraft
{
    /// <summary>The sale of which it will be an entry.</summary>
    public required PostedSale Sale { get; init; }

    SaleLine Line => Sale.Line;

    public required Scheme Scheme { get; init; }

    public required PairingTier Tier { get; init; }

    public required Holder Holder { get; init; }

    public required CreditMode Mode { get; init; }

    public required long AmountFen { get; init; }

    public required DateOnly EventDate { get; init; }

    public required Month Period { get; init; }

    public required EntryType Type { get; init; }

    public Guid? ReversesEntryId { get; init; }

    public required CreditReason Reason { get; init; }

    public required int RuleSetVersion { get; init; }

    public static EntryDraft Giving(PostedSale sale, TierDecision decision, bool isFirst, PostingContext at)
    {
        // The first credit belongs to the month of its sale, or comes late; a later one corrects (CR-16, CR-19).
        var (period, type) = isFirst ? at.Months.For(sale.Line.RecognitionDate) : (at.Months.PeriodOf(at.EventDate), EntryType.ReclassIn);
        return new EntryDraft
        {
            Sale = sale,
            Scheme = decision.Scheme,
            Tier = decision.Tier,
            Holder = decision.Holder!,
            Mode = decision.Mode,
            AmountFen = sale.Line.NetFen,
            EventDate = isFirst ? sale.Line.RecognitionDate : at.EventDate,
            Period = period,
            Type = type,
            Reason = decision.Reason,
            RuleSetVersion = at.RuleSetVersion,
        };
    }

    public static EntryDraft Taking(
        PostedSale sale, PostedBalance balance, long fen, EntryType type, CreditReason reason, PostingContext at) => new()
        {
            Sale = sale,
            Scheme = balance.Scheme,
            Tier = balance.Tier,
            Holder = balance.Holder,
            Mode = balance.Mode,
            AmountFen = -fen,
            EventDate = at.EventDate,
            Period = at.Months.PeriodOf(at.EventDate),
            Type = type,
            ReversesEntryId = balance.LastGivenId,
            Reason = reason,
            RuleSetVersion = at.RuleSetVersion,
        };

    /// <summary>In proportion to the value that the entry moves.</summary>
    public Quantity Quantity => Line.AmountFen == 0
        ? Quantity.Zero
        : new Quantity((long)decimal.Round(
            (decimal)Line.ShareQuantity.Thousandths * AmountFen / Line.AmountFen, 0, MidpointRounding.AwayFromZero));

    public CreditMarks Flags =>
        (Line.IsUnitDesignated && Scheme == Scheme.EastWest ? CreditMarks.Designated : CreditMarks.None)
        | (Line.IsAutomatic ? CreditMarks.AutoAccepted : CreditMarks.None)
        | (Line.Source == SaleSource.ImportedLedger ? CreditMarks.Imported : CreditMarks.None);

    /// <summary>Makes it an entry of the sale.</summary>
    /// <param name="entryNo">Its number in the ledger.</param>
    /// <param name="eventNo">The event that led to it.</param>
    /// <param name="now">When it is posted.</param>
    public CreditEntry Post(long entryNo, long eventNo, DateTimeOffset now)
    {
        var standing = Sale.StandingFen(Scheme, Tier, Holder.Id, Mode);
        var entry = At(entryNo, eventNo, Sale.NextSequence(Scheme, Tier, Type), standing, now);
        Sale.Add(entry);
        return entry;
    }

    CreditEntry At(long entryNo, long eventNo, int sequence, long standingFen, DateTimeOffset now) => new()
    {
        EntryNo = entryNo,
        EntryId = CreditEntry.IdOf(Line.Key, Scheme, Tier, Type, sequence),
        EventNo = eventNo,
        LineId = Line.LineId,
        AcceptanceNo = Line.AcceptanceNo,
        ShareNo = Line.ShareNo,
        Scheme = Scheme,
        Tier = Tier,
        HolderId = Holder.Id,
        HolderVersion = Holder.Version,
        EastPath = Holder.EastPath,
        WestPath = Holder.WestPath,
        Mode = Mode,
        AmountFen = AmountFen,
        SubsidisedFen = SubsidisedPart.Of(Line, standingFen + AmountFen) - SubsidisedPart.Of(Line, standingFen),
        Quantity = Quantity,
        RecognitionDate = Line.RecognitionDate,
        EventDate = EventDate,
        PostingPeriod = Period.ToString(),
        EntryType = Type,
        ReversesEntryId = ReversesEntryId,
        Sequence = sequence,
        Reason = Reason,
        RuleSetVersion = RuleSetVersion,
        EvidenceState = EvidenceState.Recognised,
        Flags = Flags,
        PostedAt = now,
    };
}

using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>
/// 价格补贴: a third party, such as a finance bureau, pays suppliers of one region a part of the price on top of what units of another pay
/// (CR-02). Both regions and the payer's have agreed to it. What lines were promised never exceeds the funds.
/// </summary>
public sealed class SubsidyProgram
{
    const int WholeBasisPoints = 10_000;

    SubsidyProgram()
    {
    }

    public Guid ProgramId { get; private init; }

    public string Name { get; private init; } = "";

    /// <summary>Who pays: neither supplier nor buyer.</summary>
    public string PayerName { get; private init; } = "";

    /// <summary>Whose money it is; ends it.</summary>
    public RegionPath PayerPath { get; private init; }

    /// <summary>All goods of a line come from here.</summary>
    public RegionPath OriginPath { get; private init; }

    /// <summary>The unit belongs here on the day of the order.</summary>
    public RegionPath BuyerPath { get; private init; }

    /// <summary>What is paid on top of a line's net price, in hundredths of a percent.</summary>
    public int RateBasisPoints { get; private init; }

    public long FundsFen { get; private init; }

    /// <summary>What lines were promised, less what they did not need after all; at most the funds.</summary>
    public long CommittedFen { get; private init; }

    /// <summary>The first day on which orders get it, in Asia/Shanghai.</summary>
    public DateOnly ValidFrom { get; private init; }

    /// <summary>The last day, inclusive.</summary>
    public DateOnly ValidUntil { get; private init; }

    public string Document { get; private init; } = "";

    public DateTimeOffset RegisteredAt { get; private init; }

    /// <summary>From then on orders get nothing more; what was promised before is paid.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndingReason { get; private set; }

    /// <summary>A program that has promised nothing yet.</summary>
    public static SubsidyProgram Of(
        Guid programId, string name, string payerName, RegionPath payer, RegionPath origin, RegionPath buyers, int rateBasisPoints,
        Money funds, DateOnly validFrom, DateOnly validUntil, string document, DateTimeOffset now) => new()
        {
            ProgramId = programId,
            Name = name,
            PayerName = payerName,
            PayerPath = payer,
            OriginPath = origin,
            BuyerPath = buyers,
            RateBasisPoints = rateBasisPoints,
            FundsFen = funds.Fen,
            ValidFrom = validFrom,
            ValidUntil = validUntil,
            Document = document,
            RegisteredAt = now,
        };

    /// <summary>False, and nothing is changed, when it has ended before.</summary>
    public bool End(string reason, DateTimeOffset now)
    {
        if (EndedAt is not null)
        {
            return false;
        }

        (EndedAt, EndingReason) = (now, reason);
        return true;
    }

    /// <summary>Whether orders of the unit may get it on the day, for whatever goods.</summary>
    public bool IsFor(RegionPath unit, DateOnly day) => EndedAt is null && day >= ValidFrom && day <= ValidUntil
        && unit.Value.StartsWith(BuyerPath.Value, StringComparison.Ordinal);

    /// <summary>What it pays on top of a line: its rate of the net price, rounded once (CR-03); nothing for what is no goods.</summary>
    public Money On(OrderLine line)
    {
        if (line.Goods.Charge is not (null or ChargeKind.Goods)
            || !line.Origins.All(origin => origin.Value.StartsWith(OriginPath.Value, StringComparison.Ordinal)))
        {
            return Money.Zero;
        }

        var part = (decimal)(line.Amount - line.Discount).Fen * RateBasisPoints / WholeBasisPoints;
        return new Money((long)decimal.Round(part, 0, MidpointRounding.AwayFromZero));
    }
}

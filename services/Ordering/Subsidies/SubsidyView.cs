using Marketplace.Ordering.Domain;

namespace Marketplace.Ordering.Subsidies;

/// <summary>Where a program stands today.</summary>
public enum SubsidyState
{
    /// <summary>Its first day is still to come.</summary>
    Upcoming = 1,

    /// <summary>Orders get it, as long as funds are left.</summary>
    Active = 2,

    /// <summary>Its last day is over.</summary>
    Expired = 3,

    /// <summary>Its payer has ended it.</summary>
    Ended = 4,
}

/// <summary>A subsidy program: public support, which everybody reads.</summary>
public sealed record SubsidyView
{
    public required Guid ProgramId { get; init; }

    public required string Name { get; init; }

    public required string PayerName { get; init; }

    public required string PayerRegionId { get; init; }

    /// <summary>All goods of a line come from here.</summary>
    public required string OriginRegionId { get; init; }

    /// <summary>The unit belongs here on the day of the order.</summary>
    public required string BuyerRegionId { get; init; }

    /// <summary>Of a line's net price, in hundredths of a percent: 500 is 5 %.</summary>
    public required int RateBasisPoints { get; init; }

    public required long FundsFen { get; init; }

    /// <summary>What lines were promised or have earned; the rest of the funds is free.</summary>
    public required long CommittedFen { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day, inclusive.</summary>
    public required DateOnly ValidUntil { get; init; }

    public required SubsidyState State { get; init; }

    public required string Document { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? EndingReason { get; init; }

    internal static SubsidyView Of(SubsidyProgram program, DateOnly today) => new()
    {
        ProgramId = program.ProgramId,
        Name = program.Name,
        PayerName = program.PayerName,
        PayerRegionId = program.PayerPath.RegionId,
        OriginRegionId = program.OriginPath.RegionId,
        BuyerRegionId = program.BuyerPath.RegionId,
        RateBasisPoints = program.RateBasisPoints,
        FundsFen = program.FundsFen,
        CommittedFen = program.CommittedFen,
        ValidFrom = program.ValidFrom,
        ValidUntil = program.ValidUntil,
        State = program.EndedAt is not null ? SubsidyState.Ended
            : today < program.ValidFrom ? SubsidyState.Upcoming
            : today > program.ValidUntil ? SubsidyState.Expired
            : SubsidyState.Active,
        Document = program.Document,
        RegisteredAt = program.RegisteredAt,
        EndedAt = program.EndedAt,
        EndingReason = program.EndingReason,
    };
}

using Marketplace.Logistics.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Carriers;

/// <summary>A carrier as callers see it.</summary>
public sealed record CarrierView
{
    public required Guid CarrierId { get; init; }

    public required string Name { get; init; }

    /// <summary>统一社会信用代码.</summary>
    public required string CreditCode { get; init; }

    /// <summary>Where it is registered.</summary>
    public required string RegionId { get; init; }

    public required string RegionName { get; init; }

    /// <summary>Where it stands today: it is given goods while Active.</summary>
    public required CarrierState State { get; init; }

    /// <summary>
    /// The suppliers and units that it is related to today. What it delivers for a supplier among them starts no clock (CR-01).
    /// </summary>
    public required IReadOnlyList<Guid> RelatedTo { get; init; }

    /// <summary>
    /// Every suspension with its reason, in the order of their numbers; told to itself, the officials of its region, operators and
    /// auditors only.
    /// </summary>
    public IReadOnlyList<SuspensionView>? Suspensions { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The first day on which it is no longer registered.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Also the ETag, to be given back as If-Match.</summary>
    public required long Version { get; init; }

    /// <summary>What the caller may see of a carrier whose region is loaded.</summary>
    internal static CarrierView Of(Carrier carrier, Caller caller, DateOnly today)
    {
        var mayKnow = caller.SeesAll || caller.Org == carrier.Id || caller.AnswersFor(carrier.Region.PathValue);
        return new CarrierView
        {
            CarrierId = carrier.Id,
            Name = carrier.Name,
            CreditCode = carrier.CreditCode,
            RegionId = carrier.RegionId,
            RegionName = carrier.Region.Name,
            State = carrier.StateOn(today),
            RelatedTo = [.. carrier.RelatedOn(today)],
            Suspensions = mayKnow ? [.. carrier.Suspensions.Select(suspension => SuspensionView.Of(suspension, today))] : null,
            RegisteredAt = carrier.RegisteredAt,
            EndedOn = carrier.EndedOn,
            Version = carrier.Version,
        };
    }

    /// <summary>A suspension.</summary>
    public sealed record SuspensionView
    {
        /// <summary>By which it is lifted.</summary>
        public required int Number { get; init; }

        public required string Reason { get; init; }

        public required string Document { get; init; }

        /// <summary>The first day.</summary>
        public required DateOnly From { get; init; }

        /// <summary>The last day, inclusive, after which it is over by itself.</summary>
        public required DateOnly Until { get; init; }

        public required bool IsInForce { get; init; }

        public DateTimeOffset? LiftedAt { get; init; }

        public string? LiftingReason { get; init; }

        internal static SuspensionView Of(CarrierSuspension suspension, DateOnly today) => new()
        {
            Number = suspension.Number,
            Reason = suspension.Reason,
            Document = suspension.Document,
            From = suspension.From,
            Until = suspension.Until,
            IsInForce = suspension.IsInForceOn(today),
            LiftedAt = suspension.Lifting?.At,
            LiftingReason = suspension.Lifting?.Reason,
        };
    }
}

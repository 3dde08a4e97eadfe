using Marketplace.Contracts;
using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Custody;

/// <summary>The chain of custody of a shipment.</summary>
public sealed record CustodyView
{
    public required Guid ShipmentId { get; init; }

    /// <summary>In the order in which they were scanned.</summary>
    public required IReadOnlyList<EventView> Events { get; init; }

    /// <summary>Who had the goods when, without a gap in time.</summary>
    public required IReadOnlyList<PeriodView> Periods { get; init; }

    /// <summary>What is missing or contradicts; empty when the chain is whole.</summary>
    public required IReadOnlyList<GapView> Gaps { get; init; }

    /// <summary>Losses that were reported, each with whoever had the goods then.</summary>
    public required IReadOnlyList<LossView> Losses { get; init; }

    internal static CustodyView Of(Shipment shipment, IReadOnlyList<CustodyEvent> events, IReadOnlyList<LossReport> losses)
    {
        var chain = CustodyChain.Of(shipment.SupplierId, shipment.ConfirmedAt, events);
        return new CustodyView
        {
            ShipmentId = shipment.ShipmentId,
            Events = [.. events.OrderBy(scan => scan.StatedAt).ThenBy(scan => scan.EventId).Select(EventView.Of)],
            Periods = [.. chain.Periods.Select(period => new PeriodView
            {
                Holder = period.Holder,
                HolderId = period.HolderId,
                From = period.From,
                Until = period.Until,
                Packages = period.Packages,
                Condition = period.Condition,
            })],
            Gaps = [.. chain.Gaps.Select(GapView.Of)],
            Losses = [.. losses.Select(loss => new LossView
            {
                LossNumber = loss.Number,
                LineNumber = loss.LineNumber,
                Quantity = loss.Quantity,
                ReportedAt = loss.ReportedAt,
                Holder = chain.HolderAt(loss.ReportedAt).Holder,
                HolderId = chain.HolderAt(loss.ReportedAt).HolderId,
            })],
        };
    }

    /// <summary>A scan.</summary>
    public sealed record EventView
    {
        public required Guid EventId { get; init; }

        public required CustodyAct Act { get; init; }

        public required CustodyHolder By { get; init; }

        public required Guid HolderId { get; init; }

        public Guid? NodeId { get; init; }

        public string? PlaceName { get; init; }

        public required int Packages { get; init; }

        /// <summary>Which packages, such as "1-11 13", by the labels that were scanned; absent when they were counted by hand.</summary>
        public string? PackageNumbers { get; init; }

        public required GoodsCondition Condition { get; init; }

        public string? Note { get; init; }

        /// <summary>When it was scanned, as the device says.</summary>
        public required DateTimeOffset StatedAt { get; init; }

        public required DateTimeOffset RecordedAt { get; init; }

        internal static EventView Of(CustodyEvent scan) => new()
        {
            EventId = scan.EventId,
            Act = scan.Act,
            By = scan.By,
            HolderId = scan.HolderId,
            NodeId = scan.NodeId,
            PlaceName = scan.PlaceName,
            Packages = scan.Packages,
            PackageNumbers = scan.PackageNumbers,
            Condition = scan.Condition,
            Note = scan.Note,
            StatedAt = scan.StatedAt,
            RecordedAt = scan.RecordedAt,
        };
    }

    /// <summary>A time in which one had the goods.</summary>
    public sealed record PeriodView
    {
        public required CustodyHolder Holder { get; init; }

        public required Guid HolderId { get; init; }

        public required DateTimeOffset From { get; init; }

        /// <summary>Absent while nobody else has taken them over.</summary>
        public DateTimeOffset? Until { get; init; }

        /// <summary>How many it took over; absent before anybody has counted.</summary>
        public int? Packages { get; init; }

        public GoodsCondition? Condition { get; init; }
    }

    /// <summary>What is missing or contradicts.</summary>
    public sealed record GapView
    {
        public required CustodyGapKind Kind { get; init; }

        public required DateTimeOffset At { get; init; }

        /// <summary>The scan that shows it.</summary>
        public required Guid EventId { get; init; }

        public required BilingualText Text { get; init; }

        internal static GapView Of(CustodyGap gap) => new()
        {
            Kind = gap.Kind,
            At = gap.At,
            EventId = gap.EventId,
            Text = gap.Kind switch
            {
                CustodyGapKind.NotTakenOver => new("已交出，但无人确认接收", "It was given up, and nobody has taken it over."),
                CustodyGapKind.NotGiven => new("已接收，但前一方未确认交出", "It was taken over, and whoever had it has not given it up."),
                CustodyGapKind.GivenByAnother => new("交出的一方当时并不持有货物", "It was given up by one who did not have it."),
                CustodyGapKind.PackagesDiffer => new(
                    $"件数由 {gap.Before} 变为 {gap.Now}", $"There were {gap.Before} packages, and now there are {gap.Now}."),
            },
        };
    }

    /// <summary>A loss that was reported, and who had the goods then.</summary>
    public sealed record LossView
    {
        /// <summary>As in the losses of the shipment.</summary>
        public required int LossNumber { get; init; }

        public required int LineNumber { get; init; }

        public required Quantity Quantity { get; init; }

        public required DateTimeOffset ReportedAt { get; init; }

        public required CustodyHolder Holder { get; init; }

        public required Guid HolderId { get; init; }
    }
}

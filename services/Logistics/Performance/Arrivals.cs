using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Performance;

/// <summary>What was delivered in a period, as the report of logistics (R15) counts it.</summary>
public static class Arrivals
{
    const int DaysMax = 366;

    /// <summary>Who reads it: it shows trade and freight of others, so no party of a shipment does.</summary>
    public static string[] Readers { get; } = [Roles.Official, Roles.Auditor, Roles.Operator];

    /// <param name="From">The first day on which shipments were delivered, in Asia/Shanghai.</param>
    /// <param name="Until">The last day: 366 days at most.</param>
    public sealed record Period(DateOnly From, DateOnly Until) : IChecked
    {
        public void Check(Checks check) => check.Period(From, Until, "until", DaysMax);
    }

    /// <summary>The shipments that were delivered or lost in the period, and that the caller sees.</summary>
    public static IQueryable<Shipment> Of(LogisticsDb db, Period period)
    {
        var (start, end) = InstantsOf(period);
        return db.Shipments.AsNoTracking().Where(shipment =>
            (shipment.DeliveredAt >= start && shipment.DeliveredAt < end && shipment.LostAt == null)
            || (shipment.LostAt >= start && shipment.LostAt < end));
    }

    /// <summary>The same for a list, those delivered and those lost: each is a walk along an index from the newest down.</summary>
    public static IReadOnlyList<IQueryable<Listed<Shipment>>> ByIndex(LogisticsDb db, Period period)
    {
        var (start, end) = InstantsOf(period);
        var shipments = db.Shipments.AsNoTracking();
        return
        [
            shipments.Where(shipment => shipment.DeliveredAt >= start && shipment.DeliveredAt < end && shipment.LostAt == null)
                .Select(shipment => new Listed<Shipment>
                {
                    At = shipment.DeliveredAt!.Value, Id = shipment.ShipmentId, Row = shipment,
                }),
            shipments.Where(shipment => shipment.LostAt >= start && shipment.LostAt < end)
                .Select(shipment => new Listed<Shipment> { At = shipment.LostAt!.Value, Id = shipment.ShipmentId, Row = shipment }),
        ];
    }

    static (DateTimeOffset Start, DateTimeOffset End) InstantsOf(Period period) =>
        (BusinessDay.StartOf(period.From), BusinessDay.StartOf(period.Until.AddDays(1)));

    /// <summary>What of them is counted.</summary>
    public static IQueryable<Arrival> AsArrivals(this IQueryable<Shipment> shipments) => shipments.Select(shipment => new Arrival
    {
        ShipmentId = shipment.ShipmentId,
        Origin = shipment.CommonOrigin,
        // A path is stored as a text, an amount as fen, an instant as milliseconds: the statement computes with what is stored.
        Destination = (string)(object)shipment.DeliveryPath,
        IsLost = shipment.LostAt != null,
        IsDecided = shipment.LostAt != null
            || (shipment.State == ShipmentState.Accepted && shipment.Disputes.All(dispute => dispute.State != DisputeState.Open)),
        NeedsCold = shipment.Temperature != null,
        IsBreached = shipment.BreachedAt != null,
        SentFen = (long)(object)shipment.DispatchedAmount,
        AcceptedFen = (long?)(object?)shipment.AcceptedAmount ?? 0,
        DispatchedMs = (long)(object)shipment.DispatchedAt!,
        DueMs = (long?)(object?)shipment.DueAt,
        ArrivedMs = shipment.Carriage == Carriage.Independent
            ? (long?)(object?)shipment.DeliveredAt
            : (long?)(object?)shipment.ArrivalConfirmedAt ?? (long?)(object?)shipment.AcceptedAt,
    });

    /// <summary>A shipment that has come to the end of its way.</summary>
    public sealed record Arrival
    {
        public required Guid ShipmentId { get; init; }

        /// <summary>The path of the smallest region that all of its goods come from.</summary>
        public required string Origin { get; init; }

        /// <summary>The path of the place that it went to.</summary>
        public required string Destination { get; init; }

        /// <summary>Nothing of it reaches the buyer.</summary>
        public required bool IsLost { get; init; }

        /// <summary>It is known how much of it was accepted: all that was sent is decided.</summary>
        public required bool IsDecided { get; init; }

        /// <summary>Some of its goods have to be kept at a temperature.</summary>
        public required bool NeedsCold { get; init; }

        /// <summary>A breach of its cold chain was found.</summary>
        public required bool IsBreached { get; init; }

        /// <summary>What was sent is worth at the prices of the order, without what is free and before the discount.</summary>
        public required long SentFen { get; init; }

        /// <summary>What was accepted is worth, likewise.</summary>
        public required long AcceptedFen { get; init; }

        /// <summary>Unix time in milliseconds, as <see cref="DueMs"/> and <see cref="ArrivedMs"/> are.</summary>
        public required long DispatchedMs { get; init; }

        /// <summary>Null when no day was agreed.</summary>
        public required long? DueMs { get; init; }

        /// <summary>
        /// When the goods came, by the word of somebody who does not gain by it: an independent carrier, or the buyer, who confirms the
        /// arrival or accepts. Null while nobody has said so.
        /// </summary>
        public required long? ArrivedMs { get; init; }
    }
}

using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.ColdChain;

/// <summary>
/// POST /logistics/shipments/{shipmentId}/readings → ColdChainPublished. What loggers measured, also late and in any order, by whoever has
/// the goods in hand: a carrier, the supplier, the buyer at its dock. Each is taken or refused by itself.
/// </summary>
public static class RecordReadings
{
    public sealed record Request : IChecked
    {
        /// <summary>1 to 5,000.</summary>
        public required IReadOnlyList<Reading> Readings { get; init; }

        public void Check(Checks check) =>
            check.Count(Readings.Count, 1, TakeReadings.ReadingsMax, "readings", "条读数", "readings");
    }

    /// <summary>What a logger measured.</summary>
    public sealed record Reading
    {
        /// <summary>The number of the logger, 1 to 40 characters.</summary>
        public required string DeviceId { get; init; }

        /// <summary>When it was measured: from the dispatch to the delivery.</summary>
        public required DateTimeOffset StatedAt { get; init; }

        /// <summary>In °C, −60 to 80; kept with two decimals.</summary>
        public required decimal Celsius { get; init; }

        /// <summary>With which goods the logger travels; needed where the shipment has chilled and frozen ones.</summary>
        public TemperatureClass? Class { get; init; }
    }

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPost("/{shipmentId:guid}/readings", HandleAsync)
        .WithName(nameof(RecordReadings)).WithSummary("上传温度读数 Record temperatures of a shipment")
        .For(Roles.Carrier, Roles.Supplier, Roles.Purchaser, Roles.Keeper).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ReadingsTaken>> HandleAsync(Guid shipmentId, Request request, TakeReadings take, CancellationToken ct) =>
        TypedResults.Ok(await take.OfAsync(
            shipmentId,
            [.. request.Readings.Select((said, i) => new ReadingRow(i, said.DeviceId, said.StatedAt, said.Celsius, said.Class))], ct));
}

using Marketplace.Contracts.Crediting;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Access;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Tests.Messaging;

/// <summary>A service as small as can be: it adds up completed orders by unit and tells of each.</summary>
static class TallyService
{
    public const string Queue = "tally.add-up";

    public const string EndsQueue = "tally.count-ends";

    public static Task<ServiceUnderTest<TallyDb>> StartAsync(Engine engine, CancellationToken ct) =>
        ServiceUnderTest<TallyDb>.StartAsync(engine, "Tally", "tally", Add, Map, ct: ct);

    public static Task<ServiceUnderTest<TallyDb>> StartAnotherAsync(string connectionString, CancellationToken ct) =>
        ServiceUnderTest<TallyDb>.StartOnAsync(connectionString, "Tally", "tally", Add, Map, ct: ct);

    public static void Add(ServiceHost host)
    {
        host.AddDatabase<TallyDb>("Tally");
        host.AddConsumer<TallyDb, AddUp, OrderCompleted>(Queue);
        host.AddConsumer<TallyDb, CountEnds, OrderCancelled, ShipmentDelivered>(EndsQueue);
    }

    public static void Map(WebApplication app)
    {
        var api = app.MapService("tally", "计数 Tally");
        api.MapOperations<TallyDb>();
        api.MapAccessRecords<TallyDb>();
    }

    public static OrderCompleted Completed(Guid unitId, long fen) => new()
    {
        OrderId = Guid.CreateVersion7(),
        UnitId = unitId,
        CompletedAt = DateTimeOffset.UnixEpoch,
        AcceptedFen = fen,
    };

    /// <summary>A row of the outbox whose process has died.</summary>
    public static OutboxMessage LeftBehind(string type, string body) => new()
    {
        Id = Guid.CreateVersion7(),
        MessageId = Guid.CreateVersion7(),
        Type = type,
        Body = body,
        CreatedAt = DateTimeOffset.UnixEpoch,
        LeaseOwner = Guid.CreateVersion7(),
        LeaseUntil = DateTimeOffset.UnixEpoch,
    };

    public static OrderCancelled Cancelled(Guid orderId) => new()
    {
        OrderId = orderId,
        UnitId = Guid.CreateVersion7(),
        CancelledAt = DateTimeOffset.UnixEpoch,
        Reason = CancellationReason.Withdrawn,
    };

    public static ShipmentDelivered Delivered(Guid orderId, DateTimeOffset? at = null) => new()
    {
        ShipmentId = Guid.CreateVersion7(),
        OrderId = orderId,
        DeliveredAt = at ?? DateTimeOffset.UnixEpoch,
    };
}

public sealed class TallyDb(DbContextOptions<TallyDb> options, Caller caller) : MarketplaceDb(options, caller)
{
    public DbSet<Tally> Tallies => Set<Tally>();
}

public sealed class Tally
{
    public Guid Id { get; set; }

    public long Fen { get; set; }

    public int Orders { get; set; }

    public int Cancelled { get; set; }

    public int Delivered { get; set; }
}

/// <summary>← OrderCompleted. A negative amount is a mistake; a unit without a tally is not yet known.</summary>
public sealed class AddUp(TallyDb db) : IConsume<OrderCompleted>
{
    public async Task ConsumeAsync(IReadOnlyList<OrderCompleted> messages, CancellationToken ct)
    {
        foreach (var message in messages)
        {
            await db.LockAsync<Tally>([message.UnitId], ct);
            var tally = await db.Tallies.FindAsync([message.UnitId], ct)
                ?? throw new MissingReferenceException(message, "The unit has no tally yet.");
            if (message.AcceptedFen < 0)
            {
                throw new ArgumentException("A completed order can't have a negative amount.");
            }

            tally.Fen += message.AcceptedFen;
            tally.Orders++;
            db.Publish(
                new SalesCredited
                {
                    AcceptanceId = message.OrderId,
                    OrderId = message.OrderId,
                    UnitId = message.UnitId,
                    RecognitionDate = new DateOnly(2026, 1, 1),
                    Credits = [],
                },
                causedBy: message);
        }
    }
}

/// <summary>← OrderCancelled, ShipmentDelivered. Counts both; a shipment that arrived before 1970 is a mistake.</summary>
public sealed class CountEnds(TallyDb db) : IConsume<OrderCancelled, ShipmentDelivered>
{
    /// <summary>When that arrives which nobody can count in time.</summary>
    public static readonly DateTimeOffset TimesOut = DateTimeOffset.UnixEpoch.AddYears(1_000);

    public async Task ConsumeAsync(
        IReadOnlyList<OrderCancelled> cancelled, IReadOnlyList<ShipmentDelivered> delivered, CancellationToken ct)
    {
        foreach (var message in cancelled)
        {
            (await FindAsync(message.OrderId, message, ct)).Cancelled++;
        }

        foreach (var message in delivered)
        {
            (await FindAsync(message.OrderId, message, ct)).Delivered++;
            if (message.DeliveredAt == TimesOut)
            {
                throw new TimeoutException("It takes too long.");
            }

            if (message.DeliveredAt < DateTimeOffset.UnixEpoch)
            {
                throw new ArgumentException("A delivery can't have been so long ago.");
            }
        }
    }

    async Task<Tally> FindAsync(Guid id, object message, CancellationToken ct) =>
        await db.Tallies.FindAsync([id], ct) ?? throw new MissingReferenceException(message, "The order has no tally yet.");
}

using Marketplace.Contracts.Crediting;
using Marketplace.Contracts.Ordering;
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

    public static Task<ServiceUnderTest<TallyDb>> StartAsync(Engine engine, CancellationToken ct) =>
        ServiceUnderTest<TallyDb>.StartAsync(engine, "Tally", "tally", Add, Map, clock: null, createSchema: true, ct);

    public static Task<ServiceUnderTest<TallyDb>> StartAnotherAsync(string connectionString, CancellationToken ct) =>
        ServiceUnderTest<TallyDb>.StartOnAsync(connectionString, "Tally", "tally", Add, Map, ct: ct);

    public static void Add(ServiceHost host)
    {
        host.AddDatabase<TallyDb>("Tally");
        host.AddConsumer<TallyDb, AddUp, OrderCompleted>(Queue);
    }

    public static void Map(WebApplication app) => app.MapService("tally", "计数 Tally").MapParked<TallyDb>();

    public static OrderCompleted Completed(Guid unitId, long fen) => new()
    {
        OrderId = Guid.CreateVersion7(),
        UnitId = unitId,
        CompletedAt = DateTimeOffset.UnixEpoch,
        AcceptedFen = fen,
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

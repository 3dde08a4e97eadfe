using System.Reflection;
using System.Text.Json;
using Marketplace.Crediting.Registry;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Marketplace.Crediting.Ledger;

/// <summary>Replays the journal of one database into another that is empty: the ledger must come out the same (invariant 8).</summary>
public sealed class ReplayLedger(IServiceProvider services)
{
    const int EventsAtOnce = 100;

    /// <summary>Every type that the journal may hold, with what applies it.</summary>
    static readonly Dictionary<string, (Type Event, Type Applier)> Appliers = typeof(ReplayLedger).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false })
        .SelectMany(type => type.GetInterfaces()
            .Where(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IApplyEvent<>))
            .Select(one => (Event: one.GetGenericArguments()[0], Applier: type)))
        .ToDictionary(one => one.Event.FullName!);

    /// <summary>Applies every event of a journal, in its order and at its time. Nobody is told: what was told then was told then.</summary>
    /// <param name="journal">The events, from the first.</param>
    /// <param name="into">An empty database.</param>
    /// <returns>How many events were applied.</returns>
    public async Task<long> RunAsync(IAsyncEnumerable<JournalEvent> journal, DbContextOptions<CreditingDb> into, CancellationToken ct)
    {
        var known = new RegistryCache();
        var count = 0L;
        await foreach (var some in journal.Chunk(EventsAtOnce).WithCancellation(ct))
        {
            await using var db = new CreditingDb(into, Caller.System);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            foreach (var happened in some)
            {
                var ledger = await LedgerWriter.OpenAsync(db, known, happened.RecordedAt, ct);
                await ApplyAsync(ledger, db, known, happened, ct);
                if (ledger.EventNo != happened.EventNo)
                {
                    throw new InvalidOperationException($"Event {happened.EventNo} ({happened.Type}) has no effect in this version, or more than one.");
                }

                await ledger.WriteAsync(ct);
                db.ChangeTracker.Clear();
            }

            await db.OutboxMessages.ExecuteDeleteAsync(ct);
            await transaction.CommitAsync(ct);
            count += some.Length;
        }

        return count;
    }

    /// <summary>The same into the database that a context reaches.</summary>
    public Task<long> RunAsync(IAsyncEnumerable<JournalEvent> journal, CreditingDb into, CancellationToken ct) =>
        RunAsync(journal, (DbContextOptions<CreditingDb>)into.GetService<IDbContextOptions>(), ct);

    /// <summary>The journal of a database, from the first event on.</summary>
    public static async IAsyncEnumerable<JournalEvent> JournalAsync(
        CreditingDb db, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        const int AtOnce = 500;
        for (var last = 0L; ;)
        {
            var some = await db.Journal.AsNoTracking().Where(one => one.EventNo > last).OrderBy(one => one.EventNo).Take(AtOnce).ToListAsync(ct);
            foreach (var one in some)
            {
                yield return one;
            }

            if (some.Count < AtOnce)
            {
                yield break;
            }

            last = some[^1].EventNo;
        }
    }

    Task ApplyAsync(LedgerWriter ledger, CreditingDb into, RegistryCache known, JournalEvent happened, CancellationToken ct)
    {
        if (!Appliers.TryGetValue(happened.Type, out var found))
        {
            throw new InvalidOperationException($"Nothing applies events of type {happened.Type} (event {happened.EventNo}) in this version.");
        }

        var one = JsonSerializer.Deserialize(happened.Body, found.Event, MessageTypes.Json)!;
        var applier = ActivatorUtilities.CreateInstance(new With(services, into, known), found.Applier);
        var apply = GetType().GetMethod(nameof(ApplyOneAsync), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(found.Event);
        return (Task)apply.Invoke(null, [applier, ledger, one, ct])!;
    }

    static Task ApplyOneAsync<TEvent>(object applier, LedgerWriter ledger, object one, CancellationToken ct)
        where TEvent : class => ((IApplyEvent<TEvent>)applier).ApplyAsync(ledger, [(TEvent)one], ct);

    /// <summary>The services of the host, but the database and what is known of the registry of the replay.</summary>
    sealed class With(IServiceProvider inner, CreditingDb db, RegistryCache known) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType == typeof(CreditingDb) ? db : serviceType == typeof(RegistryCache) ? known : inner.GetService(serviceType);
    }
}

using System.Text.Json;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Crediting.Ledger;

/// <summary>
/// The events that the journal may hold: the name of each there, its type, and what applies it. Consumers, commands and replay all apply
/// events by this list, so that they have the same effects (invariant 8).
/// </summary>
public sealed class LedgerEvents
{
    readonly Dictionary<Type, LedgerEvent> _byType = [];
    readonly Dictionary<string, LedgerEvent> _byName = new(StringComparer.Ordinal);

    /// <summary>Registers a type of event.</summary>
    /// <param name="name">The name in the journal: never changed once a journal has it.</param>
    /// <param name="applier">What has its effects.</param>
    /// <param name="formerNames">Names under which older journals hold it.</param>
    public LedgerEvents Add<TEvent>(string name, IApplyEvent<TEvent> applier, params ReadOnlySpan<string> formerNames)
        where TEvent : class
    {
        var registered = new LedgerEvent<TEvent>(name, applier);
        _byType.Add(typeof(TEvent), registered);
        _byName.Add(name, registered);
        foreach (var former in formerNames)
        {
            _byName.Add(former, registered);
        }

        return this;
    }

    /// <summary>Registers a name under which older journals hold a type of event, from the time when it said less.</summary>
    /// <param name="name">The name in those journals.</param>
    /// <param name="complete">Adds to such an event what events have said since.</param>
    public LedgerEvents AddFormer<TEvent>(string name, Func<TEvent, TEvent> complete)
        where TEvent : class
    {
        var registered = (LedgerEvent<TEvent>)_byType[typeof(TEvent)];
        _byName.Add(name, new LedgerEvent<TEvent>(registered.Name, registered.Applier, complete));
        return this;
    }

    /// <summary>The name of the event in the journal.</summary>
    public string NameOf(object happened) => _byType[happened.GetType()].Name;

    /// <summary>Has the effects of events that happen now.</summary>
    public Task ApplyAsync<TEvent>(LedgerWriter ledger, IReadOnlyList<TEvent> happened, CancellationToken ct)
        where TEvent : class => ((LedgerEvent<TEvent>)_byType[typeof(TEvent)]).Applier.ApplyAsync(ledger, happened, ct);

    /// <summary>Has the effects of an event of a journal.</summary>
    /// <exception cref="InvalidOperationException">This version knows no such event.</exception>
    public Task ReplayAsync(LedgerWriter ledger, JournalEvent recorded, CancellationToken ct) =>
        _byName.TryGetValue(recorded.Type, out var known)
            ? known.ReplayAsync(ledger, recorded.Body, ct)
            : throw new InvalidOperationException(
                $"Nothing applies events of type {recorded.Type} (event {recorded.EventNo}) in this version.");

    abstract class LedgerEvent(string name)
    {
        public string Name => name;

        public abstract Task ReplayAsync(LedgerWriter ledger, string body, CancellationToken ct);
    }

    sealed class LedgerEvent<TEvent>(string name, IApplyEvent<TEvent> applier, Func<TEvent, TEvent>? complete = null) : LedgerEvent(name)
        where TEvent : class
    {
        public IApplyEvent<TEvent> Applier => applier;

        public override Task ReplayAsync(LedgerWriter ledger, string body, CancellationToken ct)
        {
            var recorded = JsonSerializer.Deserialize<TEvent>(body, MessageTypes.Json)!;
            return applier.ApplyAsync(ledger, [complete is null ? recorded : complete(recorded)], ct);
        }
    }
}

using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Crediting.Ledger;

/// <summary>The consumer of every message that is an event of the ledger: takes the ledger, applies the messages, writes.</summary>
public sealed partial class ApplyToLedger<TEvent>(
    CreditingDb db, LedgerWriterFactory ledgers, ILogger<ApplyToLedger<TEvent>> logger) : IConsume<TEvent>
    where TEvent : class
{
    public async Task ConsumeAsync(IReadOnlyList<TEvent> messages, CancellationToken ct)
    {
        var ledger = await ledgers.OpenAsync(db, ct);
        await ledger.ApplyAsync(messages, ct);
        Applied(logger, messages.Count, typeof(TEvent).Name, ledger.Posted.Count);
        await ledger.WriteAsync(ct);
    }

    [LoggerMessage(LogLevel.Information, "Applied {Messages} {Type} and posted {Entries} entries")]
    static partial void Applied(ILogger logger, int messages, string type, int entries);
}

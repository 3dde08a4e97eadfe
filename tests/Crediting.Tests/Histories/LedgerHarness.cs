using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Tests.Histories;

/// <summary>
/// The consumers and commands of the ledger without HTTP and bus: each has its effect in one transaction, as the kernel runs it, so that
/// thousands of histories can be played.
/// </summary>
sealed class LedgerHarness(DbContextOptions<CreditingDb> options)
{
    static readonly LedgerEvents Events = CreditingEvents.Create();

    readonly DbContextOptions<CreditingDb> _options = options;
    readonly FixedClock _clock = new(DateTimeOffset.UnixEpoch);
    RegistryCache _registry = new();

    public DateTimeOffset Now
    {
        get => _clock.Now;
        set => _clock.Now = value;
    }

    /// <summary>The database as the system sees it, or a caller.</summary>
    public CreditingDb Open(Caller? caller = null) => new(_options, caller ?? Caller.System);

    /// <summary>A new process knows nothing but what is in the database.</summary>
    public void Restart() => _registry = new RegistryCache();

    /// <summary>Has the effects of messages of one kind, together if they can, as the kernel does.</summary>
    /// <returns>What became of each.</returns>
    public async Task<IReadOnlyList<ConsumeOutcome>> ConsumeAsync(IReadOnlyList<object> messages, CancellationToken ct)
    {
        var became = messages.ToDictionary(message => message, _ => ConsumeOutcome.Done, ReferenceEqualityComparer.Instance);
        var left = messages;
        while (left.Count > 0)
        {
            try
            {
                await ConsumeBatchAsync(left, ct);
                break;
            }
            catch (MissingReferenceException missing)
            {
                became[missing.UnresolvedMessage] = ConsumeOutcome.Waits;
                left = [.. left.Where(item => item != missing.UnresolvedMessage)];
            }
            catch (ReturnRefused) when (left.Count == 1)
            {
                became[left[0]] = ConsumeOutcome.Refused;
                break;
            }
            catch (ReturnRefused)
            {
                foreach (var item in left)
                {
                    became[item] = (await ConsumeAsync([item], ct))[0];
                }

                break;
            }
        }

        return [.. messages.Select(message => became[message])];
    }

    /// <summary>An official's command, as its endpoint applies it once it has checked it.</summary>
    public Task ExecuteAsync<TCommand>(TCommand command, CancellationToken ct)
        where TCommand : class => ApplyAsync<TCommand>([command], ct);

    /// <summary>Replays the journal of this ledger into another, which is empty.</summary>
    public async Task ReplayAsync(LedgerHarness into, CancellationToken ct)
    {
        await using var from = Open();
        await new ReplayLedger(Events).RunAsync(ReplayLedger.JournalAsync(from, ct), into._options, ct);
    }

    Task ConsumeBatchAsync(IReadOnlyList<object> messages, CancellationToken ct) => messages[0] switch
    {
        DeliveryAccepted => ApplyAsync<DeliveryAccepted>(messages, ct),
        GoodsReturned => ApplyAsync<GoodsReturned>(messages, ct),
        InvoiceRecorded => ApplyAsync<InvoiceRecorded>(messages, ct),
        PaymentRecorded => ApplyAsync<PaymentRecorded>(messages, ct),
        InvoiceReversed => ApplyAsync<InvoiceReversed>(messages, ct),
        PaymentReversed => ApplyAsync<PaymentReversed>(messages, ct),
        UnitPublished => ApplyAsync<UnitPublished>(messages, ct),
        FacilitatorPublished => ApplyAsync<FacilitatorPublished>(messages, ct),
        SupplierPublished => ApplyAsync<SupplierPublished>(messages, ct),
        PairingPublished => ApplyAsync<PairingPublished>(messages, ct),
        DesignationPublished => ApplyAsync<DesignationPublished>(messages, ct),
        QuotaPlanPublished => ApplyAsync<QuotaPlanPublished>(messages, ct),
        RegionsPublished => ApplyAsync<RegionsPublished>(messages, ct),
        var other => throw new InvalidOperationException($"Nothing consumes {other.GetType()}."),
    };

    async Task ApplyAsync<TEvent>(IReadOnlyList<object> events, CancellationToken ct)
        where TEvent : class
    {
        await using var db = Open();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var ledger = await new LedgerWriterFactory(_registry, Events, _clock).OpenAsync(db, ct);
        await ledger.ApplyAsync<TEvent>([.. events.Cast<TEvent>()], ct);
        await ledger.WriteAsync(ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}

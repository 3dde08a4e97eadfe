using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Evidence;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Registry;
using Marketplace.Crediting.Returns;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Marketplace.Crediting.Tests.Histories;

/// <summary>
/// The consumers and commands of the ledger without HTTP and bus: each has its effect in one transaction, as the kernel runs it, so that
/// thousands of histories can be played.
/// </summary>
sealed class LedgerAlone(DbContextOptions<CreditingDb> options)
{
    readonly DbContextOptions<CreditingDb> _options = options;
    readonly FixedClock _clock = new(DateTimeOffset.UnixEpoch);
    RegistryCache _known = new();

    public DateTimeOffset Now
    {
        get => _clock.Now;
        set => _clock.Now = value;
    }

    /// <summary>The database as the system sees it, or a caller.</summary>
    public CreditingDb Open(Caller? caller = null) => new(_options, caller ?? Caller.System);

    /// <summary>A new process knows nothing but what is in the database.</summary>
    public void Restart() => _known = new RegistryCache();

    /// <summary>Has the effects of messages of one kind, together if they can, as the kernel does.</summary>
    /// <returns>What became of each.</returns>
    public async Task<IReadOnlyList<Hearing>> HearAsync(IReadOnlyList<object> messages, CancellationToken ct)
    {
        var became = messages.ToDictionary(message => message, _ => Hearing.Done, ReferenceEqualityComparer.Instance);
        var left = messages;
        while (left.Count > 0)
        {
            try
            {
                await InTransactionAsync(db => HearAsync(db, left, ct), ct);
                break;
            }
            catch (MissingReferenceException missing)
            {
                became[missing.UnresolvedMessage] = Hearing.Waits;
                left = [.. left.Where(one => one != missing.UnresolvedMessage)];
            }
            catch (ReturnRefused) when (left.Count == 1)
            {
                became[left[0]] = Hearing.Refused;
                break;
            }
            catch (ReturnRefused)
            {
                foreach (var one in left)
                {
                    became[one] = (await HearAsync([one], ct))[0];
                }

                break;
            }
        }

        return [.. messages.Select(message => became[message])];
    }

    /// <summary>An official's command, as its endpoint applies it once it has checked it.</summary>
    public Task DoAsync<TCommand>(IApplyEvent<TCommand> verb, TCommand command, CancellationToken ct)
        where TCommand : class => InTransactionAsync(
            async db =>
            {
                var ledger = await LedgerWriter.OpenAsync(db, _known, _clock.Now, ct);
                await verb.ApplyAsync(ledger, [command], ct);
                await ledger.WriteAsync(ct);
            },
            ct);

    /// <summary>Replays the journal of this ledger into another, which is empty.</summary>
    public async Task ReplayAsync(LedgerAlone into, CancellationToken ct)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(into._clock).BuildServiceProvider();
        await using var from = Open();
        await new ReplayLedger(services).RunAsync(ReplayLedger.JournalAsync(from, ct), into._options, ct);
    }

    Task HearAsync(CreditingDb db, IReadOnlyList<object> messages, CancellationToken ct) => messages[0] switch
    {
        DeliveryAccepted => new CreditSales(db, _known, _clock, NullLogger<CreditSales>.Instance).ConsumeAsync(All<DeliveryAccepted>(messages), ct),
        GoodsReturned => new PostReturns(db, _known, _clock).ConsumeAsync(All<GoodsReturned>(messages), ct),
        InvoiceRecorded => new RecordEvidence(db, _known, _clock).ConsumeAsync(All<InvoiceRecorded>(messages), ct),
        PaymentRecorded => new RecordEvidence(db, _known, _clock).ConsumeAsync(All<PaymentRecorded>(messages), ct),
        UnitPublished => new LearnUnits(db, _known, _clock).ConsumeAsync(All<UnitPublished>(messages), ct),
        FacilitatorPublished => new LearnFacilitators(db, _known, _clock).ConsumeAsync(All<FacilitatorPublished>(messages), ct),
        SupplierPublished => new LearnSuppliers(db, _known, _clock).ConsumeAsync(All<SupplierPublished>(messages), ct),
        PairingPublished => new LearnPairings(db, _known, _clock, NullLogger<LearnPairings>.Instance).ConsumeAsync(All<PairingPublished>(messages), ct),
        DesignationPublished => new LearnDesignations(db, _known, _clock).ConsumeAsync(All<DesignationPublished>(messages), ct),
        QuotaPlanPublished => new LearnQuotaPlans(db, _known, _clock).ConsumeAsync(All<QuotaPlanPublished>(messages), ct),
        RegionsPublished => new LearnRegions(db, _known, _clock).ConsumeAsync(All<RegionsPublished>(messages), ct),
        var other => throw new InvalidOperationException($"Nothing hears {other.GetType()}."),
    };

    async Task InTransactionAsync(Func<CreditingDb, Task> effect, CancellationToken ct)
    {
        await using var db = Open();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await effect(db);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    static IReadOnlyList<T> All<T>(IReadOnlyList<object> messages) => [.. messages.Cast<T>()];
}

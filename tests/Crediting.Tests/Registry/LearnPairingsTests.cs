using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Registry;

/// <summary>Each test has regions of its own, so that its pairings concern no other test's sales (CR-08, CR-09, CR-19).</summary>
public sealed class LearnPairingsTests(SharedLedger shared)
{
    // From 70 on no province of the fixture; up to the province, since tests pair provinces too.
    static int _province = 69;

    readonly string _east = $"{Interlocked.Increment(ref _province):00}0101";
    readonly string _west = "690101";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_sale_that_came_before_its_pairing_is_credited_when_the_pairing_is_learned(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var pairing = FixturePairings.Between(_east, _west);
        var sale = await SellAsync(service);
        Assert.Equal(CreditReason.NoPairing, (await SaleAsync(service, sale))[Scheme.EastWest, PairingTier.County]);

        await service.DeliverAsync(pairing);

        var entry = Assert.Single(await EntriesAsync(service, sale));
        Assert.Equal(
            ((Guid PairingId, long, EntryType))(pairing.PairingId, 1_000_00, EntryType.Original),
            ((Guid PairingId, long AmountFen, EntryType EntryType))(entry.HolderId, entry.AmountFen, entry.EntryType));
        Assert.Equal(("2024-05", new DateOnly(2024, 5, 10)), (entry.PostingPeriod, entry.RecognitionDate));
        var line = await SaleAsync(service, sale);
        Assert.Equal((CreditReason.PairingMatched, CreditOutcome.Credited), (line[Scheme.EastWest, PairingTier.County], line.Outcome));
        var sum = Assert.Single(await service.SumsAsync(pairing.PairingId));
        Assert.Equal((1_000_00, 1L), (sum.AmountFen, sum.Entries));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_pairing_heard_twice_credits_once(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var pairing = FixturePairings.Between(_east, _west);
        var sale = await SellAsync(service);

        await service.DeliverAsync(pairing);
        await service.DeliverAsync(pairing);
        await service.DeliverAsync(pairing with { Version = 2, SourceDocument = "浙协〔2024〕1号" });

        var entry = Assert.Single(await EntriesAsync(service, sale));
        Assert.Equal(1, entry.HolderVersion);
        Assert.Equal(1_000_00, Assert.Single(await service.SumsAsync(pairing.PairingId)).AmountFen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_older_version_that_comes_later_changes_nothing(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var old = FixturePairings.Between(_east, _west);
        await service.DeliverAsync(old with { Version = 2, ValidTo = new DateOnly(2024, 1, 1) });
        await service.DeliverAsync(old);

        var sale = await SellAsync(service);

        Assert.Equal(CreditReason.PairingNotValid, (await SaleAsync(service, sale))[Scheme.EastWest, PairingTier.County]);
        await using var scope = service.OpenDb(out var db);
        Assert.Equal(
            [(1L, false), (2L, true)],
            (await db.Pairings.Where(pairing => pairing.PairingId == old.PairingId).OrderBy(pairing => pairing.Version).ToListAsync())
                .Select(pairing => (pairing.Version, pairing.IsCurrent)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_pairing_whose_end_was_put_off_credits_what_was_accepted_in_between(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var ended = FixturePairings.Between(_east, _west) with { ValidTo = new DateOnly(2024, 5, 1) };
        await service.DeliverAsync(ended);
        var sale = await SellAsync(service);
        var confirmedBefore = await SellAsync(service, confirmed: "2024-04-20");

        await service.DeliverAsync(ended with { Version = 2, TransitionUntil = new DateOnly(2024, 6, 30) });
        Assert.Empty(await EntriesAsync(service, sale));
        Assert.Equal(CreditReason.PairingInTransition, Assert.Single(await EntriesAsync(service, confirmedBefore)).Reason);

        await service.DeliverAsync(ended with { Version = 3, ValidTo = null, TransitionUntil = null });
        Assert.Equal(3, Assert.Single(await EntriesAsync(service, sale)).HolderVersion);
        Assert.Equal(2, Assert.Single(await EntriesAsync(service, confirmedBefore)).HolderVersion);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_sales_within_its_validity_and_parties_wait_for_a_pairing(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var before = await SellAsync(service, accepted: "2024-05-09");
        var onTheDay = await SellAsync(service, accepted: "2024-05-10");
        var elsewhere = await SellAsync(service, unit: Examples.Unit($"{_east[..2]}0001"));
        var otherOrigin = await SellAsync(service, origin: $"{_west[..2]}0001");

        await service.DeliverAsync(FixturePairings.Between(_east, _west, from: "2024-05-10"));

        Assert.Empty(await EntriesAsync(service, before));
        Assert.Single(await EntriesAsync(service, onTheDay));
        Assert.Empty(await EntriesAsync(service, elsewhere));
        Assert.Empty(await EntriesAsync(service, otherOrigin));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_deeper_pairing_that_comes_later_takes_over_by_two_further_entries(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var broad = FixturePairings.Between($"{_east[..2]}0000", $"{_west[..2]}0000");
        var deep = FixturePairings.Between(_east, _west);
        await service.DeliverAsync(broad);
        var sale = await SellAsync(service);

        await service.DeliverAsync(deep);
        var next = await SellAsync(service);

        Assert.Equal(
            [(EntryType.Original, broad.PairingId, 1_000_00L), (EntryType.ReclassOut, broad.PairingId, -1_000_00L), (
                EntryType.ReclassIn, deep.PairingId, 1_000_00L)],
            (await EntriesAsync(service, sale)).OrderBy(entry => entry.EntryNo)
                .Select(entry => (entry.EntryType, PairingId: entry.HolderId, entry.AmountFen)));
        Assert.Equal(deep.PairingId, Assert.Single(await EntriesAsync(service, next)).HolderId);
        await service.DeliverAsync(broad with { Version = 2, ValidTo = new DateOnly(2000, 1, 1) });
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_held_sale_is_credited_once_the_registry_leaves_one_pairing(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (one, other) = (FixturePairings.Between(_east, _west), FixturePairings.Between(_east, _west));
        await service.DeliverAsync(one);
        await service.DeliverAsync(other);
        var sale = await SellAsync(service);
        Assert.Equal(CreditOutcome.Held, (await SaleAsync(service, sale)).Outcome);

        await service.DeliverAsync(other with { Version = 2, ValidTo = new DateOnly(2024, 5, 1) });

        Assert.Equal(one.PairingId, Assert.Single(await EntriesAsync(service, sale)).HolderId);
        Assert.Equal(CreditOutcome.Credited, (await SaleAsync(service, sale)).Outcome);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_late_credit_is_not_told_as_another_acceptance(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var sale = await SellAsync(service);

        await service.DeliverAsync(FixturePairings.Between(_east, _west));

        await Eventually.TrueAsync(
            async () => await Task.FromResult(service.Published<SalesCredited>().Any(told => told.AcceptanceId == sale.AcceptanceId)),
            "the acceptance to be told");
        Assert.Single(service.Published<SalesCredited>(), told => told.AcceptanceId == sale.AcceptanceId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Thousands_of_waiting_sales_are_credited_in_one_go(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var pairing = FixturePairings.Between(_east, _west);
        var unit = Examples.Unit(_east);
        await service.DeliverAsync(unit);
        await Task.WhenAll(Enumerable.Range(0, 7).Select(_ => service.DeliverAsync(Examples.Acceptance(
            unit.UnitId, [.. Enumerable.Range(0, 300).Select(_ => Examples.Line(_west, "1", "0.01"))]) with
        { DeliveryPath = Places.Path(_east) })));

        await service.DeliverAsync(pairing);

        Assert.Equal(
            (21_00, 2_100L), Assert.Single(await service.SumsAsync(pairing.PairingId)) is var sum ? (sum.AmountFen, sum.Entries) : default);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_pairing_of_another_scheme_credits_nothing_by_region(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var sale = await SellAsync(service);

        await service.DeliverAsync(FixturePairings.Between(_east, _west, PairingTier.Unit) with { Scheme = Scheme.Designated });

        Assert.Empty(await EntriesAsync(service, sale));
    }

    async Task<DeliveryAccepted> SellAsync(
        ServiceUnderTest<CreditingDb> service,
        UnitPublished? unit = null,
        string? origin = null,
        string confirmed = "2024-05-08",
        string accepted = "2024-05-10")
    {
        var buyer = unit ?? Examples.Unit(_east);
        var sale = Examples.Acceptance(buyer.UnitId, Examples.Line(origin ?? _west)) with
        {
            ConfirmedAt = Examples.Noon(confirmed),
            AcceptedAt = Examples.Noon(accepted),
            DeliveryPath = Places.Path(_east),
        };
        await service.DeliverAsync(buyer);
        await service.DeliverAsync(sale);
        return sale;
    }

    static Task<IReadOnlyList<CreditEntry>> EntriesAsync(ServiceUnderTest<CreditingDb> service, DeliveryAccepted sale) =>
        service.EntriesAsync(sale.Lines[0].LineId);

    static async Task<SaleLine> SaleAsync(ServiceUnderTest<CreditingDb> service, DeliveryAccepted sale)
    {
        var line = await service.SaleAsync(sale.Lines[0].LineId);
        Assert.NotNull(line);
        return line;
    }
}

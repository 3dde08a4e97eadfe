using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Returns;

/// <summary>What went back takes credit back where it stands (CR-15).</summary>
public sealed class PostReturnsTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_return_is_posted_once_at_every_tier_and_published(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var sale = await service.SellAsync();
        var lineId = sale.Lines[0].LineId;
        var returned = LedgerScenario.Returned(sale, sale.Lines[0], "4");

        await service.DeliverAsync(returned);
        await service.DeliverAsync(returned);

        var posted = (await service.EntriesAsync(lineId)).Where(entry => entry.EntryType != EntryType.Original).ToList();
        Assert.Equal(
            [(EntryType.Return, -400_00L), (EntryType.Return, -400_00L), (EntryType.Return, -400_00L)],
            posted.Select(entry => (entry.EntryType, entry.AmountFen)));
        Assert.All(posted, entry => Assert.Equal((new DateOnly(2024, 6, 14), "2024-06"), (entry.EventDate, entry.PostingPeriod)));
        Assert.Equal(600_00, (await service.SaleAsync(lineId))!.NetFen);
        var adjusted = await Eventually.NotNullAsync(
            () => Task.FromResult(service.Published<CreditAdjusted>().SingleOrDefault(message => message.LineId == lineId)),
            "the return to be published", ct: Ct);
        Assert.Equal((new DateOnly(2024, 6, 14), 3), (adjusted.EventDate, adjusted.Entries.Count));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_return_that_comes_before_its_sale_waits_for_it(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        var (sale, messageId) = (Examples.Acceptance(unit.UnitId, Examples.Line()), Guid.CreateVersion7());

        await service.DeliverAsync(LedgerScenario.Returned(sale, sale.Lines[0], "4"), messageId);
        Assert.NotNull((await service.ParkedAsync(messageId))?.NextAttemptAt);
        await service.DeliverAsync(sale);

        await Eventually.EqualAsync(
            3 * 600_00L, async () => (await service.EntriesAsync(sale.Lines[0].LineId)).Sum(entry => entry.AmountFen), ct: Ct);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_price_cut_takes_money_back_and_a_replacement_nothing(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var sale = await service.SellAsync();
        var returned = LedgerScenario.Returned(sale, sale.Lines[0], "1");

        await service.DeliverAsync(returned with { ReturnId = Guid.CreateVersion7(), Kind = ReturnKind.Replacement });
        Assert.All(await service.EntriesAsync(sale.Lines[0].LineId), entry => Assert.Equal(EntryType.Original, entry.EntryType));
        await service.DeliverAsync(returned with { Kind = ReturnKind.PriceCut, Quantity = Quantity.Zero, AmountFen = 12_34 });

        Assert.Equal(
            [(EntryType.PriceAdjust, -12_34L), (EntryType.PriceAdjust, -12_34L), (EntryType.PriceAdjust, -12_34L)],
            (await service.EntriesAsync(sale.Lines[0].LineId)).Where(entry => entry.EntryType != EntryType.Original)
                .Select(entry => (entry.EntryType, entry.AmountFen)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task More_than_was_accepted_never_goes_back(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (sale, messageId) = (await service.SellAsync(), Guid.CreateVersion7());

        await service.DeliverAsync(LedgerScenario.Returned(sale, sale.Lines[0], "10.001"), messageId);

        var parked = await service.ParkedAsync(messageId);
        Assert.NotNull(parked);
        Assert.Null(parked.NextAttemptAt);
        Assert.Equal(3 * 1_000_00, (await service.EntriesAsync(sale.Lines[0].LineId)).Sum(entry => entry.AmountFen));
    }
}

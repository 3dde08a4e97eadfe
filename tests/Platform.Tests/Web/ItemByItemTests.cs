using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Tests.Messaging;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

/// <summary>Of many items in one request, those that are refused stop none of the others (db.SaveEachAsync).</summary>
public sealed class ItemByItemTests
{
    static readonly Guid Taken = Guid.CreateVersion7();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_item_is_saved_or_refused_by_itself_and_answered_in_its_place(Engine engine)
    {
        await using var tally = await TallyService.StartAsync(engine, Ct);
        await SaveAsync(tally, [new Item(Taken, 1)]);
        Item[] items =
        [
            new(Guid.CreateVersion7(), 1), new(Taken, 2), new(Guid.CreateVersion7(), -1), new(Guid.CreateVersion7(), 0),
            new(Guid.CreateVersion7(), 5), new(Guid.CreateVersion7(), 6),
        ];

        var outcomes = await SaveAsync(tally, items);

        // The key that is taken only the database knows; the others are refused by the rule and by the check of the item.
        Assert.Equal([null, 409, 409, 400, null, null], outcomes.Select(outcome => outcome.Problem?.Status));
        Assert.Equal([1, null, null, null, 5, 6], outcomes.Select(outcome => outcome.Done?.Fen));
        await using var scope = tally.OpenDb(out var db);
        Assert.Equal(
            new[] { Taken, items[0].Id, items[4].Id, items[5].Id }.Order(),
            (await db.Tallies.Select(row => row.Id).ToListAsync(Ct)).Order());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_what_was_saved_is_told(Engine engine)
    {
        await using var tally = await TallyService.StartAsync(engine, Ct);
        await SaveAsync(tally, [new Item(Taken, 1)]);
        var (good, alsoGood) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await SaveAsync(tally, [new Item(good, 7), new Item(Taken, 7), new Item(alsoGood, 7)]);

        await Eventually.EqualAsync(3, () => Task.FromResult(tally.Published<Contracts.Ordering.OrderCompleted>().Count));
        Assert.Equal(
            new[] { Taken, good, alsoGood }.Order(),
            tally.Published<Contracts.Ordering.OrderCompleted>().Select(told => told.UnitId).Order());
    }

    [Fact]
    public async Task Without_a_transaction_nothing_is_begun()
    {
        await using var tally = await TallyService.StartAsync(Engine.Sqlite, Ct);
        await using var scope = tally.OpenDb(out var db);
        await Assert.ThrowsAsync<InvalidOperationException>(() => SaveAsync(db, [new Item(Guid.CreateVersion7(), 1)]));
    }

    static async Task<IReadOnlyList<ItemOutcome<Tally>>> SaveAsync(ServiceUnderTest<TallyDb> tally, IReadOnlyList<Item> items)
    {
        await using var scope = tally.OpenDb(out var db);
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        var outcomes = await SaveAsync(db, items);
        await transaction.CommitAsync(Ct);
        return outcomes;
    }

    static Task<IReadOnlyList<ItemOutcome<Tally>>> SaveAsync(TallyDb db, IReadOnlyList<Item> items) => db.SaveEachAsync(
        items,
        _ => Task.FromResult(true),
        (_, item) =>
        {
            if (item.Fen < 0)
            {
                throw new RuleBrokenException("negative", "不能为负。", "It can't be negative.");
            }

            var row = new Tally { Id = item.Id, Fen = item.Fen };
            db.Add(row);
            db.Publish(TallyService.Completed(item.Id, item.Fen));
            return row;
        },
        Ct);

    sealed record Item(Guid Id, long Fen) : IChecked
    {
        public void Check(Checks checks) => checks.That(Fen != 0, "fen", "zero", "不能为零。", "It can't be zero.");
    }
}

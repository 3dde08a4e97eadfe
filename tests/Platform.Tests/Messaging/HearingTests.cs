using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Platform.Tests.Messaging.TallyService;

namespace Marketplace.Platform.Tests.Messaging;

/// <summary>
/// What a consumer may rely on: one effect for each message, whatever the bus and its neighbours in the batch do (CR-21).
/// </summary>
public sealed class HearingTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_message_delivered_twice_has_its_effect_once(Engine engine)
    {
        await using var tally = await StartAsync(engine, Ct);
        var unit = await AddTallyAsync(tally);
        var message = Completed(unit, 500);
        var id = Guid.CreateVersion7();

        await tally.DeliverAsync(message, id, Ct);
        await tally.DeliverAsync(message, id, Ct);

        Assert.Equal((500, 1), await ReadAsync(tally, unit));
        await Eventually.EqualAsync(1, () => Task.FromResult(tally.Published<SalesCredited>().Count));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Many_messages_at_once_all_have_their_effect(Engine engine)
    {
        await using var tally = await StartAsync(engine, Ct);
        var unit = await AddTallyAsync(tally);

        await Task.WhenAll(Enumerable.Range(1, 300).Select(fen => tally.DeliverAsync(Completed(unit, fen), ct: Ct)));

        Assert.Equal((300 * 301 / 2, 300), await ReadAsync(tally, unit));
        await Eventually.EqualAsync(300, () => Task.FromResult(tally.Published<SalesCredited>().Count));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_bad_message_is_parked_and_its_neighbours_go_on(Engine engine)
    {
        await using var tally = await StartAsync(engine, Ct);
        var unit = await AddTallyAsync(tally);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => tally.DeliverAsync(Completed(unit, i == 7 ? -1 : 1), ct: Ct)));

        Assert.Equal((19, 19), await ReadAsync(tally, unit));
        await using var scope = tally.OpenDb(out var db);
        var parked = Assert.Single(await db.ParkedMessages.ToListAsync(Ct));
        Assert.Equal(Queue, parked.Queue);
        Assert.Null(parked.NextAttemptAt);
        Assert.Contains("negative amount", parked.Reason, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_message_that_cannot_be_read_is_parked_as_it_came(Engine engine)
    {
        await using var tally = await StartAsync(engine, Ct);
        var row = LeftBehind(typeof(OrderCompleted).FullName!, """{ "acceptedFen": "much" }""");
        await using (var scope = tally.OpenDb(out var db))
        {
            db.Add(row);
            await db.SaveChangesAsync(Ct);
        }

        await Eventually.EqualAsync(1, () => CountParkedAsync(tally));
        await using (var scope = tally.OpenDb(out var db))
        {
            var parked = await db.ParkedMessages.SingleAsync(Ct);
            Assert.Equal((Queue, row.MessageId, row.Type, row.Body), (parked.Queue, parked.MessageId, parked.Type, parked.Body));
            Assert.Null(parked.NextAttemptAt);
            await Eventually.EqualAsync(0, () => db.OutboxMessages.CountAsync(Ct));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_message_that_comes_before_what_it_refers_to_waits_and_then_has_its_effect(Engine engine)
    {
        await using var tally = await StartAsync(engine, Ct);
        var unit = Guid.CreateVersion7();

        await tally.DeliverAsync(Completed(unit, 250), ct: Ct);
        await using (var scope = tally.OpenDb(out var db))
        {
            Assert.NotNull(Assert.Single(await db.ParkedMessages.ToListAsync(Ct)).NextAttemptAt);
        }

        await AddTallyAsync(tally, unit);
        await Eventually.EqualAsync((250, 1), () => ReadAsync(tally, unit));
        await Eventually.EqualAsync(0, () => CountParkedAsync(tally));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_operator_reads_why_a_message_was_parked_and_sends_it_again(Engine engine)
    {
        await using var tally = await StartAsync(engine, Ct);
        var unit = Guid.CreateVersion7();
        var message = Completed(unit, 90);
        await tally.DeliverAsync(message, ct: Ct);
        await using (var scope = tally.OpenDb(out var db))
        {
            // As after the last attempt: it will not be tried again by itself.
            await db.ParkedMessages.ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAttemptAt, (DateTimeOffset?)null), Ct);
        }

        using var @operator = tally.Client(Roles.Operator);
        var page = await @operator.GetFromJsonAsync<Page<ParkedView>>("/tally/parked", MessageTypes.Json, Ct);
        var parked = Assert.Single(page!.Items);
        Assert.Equal("The unit has no tally yet.", parked.Reason);
        await AddTallyAsync(tally, unit);

        using var answer = await @operator.PostOnceAsync($"/tally/parked/{parked.MessageId}/sending", new { queue = parked.Queue }, ct: Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        await Eventually.EqualAsync((90, 1), () => ReadAsync(tally, unit));
        await Eventually.EqualAsync(0, () => CountParkedAsync(tally));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Messages_of_two_types_come_to_one_consumer_and_each_has_its_effect_once(Engine engine)
    {
        await using var tally = await StartAsync(engine, Ct);
        var order = await AddTallyAsync(tally);
        var id = Guid.CreateVersion7();

        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => tally.DeliverAsync(Delivered(order), ct: Ct))
                .Append(tally.DeliverAsync(Cancelled(order), id, Ct)));
        await tally.DeliverAsync(Cancelled(order), id, Ct);

        Assert.Equal((1, 20), await ReadEndsAsync(tally, order));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_bad_message_of_one_type_is_parked_and_those_of_the_other_go_on(Engine engine)
    {
        await using var tally = await StartAsync(engine, Ct);
        var order = await AddTallyAsync(tally);

        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => tally.DeliverAsync(Cancelled(order), ct: Ct))
                .Append(tally.DeliverAsync(Delivered(order, at: DateTimeOffset.UnixEpoch.AddDays(-1)), ct: Ct)));

        Assert.Equal((20, 0), await ReadEndsAsync(tally, order));
        await using var scope = tally.OpenDb(out var db);
        var parked = Assert.Single(await db.ParkedMessages.ToListAsync(Ct));
        Assert.Equal((EndsQueue, typeof(ShipmentDelivered).FullName), (parked.Queue, parked.Type));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_message_that_waits_in_a_queue_of_two_types_is_sent_again_as_what_it_is(Engine engine)
    {
        await using var tally = await StartAsync(engine, Ct);
        var order = Guid.CreateVersion7();
        await tally.DeliverAsync(Delivered(order), ct: Ct);
        await tally.DeliverAsync(Cancelled(order), ct: Ct);

        await AddTallyAsync(tally, order);

        await Eventually.EqualAsync((1, 1), () => ReadEndsAsync(tally, order));
        await Eventually.EqualAsync(0, () => CountParkedAsync(tally));
    }

    [Fact]
    public async Task Only_an_operator_may_look_at_parked_messages()
    {
        await using var tally = await StartAsync(Engine.Sqlite, Ct);
        using var purchaser = tally.Client(Roles.Purchaser, Guid.CreateVersion7());
        using var answer = await purchaser.GetAsync("/tally/parked", Ct);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    static async Task<Guid> AddTallyAsync(ServiceUnderTest<TallyDb> tally, Guid? unit = null)
    {
        await using var scope = tally.OpenDb(out var db);
        var row = new Tally { Id = unit ?? Guid.CreateVersion7() };
        db.Add(row);
        await db.SaveChangesAsync(Ct);
        return row.Id;
    }

    static async Task<(long Fen, int Orders)> ReadAsync(ServiceUnderTest<TallyDb> tally, Guid unit)
    {
        await using var scope = tally.OpenDb(out var db);
        var row = await db.Tallies.SingleAsync(known => known.Id == unit, Ct);
        return (row.Fen, row.Orders);
    }

    static async Task<(int Cancelled, int Delivered)> ReadEndsAsync(ServiceUnderTest<TallyDb> tally, Guid order)
    {
        await using var scope = tally.OpenDb(out var db);
        var row = await db.Tallies.SingleAsync(known => known.Id == order, Ct);
        return (row.Cancelled, row.Delivered);
    }

    static async Task<int> CountParkedAsync(ServiceUnderTest<TallyDb> tally)
    {
        await using var scope = tally.OpenDb(out var db);
        return await db.ParkedMessages.CountAsync(Ct);
    }
}

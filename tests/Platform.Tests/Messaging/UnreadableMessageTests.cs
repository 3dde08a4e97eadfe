using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Marketplace.Testing.Servers;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Marketplace.Platform.Tests.Messaging.TallyService;

namespace Marketplace.Platform.Tests.Messaging;

/// <summary>A message that nobody can read, or with which the process dies again and again, is never lost (CR-21).</summary>
public sealed class UnreadableMessageTests
{
    static readonly string CancelledUrn = MessageUrn.ForTypeString<OrderCancelled>();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What a sender may get wrong: the body, the name of its type, whether it has an id, and how the reason begins.</summary>
    public static TheoryData<string, string?, bool, string> Broken => new()
    {
        { "no JSON at all", "ours", true, "An error" },
        { "", "ours", true, "" },
        { "null", "ours", true, "" },
        { "[]", "ours", true, "" },
        { """{ "orderId": 5 }""", "ours", true, "" },
        { Cancellation("\"FromALaterVersion\""), "ours", true, "" },
        { Cancellation("3"), "ours", true, "" },
        { Cancellation("\"Withdrawn\""), "ours", false, "The message has no id" },
        { Cancellation("\"Withdrawn\""), null, true, "The queue takes" },
        { Cancellation("\"Withdrawn\""), "urn:message:Somebody.Else:Happened", true, "The queue takes" },
    };

    [Theory, MemberData(nameof(Broken))]
    public async Task What_cannot_be_read_is_parked_as_it_came_and_the_queue_goes_on(
        string body, string? type, bool hasId, string reason)
    {
        var broker = await (await RabbitServer.SharedAsync()).CreateVirtualHostAsync(Ct);
        await using var tally = await StartAsync(Engine.PostgreSql, broker);
        var order = await AddTallyAsync(tally);
        await using var client = await BrokerClient.ConnectAsync(broker, Ct);
        var id = Guid.CreateVersion7();
        var urn = type == "ours" ? CancelledUrn : type;

        await client.PublishAsync(EndsQueue, Encoding.UTF8.GetBytes(body), hasId ? id : null, urn, Ct);
        await client.PublishAsync(EndsQueue, Body(Cancelled(order)), Guid.CreateVersion7(), CancelledUrn, Ct);

        await Eventually.EqualAsync(1, () => CountParkedAsync(tally));
        await Eventually.EqualAsync(1, () => CountCancelledAsync(tally, order));
        Assert.Equal(0u, await client.CountAsync(EndsQueue, Ct));
        using var @operator = tally.Client(Roles.Operator);
        var parked = await ReadOnlyOneAsync(@operator);
        Assert.Equal(EndsQueue, parked.Queue);
        Assert.Null(parked.NextAttemptAt);
        Assert.StartsWith(reason, parked.Reason, StringComparison.Ordinal);
        var kept = parked.RawBody ?? parked.Body?.GetRawText() ?? "null";
        Assert.True(kept == body || JsonElement.DeepEquals(JsonElement.Parse(kept), JsonElement.Parse(body)), kept);
        Assert.Equal(
            urn, parked.Headers!.Value.TryGetProperty(MassTransit.MessageHeaders.MessageType, out var sent) ? sent.GetString() : null);
        Assert.True(!hasId || parked.MessageId == id);
    }

    [Fact]
    public async Task A_body_that_is_no_text_is_kept_as_Base64_and_can_only_be_discarded()
    {
        var broker = await (await RabbitServer.SharedAsync()).CreateVirtualHostAsync(Ct);
        await using var tally = await StartAsync(Engine.PostgreSql, broker);
        await using var client = await BrokerClient.ConnectAsync(broker, Ct);
        byte[] body = [0xFF, 0x00, 0xC3, 0x28];

        await client.PublishAsync(EndsQueue, body, Guid.CreateVersion7(), CancelledUrn, Ct);
        await Eventually.EqualAsync(1, () => CountParkedAsync(tally));
        using var @operator = tally.Client(Roles.Operator);
        var parked = await ReadOnlyOneAsync(@operator);

        Assert.Equal((true, Convert.ToBase64String(body)), (parked.IsBinary, parked.RawBody));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(@operator, parked, "sending", new { queue = parked.Queue }));
        Assert.Equal(
            HttpStatusCode.OK, await PostAsync(@operator, parked, "discarding", new { queue = parked.Queue, reason = "误发的压缩包" }));
        Assert.Equal(0, await CountParkedAsync(tally));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_discarded_message_is_kept_with_its_reason_and_has_an_effect_only_when_it_is_sent_after_all(Engine engine)
    {
        await using var tally = await TallyService.StartAsync(engine, Ct);
        var order = await AddTallyAsync(tally);
        await tally.DeliverAsync(Delivered(order, at: DateTimeOffset.UnixEpoch.AddDays(-1)), ct: Ct);
        using var @operator = tally.Client(Roles.Operator, subject: "keeper");
        var parked = await ReadOnlyOneAsync(@operator);

        await PostAsync(@operator, parked, "discarding", new { queue = parked.Queue, reason = "重复的到货" });
        using (var all = await @operator.PostOnceAsync("/tally/parked/sending", new { }, ct: Ct))
        {
            Assert.Equal(0, (await all.Content.ReadFromJsonAsync<ParkedEndpoints.Sent>(MessageTypes.Json, Ct))!.Count);
        }

        var page = await @operator.GetFromJsonAsync<Page<ParkedView>>("/tally/parked", MessageTypes.Json, Ct);
        Assert.Empty(page!.Items);
        var kept = Assert.Single((await @operator.GetFromJsonAsync<List<ParkedView>>(
            $"/tally/parked/{parked.MessageId}", MessageTypes.Json, Ct))!);
        Assert.Equal(("keeper", "重复的到货"), (kept.DiscardedBy, kept.DiscardReason));
        await PostAsync(@operator, parked, "sending", new { queue = parked.Queue });
        await Eventually.EqualAsync(2, () => AttemptsAsync(tally));
        Assert.Equal(1, await CountParkedAsync(tally));
    }

    [Fact]
    public async Task A_message_of_an_unknown_type_goes_back_to_its_queue_as_what_its_sender_called_it()
    {
        var broker = await (await RabbitServer.SharedAsync()).CreateVirtualHostAsync(Ct);
        await using var tally = await StartAsync(Engine.PostgreSql, broker);
        await using var client = await BrokerClient.ConnectAsync(broker, Ct);
        await client.PublishAsync(EndsQueue, "{}"u8.ToArray(), Guid.CreateVersion7(), "urn:message:Somebody.Else:Happened", Ct);
        await Eventually.EqualAsync(1, () => CountParkedAsync(tally));
        using var @operator = tally.Client(Roles.Operator);
        var parked = await ReadOnlyOneAsync(@operator);

        await PostAsync(@operator, parked, "sending", new { queue = parked.Queue });

        await Eventually.EqualAsync(2, () => AttemptsAsync(tally));
        Assert.Equal("urn:message:Somebody.Else:Happened", (await ReadOnlyOneAsync(@operator)).Type);
    }

    [Fact]
    public async Task A_message_with_which_the_process_dies_again_and_again_becomes_a_parked_one_and_can_be_sent_again()
    {
        var broker = await (await RabbitServer.SharedAsync()).CreateVirtualHostAsync(Ct);
        await using var client = await BrokerClient.ConnectAsync(broker, Ct);
        string connectionString;
        await using (var declares = await StartAsync(Engine.PostgreSql, broker))
        {
            connectionString = declares.ConnectionString;
        }

        var (order, id) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await client.PublishAsync(EndsQueue, Body(Cancelled(order)), id, CancelledUrn, Ct);
        var deaths = 0;
        while (deaths < 100 && await client.CountAsync("tally.dead-letters", Ct) == 0)
        {
            await Eventually.TrueAsync(
                async () => await client.TakeAndDieAsync(EndsQueue, Ct) || await client.CountAsync("tally.dead-letters", Ct) > 0,
                "the message to come back");
            deaths++;
        }

        Assert.InRange(deaths, 20, 22);
        await using var tally = await ServiceUnderTest<TallyDb>.StartOnAsync(
            connectionString, "Tally", "tally", host => AddOver(host, broker), Map, ct: Ct);
        await Eventually.EqualAsync(1, () => CountParkedAsync(tally));
        using var @operator = tally.Client(Roles.Operator);
        var parked = await ReadOnlyOneAsync(@operator);
        Assert.Equal((EndsQueue, id, typeof(OrderCancelled).FullName), (parked.Queue, parked.MessageId, parked.Type));
        Assert.Contains("delivery_limit", parked.Reason, StringComparison.Ordinal);

        await AddTallyAsync(tally, order);
        await PostAsync(@operator, parked, "sending", new { queue = parked.Queue });
        await Eventually.EqualAsync(1, () => CountCancelledAsync(tally, order));
        await Eventually.EqualAsync(0, () => CountParkedAsync(tally));
    }

    [Theory, InlineData(Engine.Sqlite, "null"), InlineData(Engine.PostgreSql, "null"), InlineData(Engine.Sqlite, "{"),
        InlineData(Engine.Sqlite, """{ "reason": "FromALaterVersion" }""")]
    public async Task In_one_process_too_what_cannot_be_read_is_parked_and_leaves_the_outbox(Engine engine, string body)
    {
        await using var tally = await TallyService.StartAsync(engine, Ct);
        await using (var scope = tally.OpenDb(out var db))
        {
            db.Add(LeftBehind(typeof(OrderCancelled).FullName!, body));
            await db.SaveChangesAsync(Ct);
        }

        await Eventually.EqualAsync(1, () => CountParkedAsync(tally));
        await using (var scope = tally.OpenDb(out var db))
        {
            await Eventually.EqualAsync(0, () => db.OutboxMessages.CountAsync(Ct));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_message_that_always_times_out_lets_those_behind_it_pass_and_is_tried_again_by_itself(Engine engine)
    {
        await using var tally = await TallyService.StartAsync(engine, Ct);
        var order = await AddTallyAsync(tally);

        await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => tally.DeliverAsync(Delivered(order), ct: Ct))
                .Append(tally.DeliverAsync(Delivered(order, at: CountEnds.TimesOut), ct: Ct)));

        await using var scope = tally.OpenDb(out var db);
        Assert.Equal(3, (await db.Tallies.AsNoTracking().SingleAsync(row => row.Id == order, Ct)).Delivered);
        Assert.NotNull(Assert.Single(await db.ParkedMessages.AsNoTracking().ToListAsync(Ct)).NextAttemptAt);
    }

    static string Cancellation(string reason) => $$"""
        {"orderId":"0197f9a0-0000-7000-8000-000000000001","unitId":"0197f9a0-0000-7000-8000-000000000002",
        "cancelledAt":"2026-01-01T00:00:00Z","reason":{{reason}}}
        """;

    static byte[] Body(OrderCancelled message) => JsonSerializer.SerializeToUtf8Bytes(message, MessageTypes.Json);

    static async Task<ServiceUnderTest<TallyDb>> StartAsync(Engine engine, Uri broker)
    {
        var tally = await ServiceUnderTest<TallyDb>.StartAsync(
            engine, "Tally", "tally", host => AddOver(host, broker), Map, ct: Ct);
        await tally.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Ct);
        return tally;
    }

    static void AddOver(Hosting.ServiceHost host, Uri broker)
    {
        host.Builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["RabbitMq:Uri"] = broker.ToString() });
        Add(host);
    }

    static async Task<HttpStatusCode> PostAsync(HttpClient @operator, ParkedView parked, string act, object body)
    {
        using var answer = await @operator.PostOnceAsync($"/tally/parked/{parked.MessageId}/{act}", body, ct: Ct);
        return answer.StatusCode;
    }

    static async Task<ParkedView> ReadOnlyOneAsync(HttpClient @operator)
    {
        var page = await @operator.GetFromJsonAsync<Page<ParkedView>>("/tally/parked", MessageTypes.Json, Ct);
        return Assert.Single((await @operator.GetFromJsonAsync<List<ParkedView>>(
            $"/tally/parked/{Assert.Single(page!.Items).MessageId}", MessageTypes.Json, Ct))!);
    }

    static async Task<Guid> AddTallyAsync(ServiceUnderTest<TallyDb> tally, Guid? order = null)
    {
        await using var scope = tally.OpenDb(out var db);
        var row = new Tally { Id = order ?? Guid.CreateVersion7() };
        db.Add(row);
        await db.SaveChangesAsync(Ct);
        return row.Id;
    }

    static async Task<int> CountCancelledAsync(ServiceUnderTest<TallyDb> tally, Guid order)
    {
        await using var scope = tally.OpenDb(out var db);
        return (await db.Tallies.AsNoTracking().SingleAsync(row => row.Id == order, Ct)).Cancelled;
    }

    static async Task<int> CountParkedAsync(ServiceUnderTest<TallyDb> tally)
    {
        await using var scope = tally.OpenDb(out var db);
        return await db.ParkedMessages.CountAsync(row => row.DiscardedAt == null, Ct);
    }

    static async Task<int> AttemptsAsync(ServiceUnderTest<TallyDb> tally)
    {
        await using var scope = tally.OpenDb(out var db);
        return await db.ParkedMessages.Select(row => row.Attempts).SingleAsync(Ct);
    }
}

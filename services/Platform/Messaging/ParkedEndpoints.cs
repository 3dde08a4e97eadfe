using System.Globalization;
using Marketplace.Platform.Access;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Messaging;

/// <summary>
/// What an operator does with messages that could not be handled: read why, mend the cause, send them again or discard them.
/// </summary>
public static class ParkedEndpoints
{
    /// <summary>The one who keeps the system running; the kernel has no other word for it.</summary>
    const string Operator = "operator";

    /// <summary>Which message to send again.</summary>
    public sealed record Sending
    {
        /// <summary>The queue that it could not be handled in.</summary>
        public required string Queue { get; init; }
    }

    /// <summary>Which message has no effect, and why.</summary>
    public sealed record Discarding : IChecked
    {
        /// <summary>The queue that it could not be handled in.</summary>
        public required string Queue { get; init; }

        /// <summary>Why it is to have no effect; it is kept with the message.</summary>
        public required string Reason { get; init; }

        public void Check(Checks checks) => checks.Text(Reason, "reason", ParkedMessage.DiscardReasonLengthMax);
    }

    /// <summary>How many messages will be sent again.</summary>
    public sealed record Sent(int Count);

    /// <summary>Maps the endpoints for the messages of one service.</summary>
    internal static void Map<TDb>(RouteGroupBuilder api)
        where TDb : MarketplaceDb
    {
        // Names of endpoints must be unique even where all services share a process.
        var of = $"Of{typeof(TDb).Name[..^2]}";
        var parked = api.MapGroup("/parked");
        parked.MapGet("/", (HttpContext http, [AsParameters] PageQuery page, CancellationToken ct) => ListAsync(Db(http), page, ct))
            .WithName($"ListParked{of}")
            .WithSummary("未能处理的消息 Messages that could not be handled, without those that were discarded").For(Operator);
        parked.MapGet("/{messageId:guid}", (Guid messageId, HttpContext http, ReadAccess access, CancellationToken ct) =>
            {
                access.Of(messageId);
                return GetAsync(messageId, Db(http), ct);
            })
            .WithName($"GetParked{of}")
            .WithSummary("查看一条未能处理的消息 One message that could not be handled").For(Operator)
            .RecordsAccess<TDb>("parked-message", DataClass.Commercial | DataClass.Contact | DataClass.Reference | DataClass.Person);
        parked.MapPost(
            "/{messageId:guid}/sending", (Guid messageId, Sending sending, HttpContext http, CancellationToken ct) => SendAsync(
                messageId, sending, Db(http), ct)).WithName($"SendParked{of}")
            .WithSummary("重新投递一条消息 Send a message again").For(Operator).Decided(DecidedBy.Platform);
        parked.MapPost(
            "/{messageId:guid}/discarding",
            (Guid messageId, Discarding discarding, HttpContext http, Caller caller, CancellationToken ct) => DiscardAsync(
                messageId, discarding, Db(http), caller, ct)).WithName($"DiscardParked{of}")
            .WithSummary("作废一条消息 Discard a message: it will have no effect").For(Operator).Decided(DecidedBy.Platform);
        parked.MapPost("/sending", (HttpContext http, CancellationToken ct) => SendAllAsync(Db(http), ct)).WithName($"SendAllParked{of}")
            .WithSummary("重新投递全部停放消息 Send all parked messages again").For(Operator).Decided(DecidedBy.Platform);

        static MarketplaceDb Db(HttpContext http) => http.RequestServices.GetRequiredService<TDb>();
    }

    static async Task<Ok<Page<ParkedView>>> ListAsync(MarketplaceDb db, [AsParameters] PageQuery page, CancellationToken ct)
    {
        var rows = db.ParkedMessages.AsNoTracking().Where(row => row.DiscardedAt == null);
        if (Cursor.Decode(page.After, 3) is { } after)
        {
            var at = Cursor.Instant(after[0]);
            var id = Cursor.Id(after[1]);
            var queue = after[2];
            rows = rows.Where(row => row.FirstFailedAt > at
                || (row.FirstFailedAt == at && (row.MessageId > id || (row.MessageId == id && row.Queue.CompareTo(queue) > 0))));
        }

        var found = await rows.OrderBy(row => row.FirstFailedAt).ThenBy(row => row.MessageId).ThenBy(row => row.Queue)
            .Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(
            found,
            page.Size,
            row => ParkedView.Of(row, whole: false),
            row => Cursor.Encode(
                row.FirstFailedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), row.MessageId.ToString(), row.Queue)));
    }

    static async Task<Ok<List<ParkedView>>> GetAsync(Guid messageId, MarketplaceDb db, CancellationToken ct)
    {
        var rows = await db.ParkedMessages.AsNoTracking()
            .Where(row => row.MessageId == messageId).OrderBy(row => row.Queue).ToListAsync(ct);
        return rows.Count == 0 ? throw NotParked(messageId) : TypedResults.Ok(rows.ConvertAll(row => ParkedView.Of(row, whole: true)));
    }

    static async Task<Ok<Sent>> SendAsync(Guid messageId, Sending sending, MarketplaceDb db, CancellationToken ct)
    {
        var row = await FindAsync(db, messageId, sending.Queue, ct);
        if (row.IsBinary)
        {
            throw new RuleBrokenException(
                "message_unreadable",
                "该消息的内容不是文本，任何版本都无法读取；请作废，并由发送方重新发布。",
                "The body of the message is no text, which no version can read: discard it, and let the sender publish what it meant.");
        }

        db.SendAgain([row]);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Sent(1));
    }

    static async Task<Ok<Sent>> SendAllAsync(MarketplaceDb db, CancellationToken ct) =>
        TypedResults.Ok(new Sent(await db.SendAllAgainAsync(ct)));

    static async Task<Ok<ParkedView>> DiscardAsync(
        Guid messageId, Discarding discarding, MarketplaceDb db, Caller caller, CancellationToken ct)
    {
        var row = await FindAsync(db, messageId, discarding.Queue, ct);
        row.Discard(TimeProvider.System.GetUtcNow(), caller.Subject, discarding.Reason);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(ParkedView.Of(row, whole: false));
    }

    static async Task<ParkedMessage> FindAsync(MarketplaceDb db, Guid messageId, string queue, CancellationToken ct) =>
        await db.ParkedMessages.SingleOrDefaultAsync(known => known.MessageId == messageId && known.Queue == queue, ct)
        ?? throw NotParked(messageId);

    static NotFoundException NotParked(Guid messageId) => new(
        "parked_message_not_found",
        $"没有停放的消息 {messageId}；它可能已被处理。",
        $"No message {messageId} is parked; it may have been handled by now.");
}

using System.Globalization;
using System.Text.Json;
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

/// <summary>A message that could not be handled, as an operator sees it.</summary>
public sealed record ParkedView
{
    public required Guid MessageId { get; init; }

    public required string Queue { get; init; }

    public required string Type { get; init; }

    /// <summary>What went wrong last.</summary>
    public required string Reason { get; init; }

    public required int Attempts { get; init; }

    public required DateTimeOffset FirstFailedAt { get; init; }

    public required DateTimeOffset LastFailedAt { get; init; }

    /// <summary>When it will be tried again by itself; null when it needs an operator.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>The message; only when one is looked at.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>The last exception in full; only when one is looked at.</summary>
    public string? Detail { get; init; }

    internal static ParkedView Of(ParkedMessage row, bool whole) => new()
    {
        MessageId = row.MessageId,
        Queue = row.Queue,
        Type = row.Type,
        Reason = row.Reason,
        Attempts = row.Attempts,
        FirstFailedAt = row.FirstFailedAt,
        LastFailedAt = row.LastFailedAt,
        NextAttemptAt = row.NextAttemptAt,
        Body = whole ? JsonSerializer.Deserialize<JsonElement>(row.Body) : null,
        Detail = whole ? row.Detail : null,
    };
}

/// <summary>What an operator does with messages that could not be handled: read why, mend the cause, send them again.</summary>
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

    /// <summary>How many messages will be sent again.</summary>
    public sealed record Sent(int Count);

    /// <summary>Maps the endpoints for the messages of one service.</summary>
    public static void MapParked<TDb>(this RouteGroupBuilder api)
        where TDb : MarketplaceDb
    {
        // Names of endpoints must be unique even where all services share a process.
        var of = $"Of{typeof(TDb).Name[..^2]}";
        var parked = api.MapGroup("/parked");
        parked.MapGet("/", (HttpContext http, [AsParameters] PageQuery page, CancellationToken ct) => ListAsync(Db(http), page, ct))
            .WithName($"ListParked{of}")
            .WithSummary("未能处理的消息 Messages that could not be handled").For(Operator);
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
        parked.MapPost("/sending", (HttpContext http, CancellationToken ct) => SendAllAsync(Db(http), ct)).WithName($"SendAllParked{of}")
            .WithSummary("重新投递全部停放消息 Send all parked messages again").For(Operator).Decided(DecidedBy.Platform);

        static MarketplaceDb Db(HttpContext http) => http.RequestServices.GetRequiredService<TDb>();
    }

    static async Task<Ok<Page<ParkedView>>> ListAsync(MarketplaceDb db, [AsParameters] PageQuery page, CancellationToken ct)
    {
        var rows = db.ParkedMessages.AsNoTracking();
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
        var row = await db.ParkedMessages.SingleOrDefaultAsync(known => known.MessageId == messageId && known.Queue == sending.Queue, ct)
            ?? throw NotParked(messageId);
        db.SendAgain([row]);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Sent(1));
    }

    static async Task<Ok<Sent>> SendAllAsync(MarketplaceDb db, CancellationToken ct)
    {
        var rows = await db.ParkedMessages.Where(row => row.NextAttemptAt == null).ToListAsync(ct);
        db.SendAgain(rows);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Sent(rows.Count));
    }

    static NotFoundException NotParked(Guid messageId) => new(
        "parked_message_not_found",
        $"没有停放的消息 {messageId}；它可能已被处理。",
        $"No message {messageId} is parked; it may have been handled by now.");
}

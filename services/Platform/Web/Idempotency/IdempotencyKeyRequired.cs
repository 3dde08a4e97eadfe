using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Web;

/// <summary>Endpoint metadata: the Idempotency-Key header is needed.</summary>
/// <param name="Unless">Requests that change nothing and need no key, such as trial runs; null when there are none.</param>
public sealed record IdempotencyKeyRequired(Func<HttpRequest, bool>? Unless = null)
{
    /// <summary>Whether the request needs a key.</summary>
    public bool Applies(HttpRequest request) => Unless is null || !Unless(request);
}

/// <summary>Requests that take effect once, however often they are sent.</summary>
public static class IdempotentEndpoints
{
    /// <summary>What a row holds before there is an answer; nobody sees it, since it is committed with the answer.</summary>
    static readonly string[] Claim =
    [
        nameof(IdempotencyKey.Caller), nameof(IdempotencyKey.Operation), nameof(IdempotencyKey.Key), nameof(IdempotencyKey.RequestHash),
        nameof(IdempotencyKey.Status), nameof(IdempotencyKey.Body), nameof(IdempotencyKey.CreatedAt),
    ];

    /// <summary>
    /// Runs the handler in one transaction on <typeparamref name="TDb"/> that also stores the key and the answer. The handler saves its own
    /// changes; the commit comes after it. The same key with the same body gets the stored answer; with another body it is refused (422).
    /// Only 2xx answers are stored, all else is rolled back.
    /// </summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="unless">Requests that change nothing: they run without a transaction and need no key.</param>
    public static RouteHandlerBuilder RequireIdempotencyKey<TDb>(this RouteHandlerBuilder endpoint, Func<HttpRequest, bool>? unless = null)
        where TDb : DbContext =>
        endpoint.WithMetadata(new IdempotencyKeyRequired(unless)).AddEndpointFilter(RunOnceAsync<TDb>);

    static async ValueTask<object?> RunOnceAsync<TDb>(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
        where TDb : DbContext
    {
        var http = invocation.HttpContext;
        if (http.Features.Get<IdempotentRequest>() is null)
        {
            return await next(invocation);
        }

        var ct = http.RequestAborted;
        var db = http.RequestServices.GetRequiredService<TDb>();
        var request = http.Features.GetRequiredFeature<IdempotentRequest>();
        var caller = http.RequestServices.GetRequiredService<CallerHolder>().Current;
        var (owner, operation) = ($"{caller.Subject}|{caller.Org}", OperationOf(http));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await ClaimAsync(db, owner, operation, request, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), ct))
        {
            return await AnswerOfAsync(db, owner, operation, request, ct);
        }

        var answer = await StoredAnswer.CaptureAsync(http, await next(invocation));
        if (answer.IsSuccess)
        {
            http.RequestServices.GetRequiredService<Authority>().MustHaveBeenAsked(http.GetEndpoint());
            if (db.ChangeTracker.HasChanges())
            {
                // Committing now would answer 201 and lose the effect.
                throw new InvalidOperationException($"{operation} answered without saving its changes.");
            }

            var body = answer.Body.ToArray();
            await Claimed(db, owner, operation, request).ExecuteUpdateAsync(
                set => set.SetProperty(key => key.Status, answer.Status)
                    .SetProperty(key => key.Location, answer.Location)
                    .SetProperty(key => key.ETag, answer.ETag)
                    .SetProperty(key => key.Body, body),
                ct);
            // Once the commit is under way it is not called back: nobody could tell whether it took place.
            await transaction.CommitAsync(CancellationToken.None);
        }

        return answer;
    }

    /// <summary>
    /// Takes the place of the key until the transaction ends; false when the request was done before. Of two that come at once the second
    /// waits for the first.
    /// </summary>
    static async Task<bool> ClaimAsync(
        DbContext db, string owner, string operation, IdempotentRequest request, DateTimeOffset now, CancellationToken ct)
    {
        var entity = db.Model.FindEntityType(typeof(IdempotencyKey))!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var columns = string.Join(", ", Claim.Select(property => $"\"{entity.FindProperty(property)!.GetColumnName(table)}\""));
        var claim = $"INSERT INTO \"{table.Name}\" ({columns}) VALUES ({{0}}, {{1}}, {{2}}, {{3}}, {{4}}, {{5}}, {{6}}) "
            + "ON CONFLICT DO NOTHING";
        object[] values = [owner, operation, request.Key, request.Hash, 0, Array.Empty<byte>(), now.ToUnixTimeMilliseconds()];
        return await db.Database.ExecuteSqlRawAsync(claim, values, ct) == 1;
    }

    static IQueryable<IdempotencyKey> Claimed(DbContext db, string owner, string operation, IdempotentRequest request)
    {
        var key = request.Key;
        return db.Set<IdempotencyKey>().Where(known => known.Caller == owner && known.Operation == operation && known.Key == key);
    }

    static async Task<StoredAnswer> AnswerOfAsync(
        DbContext db, string owner, string operation, IdempotentRequest request, CancellationToken ct)
    {
        var stored = await Claimed(db, owner, operation, request).AsNoTracking().SingleAsync(ct);
        return stored.RequestHash.AsSpan().SequenceEqual(request.Hash)
            ? StoredAnswer.Of(stored)
            : throw new Refusal(
                StatusCodes.Status422UnprocessableEntity,
                "idempotency_key_reused",
                "该 Idempotency-Key 已用于内容不同的请求；新的请求请使用新的键。",
                "This Idempotency-Key was used for a request with another content; a new request needs a new key.",
                "Idempotency-Key").Thrown();
    }

    static string OperationOf(HttpContext http)
    {
        var endpoint = http.GetEndpoint()!;
        return endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName
            ?? throw new InvalidOperationException($"{endpoint.DisplayName} creates once and needs a name (WithName).");
    }
}

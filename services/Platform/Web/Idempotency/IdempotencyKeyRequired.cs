using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
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
        StoredAnswer answer;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            answer = await StoredAnswer.CaptureAsync(http, await next(invocation));
            if (answer.IsSuccess)
            {
                db.Add(new IdempotencyKey
                {
                    Caller = owner,
                    Operation = operation,
                    Key = request.Key,
                    RequestHash = request.Hash,
                    Status = answer.Status,
                    Location = answer.Location,
                    Body = answer.Body.ToArray(),
                    ETag = answer.ETag,
                    CreatedAt = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
                });
                await db.SaveChangesAsync(ct);
                // Once the commit is under way it is not called back: nobody could tell whether it took place.
                await transaction.CommitAsync(CancellationToken.None);
                return answer;
            }
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // A twin of this request may have been faster, and be the very reason of the failure: then its answer is the right one.
            if (await FindAsync(db, owner, operation, request, ct) is { } twin)
            {
                http.Response.Clear();
                return twin;
            }

            throw;
        }

        return await FindAsync(db, owner, operation, request, ct) ?? answer;
    }

    static async Task<StoredAnswer?> FindAsync(
        DbContext db, string owner, string operation, IdempotentRequest request, CancellationToken ct)
    {
        var key = request.Key;
        var stored = await db.Set<IdempotencyKey>().AsNoTracking()
            .FirstOrDefaultAsync(k => k.Caller == owner && k.Operation == operation && k.Key == key, ct);
        if (stored is null)
        {
            return null;
        }

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

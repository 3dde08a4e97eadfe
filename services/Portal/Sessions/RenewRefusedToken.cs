using System.Net;
using System.Net.Http.Headers;

namespace Marketplace.Portal.Sessions;

/// <summary>
/// Asks once more, with a renewed access token, when a service does not take the one that the session has: the issuer may have changed its
/// key, or clocks differ. A service that answers 401 has done nothing, so that anything may be sent again.
/// </summary>
sealed class RenewRefusedToken(IHttpContextAccessor http) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Unauthorized
            || http.HttpContext is not { } context
            || context.Features.Get<Session>() is not { } session
            || request.Headers.Authorization?.Parameter is not { } refused
            || !await session.RenewAsync(context, refused, cancellationToken))
        {
            return answer;
        }

        answer.Dispose();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.AccessToken);
        return await base.SendAsync(request, cancellationToken);
    }
}

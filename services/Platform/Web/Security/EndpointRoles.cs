using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Marketplace.Platform.Web;

/// <summary>Says of an endpoint who may call it. Every endpoint must say so, or the service does not start.</summary>
public static class EndpointRoles
{
    /// <summary>Any one of these roles; no role implies another.</summary>
    public static TBuilder For<TBuilder>(this TBuilder endpoint, params string[] roles)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentOutOfRangeException.ThrowIfZero(roles.Length);
        return endpoint
            .RequireAuthorization(new AuthorizeAttribute { Roles = string.Join(',', roles) })
            .WithMetadata(new RolesNeeded(roles));
    }

    /// <summary>Every caller who holds at least one role.</summary>
    public static TBuilder ForEveryRole<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireClaim("role")).WithMetadata(new RolesNeeded([]));
}

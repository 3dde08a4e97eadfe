using Marketplace.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Platform.Web;

/// <summary>Where the endpoints of a service live.</summary>
public static class ServiceRoutes
{
    /// <summary>
    /// The group of a service at "/{name}", with authorisation, checks and rate limit for all its endpoints; its OpenAPI document at
    /// "/{name}/openapi.json" and the page to try it at "/{name}/docs".
    /// </summary>
    public static RouteGroupBuilder MapService(this WebApplication app, string name, string title)
    {
        ApiDocuments.Map(app, name, title);
        var group = app.MapGroup($"/{name}").WithGroupName(name).RequireAuthorization();
        group.AddEndpointFilterFactory(RequestFilters.Check);
        group.AddEndpointFilterFactory(RequestFilters.ActsFor);
        group.AddEndpointFilter(RequestFilters.DecideAsync);
        ((IEndpointConventionBuilder)group).Finally(RefuseSilence);
        return group;
    }

    /// <summary>One page at "/docs" to read and try several services.</summary>
    public static void MapAllDocs(this WebApplication app, params (string Name, string Title)[] services) =>
        ApiDocuments.MapAll(app, services);

    // An endpoint that forgot to say who may call it would be open to everybody with a token.
    static void RefuseSilence(EndpointBuilder endpoint)
    {
        if (!endpoint.Metadata.Any(m => m is RolesNeeded or IAllowAnonymous))
        {
            throw new InvalidOperationException($"{endpoint.DisplayName} does not say who may call it: add .For(...) or .ForEveryRole().");
        }

        var isCommand = endpoint.Metadata.OfType<IHttpMethodMetadata>().Any(methods => methods.HttpMethods.Any(IsCommand));
        if (isCommand && !endpoint.Metadata.Any(item => item is DecisionNeeded or IAllowAnonymous))
        {
            throw new InvalidOperationException($"{endpoint.DisplayName} does not say on whose authority it acts: add .Decided(...).");
        }

        if (!isCommand && RecordAccess.ClassesOf(endpoint.Metadata) is var sensitive and not DataClass.None
            && !endpoint.Metadata.Any(item => item is AccessRecorded))
        {
            throw new InvalidOperationException(
                $"{endpoint.DisplayName} reads what is sensitive ({sensitive}) and does not record it: add .RecordsAccess<TDb>(...).");
        }
    }

    static bool IsCommand(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method);
}

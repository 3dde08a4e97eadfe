using Marketplace.Platform.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Hosting;

/// <summary>Scopes for work that nobody asked for over HTTP.</summary>
public static class SystemScopes
{
    extension(IServiceScopeFactory scopes)
    {
        /// <summary>A scope in which the caller is the system itself, which sees everything.</summary>
        public AsyncServiceScope CreateSystemScope()
        {
            var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CallerHolder>().Current = Caller.System;
            return scope;
        }
    }
}

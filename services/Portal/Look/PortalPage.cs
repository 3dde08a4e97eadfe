using Marketplace.Client;
using Microsoft.AspNetCore.Components;

namespace Marketplace.Portal.Look;

/// <summary>What pages share: the request, and what a service has refused of the form that was sent.</summary>
public abstract class PortalPage : ComponentBase
{
    [CascadingParameter]
    public required HttpContext Http { get; set; }

    protected CancellationToken Ct => Http.RequestAborted;

    /// <summary>What the service said no to; null when it did not.</summary>
    protected ServiceException? Refused { get; private set; }

    /// <summary>Sends what a form says. What the service refuses is shown on the page, with all that was typed.</summary>
    /// <returns>Whether it was done.</returns>
    protected async Task<bool> TryAsync(Func<Task> send)
    {
        try
        {
            await send();
            return true;
        }
        catch (ServiceException refused) when (refused.StatusCode < 500)
        {
            Refused = refused;
            Http.Response.StatusCode = refused.StatusCode;
            return false;
        }
    }

    /// <summary>What was sent in a field; empty when nothing was.</summary>
    protected string Sent(string field) => Http.Request.HasFormContentType ? Http.Request.Form[field].ToString() : "";

    /// <summary>The key under which what a form does is done once. It stands in the form.</summary>
    protected string Key => _key ??= Sent("key") is { Length: > 0 } sent ? sent : NewKey();

    /// <summary>The id of what the form makes: the key, so that what is sent again is the same thing.</summary>
    protected Guid KeyId => Guid.TryParse(Key, out var id) ? id : Guid.Empty;

    string? _key;

    /// <summary>What the form sends next is something else: a part of what it sent was done, and the rest is corrected.</summary>
    protected void RenewKey() => _key = NewKey();

    static string NewKey() => Guid.CreateVersion7().ToString();
}

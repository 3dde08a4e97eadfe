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
        catch (ServiceException refused) when (refused.StatusCode is >= 400 and < 500 and not StatusCodes.Status401Unauthorized)
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

    /// <summary>Whether it is this form that was sent, of several on a page.</summary>
    /// <param name="form">Its name.</param>
    protected bool IsSent(string form) => Sent("_handler") == form;

    /// <summary>The key of one of several forms: the one that was sent keeps its own, the others have not been sent yet.</summary>
    protected string KeyOf(string form) => IsSent(form) ? Key : NewKey();

    /// <summary>What was sent in a field of one of several forms; empty when another was sent, or none.</summary>
    protected string SentIn(string form, string field) => IsSent(form) ? Sent(field) : "";

    /// <summary>What the service says of a field, by the last part of its place; null when it says nothing of it.</summary>
    protected string? FaultOf(string field) => Refused?.Problem is not { } problem ? null
        : problem.Errors?.FirstOrDefault(fault => IsOf(fault.Field, field))?.Message
            ?? (problem.Field is { } named && IsOf(named, field) ? problem.Detail : null);

    static bool IsOf(string place, string field) => place == field || place.EndsWith($".{field}", StringComparison.Ordinal);

    string? _key;

    /// <summary>What the form sends next is something else: a part of what it sent was done, and the rest is corrected.</summary>
    protected void RenewKey() => _key = NewKey();

    static string NewKey() => Guid.CreateVersion7().ToString();
}

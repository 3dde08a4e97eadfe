using System.Globalization;
using Marketplace.Client;
using Marketplace.Platform.Outbound;
using Marketplace.Portal.Sessions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Portal.Look;

/// <summary>
/// What all pages have in common: their policy, language and light or dark; and that what a service refuses is shown as a page.
/// </summary>
static class PortalPages
{
    const string LanguageQuery = "lang";
    const string ThemeQuery = "theme";

    internal const string ThemeCookie = "theme";

    static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public static void UsePortalPages(this WebApplication app)
    {
        app.UseWhen(http => IsPage(http.Request.Path), pages => pages.Use(ShowAsync));
        app.UseAntiforgery();
        app.UseWhen(http => IsPage(http.Request.Path), pages => pages.Use(RefuseForeignFormsAsync));
    }

    static bool IsPage(PathString path) => path == "/" || path.StartsWithSegments("/portal");

    static async Task ShowAsync(HttpContext http, RequestDelegate next)
    {
        if (RemembersChoice(http))
        {
            return;
        }

        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(http.RequestServices.GetRequiredService<Language>().Tag);
        http.Response.OnStarting(() =>
        {
            SetHeaders(http);
            return Task.CompletedTask;
        });
        try
        {
            await next(http);
        }
        catch (ServiceException refused) when (!http.Response.HasStarted && IsSignedOut(http, refused))
        {
            await http.SignOutAsync(Session.Scheme);
            await http.ChallengeAsync(Session.Scheme);
            return;
        }
        catch (ServiceException refused) when (!http.Response.HasStarted && IsScript(http))
        {
            http.Response.StatusCode = StatusOf(refused);
            await http.Response.WriteAsJsonAsync(refused.Problem ?? new ServiceProblem(), http.RequestAborted);
        }
        catch (ServiceException refused) when (!http.Response.HasStarted)
        {
            await ShowFaultAsync(http, refused, StatusOf(refused));
        }
        catch (HttpRequestException away) when (!http.Response.HasStarted)
        {
            await ShowFaultAsync(http, away, StatusCodes.Status502BadGateway);
        }
        catch (Exception late) when (OutboundClients.HasGivenUp(late) && !http.Response.HasStarted)
        {
            await ShowFaultAsync(http, late, StatusCodes.Status504GatewayTimeout);
        }

        if (http.Response is { HasStarted: false, ContentType: null } && IsTold(http))
        {
            await ShowFaultAsync(http, null, http.Response.StatusCode);
        }
    }

    /// <summary>Bare statuses that a person sees; a script reads the number.</summary>
    static bool IsTold(HttpContext http) =>
        http.Response.StatusCode is >= 400 and < 600 && !IsScript(http)
        && !http.Request.Path.StartsWithSegments("/portal/assets");

    /// <summary>The issuer has ended the session since the request began: the person signs in again.</summary>
    static bool IsSignedOut(HttpContext http, ServiceException refused) =>
        refused.StatusCode == StatusCodes.Status401Unauthorized && http.Features.Get<Session>() is { IsOver: true };

    static bool IsScript(HttpContext http) => http.Request.Headers.ContainsKey("X-Requested-With");

    static async Task RefuseForeignFormsAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        try
        {
            await next(http);
        }
        catch (AntiforgeryValidationException)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    /// <summary>What the page answers: a service that is broken, or says what can't be understood, is not the caller's fault.</summary>
    static int StatusOf(ServiceException refused) =>
        refused.StatusCode is >= 400 and < 500 ? refused.StatusCode : StatusCodes.Status502BadGateway;

    static async Task ShowFaultAsync(HttpContext http, Exception? fault, int status)
    {
        var service = fault as ServiceException;
        // A second page in one request: what the first has said and used is put away.
        http.Response.Clear();
        var services = http.RequestServices;
        await using var scope = services.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        await new RazorComponentResult<App>(new Dictionary<string, object?>
        {
            [nameof(App.Fault)] = new PageFault(status, service?.Problem?.Detail, service?.Problem?.TraceId),
        })
        { StatusCode = status }.ExecuteAsync(http);
        http.RequestServices = services;
    }

    /// <summary>"?lang=en" and "?theme=dark" are kept in a cookie, and the page is asked for again without them.</summary>
    static bool RemembersChoice(HttpContext http)
    {
        var query = http.Request.Query;
        var (language, theme) = (query[LanguageQuery].ToString(), query[ThemeQuery].ToString());
        if (!HttpMethods.IsGet(http.Request.Method) || (language.Length == 0 && theme.Length == 0))
        {
            return false;
        }

        if (language is "zh" or "en")
        {
            Keep(http, Language.Cookie, language);
        }

        if (theme is "light" or "dark" or "auto")
        {
            Keep(http, ThemeCookie, theme);
        }

        var rest = new QueryBuilder(query.Where(parameter => parameter.Key is not (LanguageQuery or ThemeQuery)));
        http.Response.Redirect($"{http.Request.Path}{rest.ToQueryString()}");
        return true;
    }

    static void Keep(HttpContext http, string cookie, string value) => http.Response.Cookies.Append(cookie, value, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        MaxAge = Remembered,
    });

    static void SetHeaders(HttpContext http)
    {
        var headers = http.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
                + "manifest-src 'self'; worker-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
                + $"form-action 'self'{http.RequestServices.GetRequiredService<IssuerOrigin>().Source}";
        }

        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }

        headers.ContentLanguage = http.RequestServices.GetRequiredService<Language>().Tag;
    }
}

/// <summary>What a page could not show, and why.</summary>
/// <param name="Status">HTTP.</param>
/// <param name="Detail">What the service says, in the language of the person.</param>
/// <param name="TraceId">To be told to the operator.</param>
public sealed record PageFault(int Status, string? Detail, string? TraceId);

using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Marketplace.Portal.Sessions;

/// <summary>
/// How people come in: by the issuer's pages (code with PKCE), and out again. A cookie of the portal's own then stands for the session.
/// </summary>
static class SignIn
{
    /// <summary>The authentication scheme of the issuer.</summary>
    public const string Scheme = "portal-issuer";

    /// <summary>Where the issuer sends people with a code.</summary>
    public const string CallbackPath = "/portal/signed-in";

    /// <summary>Where it sends them once they have signed out there.</summary>
    public const string SignedOutPath = "/portal/signed-out";

    /// <summary>Says that what was sent while nobody was signed in was not done.</summary>
    internal const string NotSentPath = "/portal/not-sent";

    /// <summary>What the services take tokens for.</summary>
    const string MarketplaceScope = "marketplace";

    /// <summary>Among the parameters of a challenge: the person wants to act as something else.</summary>
    internal const string ChoosesHat = "hat";

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<SessionStore>();
        services.AddAuthentication().AddCookie(Session.Scheme).AddOpenIdConnect(Scheme, _ => { });
        services.AddOptions<CookieAuthenticationOptions>(Session.Scheme)
            .Configure<IOptions<PortalOptions>, SessionStore>((cookie, portal, sessions) => Configure(cookie, portal.Value, sessions));
        services.AddOptions<OpenIdConnectOptions>(Scheme)
            .Configure<IOptions<PortalOptions>, IOptions<AuthOptions>, IHostEnvironment>(
                (issuer, portal, auth, environment) => Configure(issuer, portal.Value, auth.Value, environment.IsDevelopment()));
    }

    static void Configure(CookieAuthenticationOptions cookie, PortalOptions portal, SessionStore sessions)
    {
        cookie.SessionStore = sessions;
        cookie.ForwardChallenge = Scheme;
        cookie.Cookie.Name = portal.IsClear ? "portal" : "__Host-portal";
        cookie.Cookie.SecurePolicy = SecurePolicyOf(portal);
        cookie.Cookie.HttpOnly = true;
        // Lax, since people come back here from the issuer.
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.Path = "/";
        cookie.SlidingExpiration = false;
        cookie.ExpireTimeSpan = TimeSpan.FromDays(7);
        cookie.Events.OnValidatePrincipal = RenewAsync;
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    static void Configure(OpenIdConnectOptions issuer, PortalOptions portal, AuthOptions auth, bool inDevelopment)
    {
        issuer.SignInScheme = Session.Scheme;
        issuer.Authority = portal.Authority ?? auth.Authority;
        issuer.RequireHttpsMetadata = !inDevelopment && issuer.Authority is { } url && !new Uri(url).IsLoopback;
        issuer.ClientId = portal.ClientId;
        issuer.ClientSecret = portal.ClientSecret;
        issuer.ResponseType = OpenIdConnectResponseType.Code;
        issuer.ResponseMode = OpenIdConnectResponseMode.Query;
        issuer.UsePkce = true;
        issuer.SaveTokens = true;
        issuer.MapInboundClaims = false;
        issuer.GetClaimsFromUserInfoEndpoint = false;
        issuer.DisableTelemetry = true;
        issuer.CallbackPath = CallbackPath;
        issuer.SignedOutCallbackPath = SignedOutPath;
        issuer.SignedOutRedirectUri = "/portal/goodbye";
        issuer.TokenValidationParameters.NameClaimType = "name";
        issuer.TokenValidationParameters.RoleClaimType = "role";
        issuer.Scope.Clear();
        foreach (var scope in (string[])["openid", "offline_access", MarketplaceScope])
        {
            issuer.Scope.Add(scope);
        }

        foreach (var cookie in (CookieBuilder[])[issuer.NonceCookie, issuer.CorrelationCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = SecurePolicyOf(portal);
        }

        issuer.Events.OnRedirectToIdentityProvider = context => ChallengeAsync(context, new Uri(portal.Url));
        issuer.Events.OnRedirectToIdentityProviderForSignOut = context =>
        {
            context.ProtocolMessage.IdTokenHint = context.Properties.GetParameter<string>(OpenIdConnectParameterNames.IdToken);
            context.ProtocolMessage.PostLogoutRedirectUri = new Uri(new Uri(portal.Url), issuer.SignedOutCallbackPath).ToString();
            return Task.CompletedTask;
        };
        issuer.Events.OnTokenValidated = PersonClaims.AddAsync;
        issuer.Events.OnRemoteFailure = context =>
        {
            // Somebody went back, or waited too long: signing in again leads on.
            context.Response.Redirect("/portal/sign-in-failed");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    static Task ChallengeAsync(RedirectContext context, Uri portal)
    {
        var request = context.Request;
        if (request.Headers.ContainsKey("X-Requested-With"))
        {
            // A script tells its person, and keeps what it has.
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.HandleResponse();
            return Task.CompletedTask;
        }

        if (!string.Equals(request.Host.Value, portal.Authority, StringComparison.OrdinalIgnoreCase))
        {
            // The issuer sends people back to the public address only, where the cookies of this one are unknown.
            context.Response.Redirect(new Uri(portal, $"{request.Path}{request.QueryString}").ToString());
            context.HandleResponse();
            return Task.CompletedTask;
        }

        if (!HttpMethods.IsGet(request.Method))
        {
            // A redirection sends nothing again, and nobody may think that it was done.
            context.Properties.RedirectUri = NotSentPath;
        }

        context.ProtocolMessage.RedirectUri = new Uri(portal, context.Options.CallbackPath).ToString();
        if (context.Properties.GetParameter<bool>(ChoosesHat))
        {
            context.ProtocolMessage.Prompt = OpenIdConnectPrompt.SelectAccount;
        }

        return Task.CompletedTask;
    }

    static async Task RenewAsync(CookieValidatePrincipalContext context)
    {
        if (context.Properties.GetParameter<Session>(Session.Parameter) is not { } session
            || !await session.RenewAsync(context.HttpContext, refused: null, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Session.Scheme);
            return;
        }

        context.HttpContext.Features.Set(session);
    }

    internal static CookieSecurePolicy SecurePolicyOf(PortalOptions portal) =>
        portal.IsClear ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
}

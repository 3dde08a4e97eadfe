using System.Text.Encodings.Web;
using System.Text.Unicode;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Outbound;
using Marketplace.Portal.Clients;
using Marketplace.Portal.Credited;
using Marketplace.Portal.Deliveries;
using Marketplace.Portal.Gifts;
using Marketplace.Portal.Imports;
using Marketplace.Portal.Labels;
using Marketplace.Portal.Lanes;
using Marketplace.Portal.Look;
using Marketplace.Portal.Months;
using Marketplace.Portal.Orders;
using Marketplace.Portal.Payables;
using Marketplace.Portal.Photos;
using Marketplace.Portal.Reports;
using Marketplace.Portal.Sessions;
using Marketplace.Portal.Stations;
using Marketplace.Portal.Tours;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Marketplace.Portal;

/// <summary>Everything that the portal has: sessions, pages, the clients by which it asks the services. It has no database.</summary>
public static class PortalService
{
    public const string Name = "portal";

    /// <summary>A month is closed, a ledger reckoned again and a table imported in more than some seconds.</summary>
    static readonly TimeSpan PatienceWithServices = TimeSpan.FromMinutes(2);

    public static ServiceHost AddPortal(this ServiceHost host)
    {
        var services = host.Services;
        host.AddOptions<PortalOptions>("Portal");
        services.AddOptions<PortalOptions>().Validate(
            portal => !portal.IsClear || new Uri(portal.Url).IsLoopback || host.Builder.Environment.IsDevelopment(),
            "Portal:Url must begin with https: sessions are not sent in the clear.");
        services.AddHttpContextAccessor();
        SignIn.Add(services);
        AddKeys(host);
        services.AddAuthorizationBuilder().AddPolicy(
            Session.Scheme, new AuthorizationPolicyBuilder(Session.Scheme).RequireAuthenticatedUser().Build());
        services.AddTransient<RenewRefusedToken>();
        services.AddOutboundClient(MarketplaceServices.ClientName, PatienceWithServices)
            .AddHttpMessageHandler<RenewRefusedToken>()
            .ConfigureHttpClient((provider, http) =>
                http.BaseAddress = new Uri(provider.GetRequiredService<IOptions<PortalOptions>>().Value.Marketplace));
        services.AddScoped<Language>();
        services.AddScoped<Person>();
        services.AddScoped(provider => new MarketplaceServices(
            provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<Person>().AccessToken,
            provider.GetRequiredService<Language>().Tag));
        services.AddSingleton<Assets>();
        services.AddSingleton<Centroids>();
        services.AddSingleton<IssuerOrigin>();
        // Chinese stays readable in the source of a page, and a third of the size.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorComponents();
        return host;
    }

    /// <summary>What the issuer has to know of the portal, as Accounts:Clients writes it.</summary>
    public static IEnumerable<(string Key, string Value)> ClientOf(IConfiguration configuration)
    {
        var portal = configuration.GetSection("Portal").Get<PortalOptions>() ?? new PortalOptions();
        var url = portal.Url.TrimEnd('/');
        yield return ("ClientId", portal.ClientId);
        if (portal.ClientSecret is { } secret)
        {
            yield return ("Secret", secret);
        }

        yield return ("RedirectUris:0", $"{url}{SignIn.CallbackPath}");
        yield return ("PostLogoutRedirectUris:0", $"{url}{SignIn.SignedOutPath}");
    }

    public static void MapPortal(this WebApplication app)
    {
        app.UsePortalPages();
        Assets.Map(app);
        OfflineScript.Map(app);
        FormToken.Map(app);
        SignInPages.Map(app);
        SignOut.Map(app);
        DownloadReport.Map(app);
        DownloadSnapshot.Map(app);
        AcceptDelivery.Map(app);
        DownloadTemplate.Map(app);
        DownloadImportTemplate.Map(app);
        DownloadGifts.Map(app);
        DownloadStatement.Map(app);
        DownloadCredited.Map(app);
        DownloadRunSheet.Map(app);
        DownloadLanes.Map(app);
        DownloadPayList.Map(app);
        DownloadPackageLabels.Map(app);
        DownloadIntakeLabels.Map(app);
        RecordKeptScans.Map(app);
        AddPhotos.Map(app);
        DownloadPhoto.Map(app);
        WithdrawPhoto.Map(app);
        app.MapRazorComponents<App>().RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();
    }

    /// <summary>The keys of cookies and forms; beside Accounts in one process the same.</summary>
    static void AddKeys(ServiceHost host)
    {
        var services = host.Services;
        host.Builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        services.AddDataProtection();
        services.AddOptions<DataProtectionOptions>().PostConfigure(keys => keys.ApplicationDiscriminator ??= "marketplace-portal");
        services.AddOptions<KeyManagementOptions>().PostConfigure<IOptions<PortalOptions>, ILoggerFactory>((keys, portal, loggers) =>
            keys.XmlRepository ??= new FileSystemXmlRepository(OwnFolder(portal.Value.KeyFolder), loggers));
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<IOptions<PortalOptions>>((forms, portal) =>
        {
            forms.Cookie.Name = "portal-form";
            forms.Cookie.SecurePolicy = SignIn.SecurePolicyOf(portal.Value);
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.HttpOnly = true;
            forms.SuppressXFrameOptionsHeader = true;
        });
    }

    static DirectoryInfo OwnFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}

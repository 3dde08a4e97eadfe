using Marketplace.AllInOne.Identity;
using Marketplace.AllInOne.StartPage;
using Marketplace.Contracts;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Web;

namespace Marketplace.AllInOne.Hosting;

/// <summary>
/// What a distributed installation on a developer's machine has beside its services: the demo issuer, the start page, the API pages.
/// </summary>
static class IdentityOnly
{
    public static Task<int> RunAsync(StartOptions start) => Compose(start).RunAsync(Map);

    public static ServiceHost Compose(StartOptions start)
    {
        var host = ServiceHost.Create(start.HostArgs, DemoIssuer.Name, typeof(UnheardMessages).Assembly, UnheardMessages.All);

        // It publishes and consumes no messages.
        host.AllowInMemoryBus = true;
        return host.AddDemoIssuer(start.DataPath, IssuerUrl.Of(start, host.Configuration));
    }

    public static void Map(WebApplication app)
    {
        app.MapDemoIssuer();
        app.MapAllDocs([.. AllServices.Documents, AllServices.AccountsDocument, (DemoIssuer.Name, "演示身份 Demo identities")]);
        app.MapStartPage();
        app.MapGet("/", () => TypedResults.LocalRedirect(ShowStartPage.Path))
            .AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
    }
}

using Marketplace.Platform.Hosting;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Marketplace.AllInOne.Identity;

/// <summary>
/// A small OpenID provider for development: everybody in the demo has a name and the same secret. It stands in for the issuer that
/// a real installation has, and never runs beside real data.
/// </summary>
static class DemoIssuer
{
    public const string Name = "identity";

    /// <summary>Adds the issuer, and makes this process believe its tokens without asking it over HTTP.</summary>
    /// <param name="host">The host.</param>
    /// <param name="folder">Where the key and the registered identities are kept.</param>
    /// <param name="issuer">The public URL of the issuer.</param>
    /// <exception cref="InvalidOperationException">This is not a development environment.</exception>
    public static ServiceHost AddDemoIssuer(this ServiceHost host, string folder, string issuer)
    {
        if (!host.Builder.Environment.IsDevelopment())
        {
            throw new InvalidOperationException(
                """
                没有配置身份签发者：演示身份只能在开发环境使用。请设置 Auth:Authority 为 OIDC 签发者的地址；若只是试用，请设置环境变量 DOTNET_ENVIRONMENT=Development。
                There is no issuer of tokens: the demo issuer works in development only.
                Set Auth:Authority to the URL of your OIDC issuer;
                to try the marketplace out, set the environment variable DOTNET_ENVIRONMENT=Development.
                """);
        }

        var key = SigningKey.In(folder);
        host.Services.AddSingleton(key);
        host.Services.AddSingleton(_ => new DemoIdentities(folder));
        host.Services.AddSingleton(services => new DemoTokens(issuer, key, services.GetRequiredService<TimeProvider>()));
        host.Services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, bearer =>
        {
            bearer.TokenValidationParameters.ValidIssuer = issuer;
            bearer.TokenValidationParameters.IssuerSigningKey = key.Key;
        });
        return host;
    }

    public static void MapDemoIssuer(this WebApplication app)
    {
        var identity = app.MapService(Name, "演示身份 Demo identities");
        DescribeIssuer.Map(identity);
        IssueToken.Map(identity);
        ListDemoIdentities.Map(identity);
        RegisterDemoIdentity.Map(identity);
    }
}

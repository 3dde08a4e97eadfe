using Marketplace.Platform.Hosting;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Marketplace.AllInOne.Identity;

/// <summary>
/// A small OpenID provider to try things out: everybody in the demo has a name and the same secret. It stands in for the issuer that
/// a real installation has, and never runs beside real data: only where <see cref="Setting"/> says so, only for callers of this
/// machine, and only in a folder whose data were begun with it.
/// </summary>
static class DemoIssuer
{
    public const string Name = "identity";

    /// <summary>The one setting that switches it on; its values are those of <see cref="DemoIssuerReach"/>.</summary>
    public const string Setting = "Auth:DemoIssuer";

    /// <summary>Adds the issuer, and makes this process believe its tokens without asking it over HTTP.</summary>
    /// <param name="host">The host.</param>
    /// <param name="folder">Where the key and the registered identities are kept.</param>
    /// <param name="issuer">The public URL of the issuer.</param>
    /// <exception cref="InvalidOperationException">
    /// It is not switched on, can be reached from elsewhere, or the data are not a demo's.
    /// </exception>
    public static ServiceHost AddDemoIssuer(this ServiceHost host, string folder, string issuer)
    {
        var reach = ReachOf(host.Configuration);
        if (reach == DemoIssuerReach.ThisMachine)
        {
            StayOnThisMachine(host);
        }

        if (!File.Exists(SigningKey.PathIn(folder)) && Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.db").Any())
        {
            throw new InvalidOperationException(
                $"""
                {folder} 中的数据不是用演示身份建立的，不能用演示身份打开。请设置 Auth:Authority，或用 --data 指定别的目录。
                The data in {folder} were not begun with the demo issuer, which would hand them to anybody.
                Set Auth:Authority to the URL of your OIDC issuer, or name another folder with --data.
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

    /// <summary>Data of a demo are opened with the demo issuer only: everybody knows the passwords of the accounts in them.</summary>
    /// <exception cref="InvalidOperationException">The folder has data of a demo.</exception>
    public static void RefuseDemoData(string folder)
    {
        if (File.Exists(SigningKey.PathIn(folder)))
        {
            throw new InvalidOperationException(
                $"""
                {folder} 中是演示数据，其账号密码是公开的。请用 --data 指定别的目录；若只是试用，请加 --{Setting} {DemoIssuerReach.ThisMachine}。
                The data in {folder} are a demo's, and everybody knows the passwords of its accounts. Name another folder with --data;
                to try the marketplace out, add --{Setting} {DemoIssuerReach.ThisMachine}.
                """);
        }
    }

    static DemoIssuerReach ReachOf(IConfiguration configuration) =>
        Enum.TryParse<DemoIssuerReach>(configuration[Setting], out var reach) && Enum.IsDefined(reach)
            ? reach
            : throw new InvalidOperationException(
                $"""
                没有配置身份签发者。请设置 Auth:Authority 为 OIDC 签发者的地址；若只是试用，请加 --{Setting} {DemoIssuerReach.ThisMachine}：
                演示身份会把任何身份的令牌发给任何人。
                There is no issuer of tokens. Set Auth:Authority to the URL of your OIDC issuer; to try the marketplace out, add
                --{Setting} {DemoIssuerReach.ThisMachine}: the demo issuer hands a token for anybody to anybody.
                """);

    /// <summary>
    /// Listens on loopback only, and answers to no other name: a page in a browser that has its own name lead to this machine is refused.
    /// </summary>
    static void StayOnThisMachine(ServiceHost host)
    {
        string[] places =
        [
            .. host.Configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            .. host.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? ""),
        ];
        var isPorts = !string.IsNullOrEmpty(host.Configuration["http_ports"] + host.Configuration["https_ports"]);
        if (isPorts || places.FirstOrDefault(place => !IsLoopback(place)) is not null)
        {
            throw new InvalidOperationException(
                $"""
                演示身份只能监听本机地址（127.0.0.1、localhost），现为 {string.Join(';', places)}。
                With the demo issuer this process may be reached from this machine only (127.0.0.1, localhost),
                and not at {string.Join(';', places)}.
                """);
        }

        host.Builder.Configuration["AllowedHosts"] = "localhost;127.0.0.1;[::1]";
    }

    static bool IsLoopback(string place) =>
        Uri.TryCreate(place.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal),
            UriKind.Absolute, out var url) && url.IsLoopback;

    public static void MapDemoIssuer(this WebApplication app)
    {
        var identity = app.MapService(Name, "演示身份 Demo identities");
        DescribeIssuer.Map(identity);
        IssueToken.Map(identity);
        ListDemoIdentities.Map(identity);
        RegisterDemoIdentity.Map(identity);
    }
}

/// <summary>From where the demo issuer can be reached.</summary>
enum DemoIssuerReach
{
    /// <summary>From this machine.</summary>
    ThisMachine = 1,

    /// <summary>From a network that nobody else is in, as that of deploy/compose.yaml.</summary>
    PrivateNetwork = 2,
}

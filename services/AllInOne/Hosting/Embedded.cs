using System.Security.Cryptography;
using Marketplace.AllInOne.Demo;
using Marketplace.AllInOne.Identity;
using Marketplace.AllInOne.StartPage;
using Marketplace.Contracts;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Web;
using Marketplace.Portal;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Marketplace.AllInOne.Hosting;

/// <summary>
/// The marketplace in one process: SQLite files in a folder, a bus in memory, and, unless an issuer is set, accounts and tokens of its own.
/// </summary>
static partial class Embedded
{
    /// <summary>Runs the marketplace, or a command of the kernel on its databases.</summary>
    public static Task<int> RunAsync(StartOptions start)
    {
        var host = Compose(start, out var issuesTokens);
        return host.RunAsync(app => Map(app, issuesTokens, start.DataPath));
    }

    /// <summary>The marketplace, built and not yet running.</summary>
    public static Task<WebApplication> BuildAsync(StartOptions start, CancellationToken ct)
    {
        var host = Compose(start, out var issuesTokens);
        return host.BuildAsync(app => Map(app, issuesTokens, start.DataPath), ct);
    }

    /// <summary>Runs the marketplace on an empty folder and plays the demo against it, over HTTP.</summary>
    /// <returns>The exit code: 1 when something was not as the script says.</returns>
    public static async Task<int> PlayAsync(StartOptions start)
    {
        if (start.DataFolder is null)
        {
            Wipe(start.DataPath);
        }

        var host = Compose(start, out var issuesTokens);
        if (!issuesTokens)
        {
            throw new InvalidOperationException(
                "演示需要自带的演示身份：请去掉 Auth:Authority。 The demo needs the demo issuer: leave Auth:Authority unset.");
        }

        // The screen belongs to the demo; warnings and errors are still logged.
        host.Builder.Logging.AddFilter((_, level) => level >= LogLevel.Error);
        await using var app = await host.BuildAsync(app => Map(app, issuesTokens, start.DataPath));
        await app.StartAsync();
        var played = await PlayDemo.RunAsync(Address(app), Console.Out, TimeProvider.System, app.Lifetime.ApplicationStopping);
        if (start.ExitsAfterDemo || app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await app.StopAsync();
            return played ? 0 : 1;
        }

        await Console.Out.WriteLineAsync(
            $"""

            仍在运行，请打开 Still running, see  {Address(app)}
            全部接口 All APIs                    {new Uri(Address(app), "docs")}
            数据目录 Files                       {start.DataPath}
            按 Ctrl+C 结束 Ctrl+C ends it.
            """);
        await app.WaitForShutdownAsync();
        return played ? 0 : 1;
    }

    static ServiceHost Compose(StartOptions start, out bool issuesTokens)
    {
        var host = ServiceHost.Create(start.HostArgs, "all-in-one", typeof(UnheardMessages).Assembly, UnheardMessages.All);
        host.AllowInMemoryBus = true;
        var elsewhere = AllServices.Databases.FirstOrDefault(name => !string.IsNullOrEmpty(host.Configuration.GetConnectionString(name)));
        KeepFilesIn(start.DataPath, host);
        if (start.Mode == StartMode.EmbeddedDemo && string.IsNullOrEmpty(host.Configuration[DemoIssuer.Setting]))
        {
            host.Configuration[DemoIssuer.Setting] = nameof(DemoIssuerReach.ThisMachine);
        }

        var hasAccounts = AllServices.HasAccounts(host.Configuration);
        issuesTokens = hasAccounts && start.Mode != StartMode.Command && !string.IsNullOrEmpty(host.Configuration[DemoIssuer.Setting]);
        if (issuesTokens)
        {
            if (elsewhere is not null)
            {
                throw new InvalidOperationException(
                    $"""
                    设置了 ConnectionStrings:{elsewhere} 时须同时设置 Auth:Authority：演示身份只用于演示目录中的数据。
                    With ConnectionStrings:{elsewhere} set, Auth:Authority is needed too:
                    the demo issuer is for the data of its own folder only.
                    """);
            }

            host.AddDemoIssuer(start.DataPath, IssuerUrl.Of(start, host.Configuration));
            host.Services.AddHostedService<SeedAccounts>();
        }
        else if (hasAccounts && start.Mode != StartMode.Command)
        {
            DemoIssuer.RefuseDemoData(start.DataPath);
        }

        SetUnlessSet(host, "Accounts:Issuer", IssuerUrl.OfAccounts(host.Configuration));
        OpenPortal(host, hasAccounts);

        // The first start would log every migration twice.
        host.Builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Migrations", LogLevel.Warning);
        AllServices.Add(host);
        return host;
    }

    static void Map(WebApplication app, bool issuesTokens, string dataPath)
    {
        AllServices.Map(app);
        app.MapAllDocs(AllServices.HasAccounts(app.Configuration)
            ? [.. AllServices.Documents, AllServices.AccountsDocument]
            : AllServices.Documents);
        app.MapStartPage();
        if (issuesTokens)
        {
            app.MapDemoIssuer();
            IssuesOwnTokens(app.Logger);
        }

        app.Lifetime.ApplicationStarted.Register(() => Started(app.Logger, Address(app), dataPath));
    }

    /// <summary>A file per service, where no connection string says otherwise, the keys, the witness of the ledger, and letters.</summary>
    static void KeepFilesIn(string folder, ServiceHost host)
    {
        var unset = AllServices.Databases.Where(name => string.IsNullOrEmpty(host.Configuration.GetConnectionString(name)));
        host.Builder.Configuration.AddInMemoryCollection(unset.Select(name => KeyValuePair.Create(
            $"ConnectionStrings:{name}", (string?)$"Data Source={Path.Combine(folder, $"{name}.db")}")));
        SetUnlessSet(host, "Signing:KeyFile", Path.Combine(folder, "signing-key.p12"));
        SetUnlessSet(host, "Witness:File", Path.Combine(folder, "witness.jsonl"));
        SetUnlessSet(host, "Accounts:KeyFolder", Path.Combine(folder, "accounts-keys"));
        SetUnlessSet(host, "Mail:Folder", Path.Combine(folder, "mails"));
        SetUnlessSet(host, "Portal:KeyFolder", Path.Combine(folder, "portal-keys"));
    }

    /// <summary>
    /// The portal asks this process, and people sign in by its accounts, which know it by a secret of this start. Another issuer knows it
    /// as Portal:ClientId and Portal:ClientSecret say.
    /// </summary>
    static void OpenPortal(ServiceHost host, bool hasAccounts)
    {
        SetUnlessSet(host, "Portal:Marketplace", IssuerUrl.OfProcess(host.Configuration));
        SetUnlessSet(host, "Portal:AboutPath", ShowStartPage.Path);
        if (!hasAccounts)
        {
            SetUnlessSet(host, "Portal:Url", IssuerUrl.OfProcess(host.Configuration));
            return;
        }

        var issuer = new Uri(host.Configuration["Accounts:Issuer"]!);
        SetUnlessSet(host, "Portal:Url", issuer.GetLeftPart(UriPartial.Authority));
        SetUnlessSet(host, "Portal:Authority", issuer.ToString().TrimEnd('/'));
        SetUnlessSet(host, "Portal:ClientId", PortalService.Name);
        SetUnlessSet(host, "Portal:ClientSecret", Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
        foreach (var (key, value) in PortalService.ClientOf(host.Configuration))
        {
            host.Configuration[$"Accounts:Clients:{PortalService.Name}:{key}"] = value;
        }
    }

    static void SetUnlessSet(ServiceHost host, string key, string value)
    {
        if (string.IsNullOrEmpty(host.Configuration[key]))
        {
            host.Configuration[key] = value;
        }
    }

    /// <summary>The demo's own folder is emptied before each run.</summary>
    /// <exception cref="InvalidOperationException">Another demo is running in it.</exception>
    static void Wipe(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        try
        {
            foreach (var file in Directory.GetFiles(folder, "*.lock"))
            {
                using var unused = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
        }
        catch (IOException)
        {
            throw new InvalidOperationException(
                $"另一个演示正在使用 {folder}，请先结束它，或用 --data 指定别的目录。 Another demo is using {folder}: end it, or name another folder with --data.");
        }

        Directory.Delete(folder, recursive: true);
    }

    static Uri Address(WebApplication app)
    {
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return IssuerUrl.Reachable(bound);
    }

    [LoggerMessage(LogLevel.Warning, "演示身份已启用：任何人都能取得任何身份的令牌，切勿用于真实数据。 This process issues its own tokens, "
        + "and anybody can get one for anybody: never use it with real data. Set Auth:Authority to the URL of your OIDC issuer.")]
    static partial void IssuesOwnTokens(ILogger logger);

    [LoggerMessage(LogLevel.Information, "消费协作平台已就绪，请打开 The marketplace is ready, see {Address} (files in {Folder})")]
    static partial void Started(ILogger logger, Uri address, string folder);
}

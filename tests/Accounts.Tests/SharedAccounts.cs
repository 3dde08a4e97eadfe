using System.Collections.Concurrent;
using Marketplace.Accounts.Storage;
using Marketplace.Accounts.Tests;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.Extensions.Configuration;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedAccounts))]

namespace Marketplace.Accounts.Tests;

/// <summary>One running service for each engine, for tests that only add what is their own.</summary>
public sealed class SharedAccounts : IAsyncDisposable
{
    public const string SetupCode = "setup-code-of-these-tests";

    /// <summary>An application that can keep a secret.</summary>
    public const string ClientId = "portal";
    public const string ClientSecret = "a-secret-of-the-portal-in-tests";
    public const string RedirectUri = "https://portal.example/signed-in";
    public const string SignedOutUri = "https://portal.example/signed-out";

    /// <summary>An application that can't.</summary>
    public const string PublicClientId = "telephone";

    readonly ConcurrentDictionary<Engine, Lazy<Task<RunningAccounts>>> _services = new();

    public Task<RunningAccounts> OnAsync(Engine engine) =>
        _services.GetOrAdd(engine, chosen => new(() => StartOwnAsync(chosen))).Value;

    /// <summary>A service with a database and a clock that no other test uses, in which 浙江, 宁波, 镇海, 四川 and 金阳 are known.</summary>
    public static async Task<RunningAccounts> StartOwnAsync(Engine engine, Dictionary<string, string?>? settings = null)
    {
        // The real time of now, since bearer tokens are checked by the real clock.
        var clock = new FixedClock(TimeProvider.System.NowToTheMillisecond());
        var service = await ServiceUnderTest<AccountsDb>.StartAsync(
            engine,
            "Accounts",
            AccountsService.Name,
            host =>
            {
                var files = Directory.CreateTempSubdirectory("marketplace-accounts-tests-").FullName;
                host.Builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
                {
                    ["Accounts:Issuer"] = "https://localhost/accounts",
                    ["Accounts:KeyFolder"] = Path.Combine(files, "keys"),
                    ["Accounts:SetupCode"] = SetupCode,
                    ["Accounts:Clients:0:ClientId"] = ClientId,
                    ["Accounts:Clients:0:Secret"] = ClientSecret,
                    ["Accounts:Clients:0:RedirectUris:0"] = RedirectUri,
                    ["Accounts:Clients:0:PostLogoutRedirectUris:0"] = SignedOutUri,
                    ["Accounts:Clients:1:ClientId"] = PublicClientId,
                    ["Accounts:Clients:1:RedirectUris:0"] = RedirectUri,
                    // Tests read the letters that wait.
                    ["Mail:LookEvery"] = "01:00:00",
                    ["Mail:Folder"] = Path.Combine(files, "mails"),
                });
                host.Builder.Configuration.AddInMemoryCollection(settings ?? []);
                host.AddAccounts();
            },
            app => app.MapAccounts(),
            clock);
        var accounts = new RunningAccounts(service, clock);
        await accounts.LearnPlacesAsync();
        return accounts;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.Values)
        {
            await (await service.Value).DisposeAsync();
        }
    }
}

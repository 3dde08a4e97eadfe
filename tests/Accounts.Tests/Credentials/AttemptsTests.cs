using Marketplace.Accounts.Credentials;
using Marketplace.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Accounts.Tests.Credentials;

public sealed class AttemptsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_office_signs_in_behind_one_address_and_guesses_from_it_end(Engine engine)
    {
        await using var accounts = await SharedAccounts.StartOwnAsync(engine, new() { ["Accounts:AttemptsMaxOfAddress"] = "10" });
        await using var scope = accounts.Service.OpenDb(out _);
        var attempts = scope.ServiceProvider.GetRequiredService<Attempts>();
        for (var i = 0; i < 20; i++)
        {
            Assert.True(await attempts.CountAsync($"right:{i}", "192.0.2.1", Ct));
            await attempts.ForgiveAsync($"right:{i}", "192.0.2.1", Ct);
        }

        for (var i = 0; i < 10; i++)
        {
            Assert.True(await attempts.CountAsync($"wrong:{i}", "192.0.2.1", Ct));
        }

        Assert.False(await attempts.CountAsync("wrong:10", "192.0.2.1", Ct));
        Assert.True(await attempts.CountAsync("wrong:11", "192.0.2.2", Ct));
        accounts.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.True(await attempts.CountAsync("wrong:12", "192.0.2.1", Ct));
    }
}

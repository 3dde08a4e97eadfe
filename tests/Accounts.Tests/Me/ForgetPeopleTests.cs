using System.Net;
using Marketplace.Accounts.Me;
using Marketplace.Accounts.Tests.Colleagues;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Accounts.Tests.Me;

/// <summary>What is forgotten, and when (decision 45).</summary>
public sealed class ForgetPeopleTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_is_nothing_anywhere_for_three_years_is_forgotten_and_the_id_stays(Engine engine)
    {
        await using var accounts = await SharedAccounts.StartOwnAsync(engine);
        var (supplier, first, second) = await RemoveColleagueTests.PairAsync(accounts);
        var client = accounts.Client(first, Roles.Supplier, supplier);
        using var removed = await client.PostOnceAsync(
            $"/accounts/colleagues/{await RemoveColleagueTests.MembershipOfAsync(client, second)}/removal", new { }, ct: Ct);
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);

        accounts.Clock.Advance(TimeSpan.FromDays(1_095));
        await RunAsync(accounts);
        Assert.Equal([first.Email, second.Email], await EmailsAsync(accounts, first, second));
        accounts.Clock.Advance(TimeSpan.FromDays(4));
        await RunAsync(accounts);

        Assert.Equal([first.Email, null], await EmailsAsync(accounts, first, second));
        await using var scope = accounts.Service.OpenDb(out var db);
        var forgotten = await db.Accounts.SingleAsync(row => row.Id == second.AccountId, Ct);
        Assert.Equal((null, null, null), (forgotten.Name, forgotten.PasswordHash, forgotten.TotpSecret));
        Assert.Empty(await db.Sessions.ToListAsync(Ct));
        Assert.DoesNotContain(await db.Invitations.ToListAsync(Ct), invitation => invitation.Email is not null);
    }

    static async Task RunAsync(RunningAccounts accounts)
    {
        await using var scope = accounts.Service.OpenDb(out _);
        await ForgetPeople.RunAsync(scope.ServiceProvider, Ct);
    }

    static async Task<List<string?>> EmailsAsync(RunningAccounts accounts, Person first, Person second)
    {
        await using var scope = accounts.Service.OpenDb(out var db);
        Guid[] ids = [first.AccountId, second.AccountId];
        return await db.Accounts.Where(row => ids.Contains(row.Id)).OrderBy(row => row.Id).Select(row => row.Email).ToListAsync(Ct);
    }
}

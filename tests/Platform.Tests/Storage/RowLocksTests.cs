using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Platform.Tests.Storage;

/// <summary>Rows that are locked and read by one statement.</summary>
public sealed class RowLocksTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_waits_for_a_lock_reads_what_the_one_before_wrote()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync("locks", Ct);
        await using var setUp = new AccountDb(database);
        await setUp.Database.EnsureCreatedAsync(Ct);
        var account = new Account { Id = Guid.CreateVersion7() };
        setUp.Add(account);
        await setUp.SaveChangesAsync(Ct);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var db = new AccountDb(database);
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            var locked = await db.LockAndReadAsync<Account>([account.Id, account.Id, Guid.CreateVersion7()], Ct);
            Assert.Equal([account.Id], locked.Keys);
            locked[account.Id].Count++;
            await db.SaveChangesAsync(Ct);
            await transaction.CommitAsync(Ct);
        }));

        Assert.Equal(8, await setUp.Accounts.AsNoTracking().Select(row => row.Count).SingleAsync(Ct));
    }

    [Fact]
    public async Task On_SQLite_they_are_read()
    {
        await using var db = new AccountDb("Data Source=:memory:");
        await db.Database.OpenConnectionAsync(Ct);
        await db.Database.EnsureCreatedAsync(Ct);
        var account = new Account { Id = Guid.CreateVersion7(), Count = 3 };
        db.Add(account);
        await db.SaveChangesAsync(Ct);
        db.ChangeTracker.Clear();

        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        Assert.Equal(3, (await db.LockAndReadAsync<Account>([account.Id, Guid.CreateVersion7()], Ct))[account.Id].Count);
    }

    [Fact]
    public async Task Without_a_transaction_nothing_could_hold_the_lock()
    {
        await using var db = new AccountDb("Data Source=:memory:");
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.LockAndReadAsync<Account>([Guid.CreateVersion7()], Ct));
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.LockAsync<Account>([Guid.CreateVersion7()], Ct));
    }

    sealed class AccountDb(string connectionString) : MarketplaceDb(Options(connectionString), Caller.Nobody)
    {
        public DbSet<Account> Accounts => Set<Account>();

        static DbContextOptions<AccountDb> Options(string connectionString)
        {
            var options = new DbContextOptionsBuilder<AccountDb>();
            return (connectionString.StartsWith("Data Source", StringComparison.Ordinal)
                ? options.UseSqlite(connectionString)
                : options.UseNpgsql(connectionString)).Options;
        }
    }

    sealed class Account
    {
        public required Guid Id { get; init; }

        public int Count { get; set; }
    }
}

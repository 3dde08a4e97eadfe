using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Marketplace.Platform.Tests.Storage;

public sealed class PostgreSqlSettingsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statements_that_come_again_are_prepared()
    {
        await using var db = await OpenAsync("");
        await db.Database.OpenConnectionAsync(Ct);
        for (var time = 0; time < 10; time++)
        {
            await db.OutboxMessages.Where(row => row.Queue == "a").CountAsync(Ct);
        }

        var prepared = await db.Database.SqlQueryRaw<string>("""SELECT statement AS "Value" FROM pg_prepared_statements""").ToListAsync(Ct);
        Assert.Contains(prepared, statement => statement.Contains("outbox", StringComparison.Ordinal));
    }

    [Fact]
    public async Task There_are_connections_for_the_processors_and_what_the_connection_string_says_counts()
    {
        await using var usual = await OpenAsync("");
        await using var said = await OpenAsync(";Maximum Pool Size=3;Max Auto Prepare=0");

        var (ours, theirs) = (Settings(usual), Settings(said));
        Assert.Equal(Math.Max(8, 4 * Environment.ProcessorCount), ours.MaxPoolSize);
        Assert.Equal((3, 0), (theirs.MaxPoolSize, theirs.MaxAutoPrepare));
    }

    [Fact]
    public async Task A_service_may_leave_its_statements_unprepared()
    {
        await using var db = await OpenAsync("", prepareStatements: false);
        Assert.Equal(0, Settings(db).MaxAutoPrepare);
    }

    static NpgsqlConnectionStringBuilder Settings(DbContext db) => new(db.Database.GetConnectionString());

    static async Task<EmptyDb> OpenAsync(string settings, bool prepareStatements = true)
    {
        var database = new NpgsqlConnectionStringBuilder(
            await (await PostgresServer.SharedAsync()).CreateDatabaseAsync("settings", Ct));
        database.Remove("Maximum Pool Size");
        var options = new DbContextOptionsBuilder<EmptyDb>();
        options.UseEngineOf(database.ConnectionString + settings, prepareStatements);
        var db = new EmptyDb(options.Options);
        await db.Database.EnsureCreatedAsync(Ct);
        return db;
    }

    sealed class EmptyDb(DbContextOptions<EmptyDb> options) : MarketplaceDb(options, Caller.Nobody);
}

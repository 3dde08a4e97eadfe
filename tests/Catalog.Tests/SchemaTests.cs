using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Catalog.Tests;

public sealed class SchemaTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task The_database_itself_refuses_to_sell_what_is_not_there(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (_, batchId) = await catalog.StockedProductAsync(10);
        await using var scope = catalog.Service.OpenDb(out var db);
        string[] faults =
        [
            "reserved = 10001", "reserved = -1", "taken = 10001", "taken = -1", "reserved = 6000, taken = 5000", "quantity = -1",
        ];
        foreach (var spoiled in faults)
        {
            var update = $"UPDATE batches SET {spoiled} WHERE id = {{0}}";
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync(update, [batchId], Ct));
        }

        Assert.Equal((0m, 0m, 10m), await catalog.StockAsync(batchId));
    }
}

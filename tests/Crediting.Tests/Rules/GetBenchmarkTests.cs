using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Rules;

/// <summary>GET /credits/benchmarks/{productId} (CR-17).</summary>
public sealed class GetBenchmarkTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_average_of_the_last_days_is_told_once_enough_sales_are_known(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (unit, productId) = (Examples.Unit("350583"), Guid.CreateVersion7());
        var yesterday = TimeProvider.System.GetUtcNow().AddDays(-1);
        await service.DeliverAsync(unit);
        var official = service.Client(Roles.Official, region: "350583", tier: "County");
        foreach (var price in (string[])["8.00", "9.00", "10.00", "11.00"])
        {
            await SellAsync(price);
        }

        var few = await official.GetJsonAsync($"/credits/benchmarks/{productId}");
        Assert.Equal(
            (JsonValueKind.Null, 4L),
            (few.TryGetProperty("reckoned", out var reckoned) ? reckoned.ValueKind : JsonValueKind.Null, few.Number("sales")));
        await SellAsync("12.00");

        var enough = await official.GetJsonAsync($"/credits/benchmarks/{productId}");
        Assert.Equal(("10.00", 5L), (enough.Text("reckoned"), enough.Number("sales")));
        Assert.Equal(1.2m, enough.GetProperty("ceilingRatio").GetDecimal());
        Assert.Empty(enough.List("set"));

        Task SellAsync(string price)
        {
            var line = Examples.Line("620102", quantity: "10", price: price);
            return service.DeliverAsync(
                Examples.Acceptance(unit.UnitId, line with { Goods = line.Goods with { ProductId = productId } }) with
                {
                    ConfirmedAt = yesterday,
                    DispatchedAt = yesterday,
                    DeliveredAt = yesterday,
                    AcceptedAt = yesterday,
                });
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_officials_set_is_told_from_the_newest_down(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var path = $"/credits/benchmarks/{Guid.CreateVersion7()}";
        foreach (var (price, validFrom) in ((string, string)[])[("10.00", "2024-05-01"), ("12.00", "2024-07-01"), ("11.00", "2024-06-01")])
        {
            await service.PostJsonAsync(path, new { price, validFrom, document = "物价文件" });
        }

        Assert.Equal(
            [("12.00", "2024-07-01"), ("11.00", "2024-06-01"), ("10.00", "2024-05-01")],
            (await service.Client(Roles.Supplier, org: Guid.CreateVersion7()).GetJsonAsync(path)).List("set")
                .Select(set => (set.Text("price"), set.Text("validFrom"))));
    }

    [Fact]
    public async Task Carriers_and_approvers_have_no_business_with_it()
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        await service.IsForAsync(
            HttpMethod.Get,
            $"/credits/benchmarks/{Guid.CreateVersion7()}",
            Roles.Official,
            Roles.Auditor,
            Roles.Operator,
            Roles.Purchaser,
            Roles.Supplier);
    }
}

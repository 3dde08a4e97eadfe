using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Rules;

/// <summary>POST /credits/benchmarks/{productId} (CR-17).</summary>
public sealed class SetBenchmarkTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_benchmark_is_set_by_the_nation_once_for_a_day(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var path = $"/credits/benchmarks/{Guid.CreateVersion7()}";
        Assert.Equal("403 not_national", await SetAsync(service.Official("513430"), "10.00").RefusalAsync());
        Assert.Equal("400 price_positive price", await SetAsync(service.Nation(), "0.00").FieldRefusalAsync());
        Assert.Equal("400 text_blank document", await SetAsync(service.Nation(), "10.00", document: " ").FieldRefusalAsync());

        var set = await SetAsync(service.Nation(), "10.00").JsonAsync(HttpStatusCode.Created);

        Assert.Equal(("10.00", "2024-05-01"), (set.Text("price"), set.Text("validFrom")));
        Assert.Equal("409 benchmark_set", await SetAsync(service.Nation(), "11.00").RefusalAsync());
        var shown = await service.Client(Roles.Purchaser, org: Guid.CreateVersion7()).GetJsonAsync(path);
        Assert.Equal("10.00", Assert.Single(shown.List("set")).Text("price"));

        Task<HttpResponseMessage> SetAsync(HttpClient client, string price, string document = "稽核〔2024〕3号") =>
            client.PostOnceAsync(path, new { price, validFrom = "2024-05-01", document }, ct: Ct);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_sale_above_so_many_times_the_benchmark_is_held(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (unit, dear, fair) = (Examples.Unit("330211"), Examples.Line(price: "120.01"), Examples.Line(price: "120.00"));
        fair = fair with { Goods = fair.Goods with { ProductId = dear.Goods.ProductId } };
        await service.DeliverAsync(unit);
        await service.PostJsonAsync(
            $"/credits/benchmarks/{dear.Goods.ProductId}", new { price = "100.00", validFrom = "2024-05-01", document = "物价文件" });

        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, dear));
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, fair));

        var hold = Assert.Single((await service.Official("330211").GetJsonAsync($"/credits/holds?lineId={dear.LineId}")).List("items"));
        Assert.Equal(("PriceAboveCeiling", "100.00"), (hold.Text("reason"), hold.Text("benchmark")));
        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(fair.LineId));
    }

    [Fact]
    public async Task Officials_and_operators_set_it()
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Post, $"/credits/benchmarks/{Guid.CreateVersion7()}", Roles.Official);
    }
}

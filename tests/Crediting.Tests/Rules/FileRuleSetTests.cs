using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Rules;

/// <summary>POST /credits/rule-sets (CR-25).</summary>
public sealed class FileRuleSetTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Rule_sets_follow_one_another_in_open_months_with_parameters_that_make_sense(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine, new FixedClock(Examples.Noon("2024-06-11")));
        await service.CloseAsync("2024-05");
        Assert.Equal("409 rule_set_version", await FileAsync(3, "2024-07-01", new { }).RefusalAsync());
        Assert.Equal("409 month_closed", await FileAsync(2, "2024-05-15", new { }).RefusalAsync());
        foreach (var (parameters, field) in ((object, string)[])
        [
            (new { priceCeilingRatio = 0.5 }, "priceCeilingRatio"),
            (new { monthCloseDay = 31 }, "monthCloseDay"),
            (new { dependenceAmber = 0.9 }, "dependenceAmber"),
            (new { lagAmber = 30 }, "lagAmber"),
            (new { benchmarkDays = 0 }, "benchmarkDays"),
        ])
        {
            Assert.EndsWith(
                $" parameters.{field}", await FileAsync(2, "2024-07-01", parameters).FieldRefusalAsync(), StringComparison.Ordinal);
            Assert.StartsWith("400 ", await FileAsync(2, "2024-07-01", parameters).RefusalAsync(), StringComparison.Ordinal);
        }

        Assert.Single(
            (await service.Client(Roles.Supplier, org: Guid.CreateVersion7()).GetJsonAsync("/credits/rule-sets")).EnumerateArray());

        var filed = await FileAsync(2, "2024-07-01", new { priceCeilingRatio = 1.5 }).JsonAsync(HttpStatusCode.Created);

        Assert.Equal((2L, "2024-07-01", "稽核〔2024〕3号"), (filed.Number("version"), filed.Text("effectiveFrom"), filed.Text("document")));
        Assert.Equal(1.5m, filed.GetProperty("parameters").GetProperty("priceCeilingRatio").GetDecimal());
        var listed = await service.Client(Roles.Auditor).GetJsonAsync("/credits/rule-sets");
        Assert.Equal([1L, 2L], listed.EnumerateArray().Select(set => set.Number("version")));

        Task<HttpResponseMessage> FileAsync(int version, string effectiveFrom, object parameters) => service.Nation()
            .PostOnceAsync("/credits/rule-sets", new { version, effectiveFrom, parameters, document = "稽核〔2024〕3号" }, ct: Ct);
    }

    [Fact]
    public async Task Only_the_nation_files_one_and_name_its_document()
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Post, "/credits/rule-sets", Roles.Official);
        var county = new { version = 2, effectiveFrom = "2099-01-01", parameters = new { }, document = "甲" };
        Assert.Equal(
            "403 not_national", await service.Official("330211").PostOnceAsync("/credits/rule-sets", county, ct: Ct).RefusalAsync());
        var request = new { version = 2, effectiveFrom = "2099-01-01", parameters = new { }, document = "" };
        Assert.Equal(
            "400 text_blank document",
            await service.Nation().PostOnceAsync("/credits/rule-sets", request, ct: Ct).FieldRefusalAsync());
    }
}

using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Decisions;

/// <summary>What officials decide wrongly is refused with a reason, and changes nothing (CR-16, CR-17, CR-18, CR-19, CR-23, CR-25).</summary>
public sealed class RefusedDecisionsTests(SharedLedger shared)
{
    const string Document = "稽核〔2024〕3号";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_month_closes_once_by_the_nation_and_when_it_is_over(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine, new FixedClock(Examples.Noon("2024-06-11")));
        Assert.Equal("403 not_national", await service.Official("330211").PostOnceAsync("/credits/periods/2024-05/closing", new { }, ct: Ct).RefusalAsync());
        Assert.Equal("409 month_running", await service.Client(Roles.Operator).PostOnceAsync("/credits/periods/2024-06/closing", new { }, ct: Ct).RefusalAsync());
        await service.CloseAsync("2024-05");
        Assert.Equal("409 month_closed", await service.Client(Roles.Operator).PostOnceAsync("/credits/periods/2024-05/closing", new { }, ct: Ct).RefusalAsync());
        Assert.Equal(
            "2024-05", Assert.Single((await service.Client(Roles.Auditor).GetJsonAsync("/credits/periods")).List("items")).Text("month"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_sale_is_voided_once_by_those_who_see_it(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var lineId = (await service.SellAsync()).Lines[0].LineId;
        Assert.Equal("404 sale_not_found", await VoidAsync("441302"));
        using (var first = await service.Official("513430").PostOnceAsync("/credits/voids", Void(), ct: Ct))
        {
            Assert.True(first.IsSuccessStatusCode);
        }

        Assert.Equal("409 sale_voided", await VoidAsync("330211"));
        Assert.Equal(0, (await service.EntriesAsync(lineId)).Sum(entry => entry.AmountFen));

        Task<string> VoidAsync(string region) => service.Official(region).PostOnceAsync("/credits/voids", Void(), ct: Ct).RefusalAsync();

        object Void() => new { voidId = Guid.CreateVersion7(), lineId, acceptanceNo = 1, reason = "虚假交易", document = Document };
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_correction_is_decided_once_and_by_somebody_else(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var sale = await service.SellAsync();
        var before = await service.EntriesAsync(sale.Lines[0].LineId);
        var correctionId = Guid.CreateVersion7();
        var (west, east) = (service.Official("513430"), service.Official("330211"));
        Assert.Equal("400 unknown_region", await west.PostOnceAsync("/credits/corrections", Proposal("999999"), ct: Ct).RefusalAsync());
        Assert.Equal("400 nothing_corrected", await west.PostOnceAsync("/credits/corrections", Proposal(null), ct: Ct).RefusalAsync());
        Assert.Equal("404 sale_not_found", await service.Official("441302").PostOnceAsync("/credits/corrections", Proposal("513400"), ct: Ct).RefusalAsync());
        using (var proposed = await west.PostOnceAsync("/credits/corrections", Proposal("513400"), ct: Ct))
        {
            Assert.True(proposed.IsSuccessStatusCode, await proposed.Content.ReadAsStringAsync(Ct));
        }

        Assert.Equal("409 own_correction", await DecideAsync(west, "approval"));
        Assert.Equal("404 correction_not_found", await DecideAsync(service.Official("441302"), "approval"));
        using (var refused = await east.PostOnceAsync($"/credits/corrections/{correctionId}/refusal", new { note = "证据不足" }, ct: Ct))
        {
            Assert.True(refused.IsSuccessStatusCode);
        }

        Assert.Equal("409 correction_decided", await DecideAsync(east, "approval"));
        Assert.Equal(before.Select(entry => entry.EntryId), (await service.EntriesAsync(sale.Lines[0].LineId)).Select(entry => entry.EntryId));

        Task<string> DecideAsync(HttpClient client, string decision) =>
            client.PostOnceAsync($"/credits/corrections/{correctionId}/{decision}", new { note = "已核实" }, ct: Ct).RefusalAsync();

        object Proposal(string? origin) => new
        {
            correctionId,
            lineId = sale.Lines[0].LineId,
            acceptanceNo = 1,
            originRegionId = origin,
            reason = "产地登记有误",
            document = Document,
        };
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Rule_sets_follow_one_another_in_open_months_with_parameters_that_make_sense(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine, new FixedClock(Examples.Noon("2024-06-11")));
        await service.CloseAsync("2024-05");
        Assert.Equal("409 rule_set_version", await FileAsync(3, "2024-07-01", new { }));
        Assert.Equal("409 month_closed", await FileAsync(2, "2024-05-15", new { }));
        foreach (var parameters in (object[])[
            new { priceCeilingRatio = 0.5 }, new { monthCloseDay = 31 }, new { dependenceAmber = 0.9 }, new { lagAmber = 30 }, new { benchmarkDays = 0 }])
        {
            Assert.StartsWith("400 ", await FileAsync(2, "2024-07-01", parameters), StringComparison.Ordinal);
        }

        Assert.Single((await service.Client(Roles.Supplier, org: Guid.CreateVersion7()).GetJsonAsync("/credits/rule-sets")).EnumerateArray());

        Task<string> FileAsync(int version, string effectiveFrom, object parameters) => service.Client(Roles.Operator)
            .PostOnceAsync("/credits/rule-sets", new { version, effectiveFrom, parameters, document = Document }, ct: Ct).RefusalAsync();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_benchmark_is_set_by_the_nation_once_for_a_day(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var path = $"/credits/benchmarks/{Guid.CreateVersion7()}";
        Assert.Equal("403 not_national", await SetAsync(service.Official("513430"), "10.00"));
        Assert.Equal("400 price_positive", await SetAsync(service.Client(Roles.Operator), "0.00"));
        using (var set = await service.Client(Roles.Operator).PostOnceAsync(path, Body("10.00"), ct: Ct))
        {
            Assert.True(set.IsSuccessStatusCode);
        }

        Assert.Equal("409 benchmark_set", await SetAsync(service.Client(Roles.Operator), "11.00"));
        var told = await service.Client(Roles.Purchaser, org: Guid.CreateVersion7()).GetJsonAsync(path);
        Assert.Equal("10.00", Assert.Single(told.List("set")).Text("price"));

        Task<string> SetAsync(HttpClient client, string price) => client.PostOnceAsync(path, Body(price), ct: Ct).RefusalAsync();

        static object Body(string price) => new { price, validFrom = "2024-05-01", document = Document };
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_measure_is_recorded_by_one_of_its_sides(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        Assert.Equal("403 not_your_region", await RecordAsync("441302", "330211"));
        Assert.Equal("400 unknown_region", await RecordAsync("330211", "999999"));
        using var recorded = await service.Official("513430").PostOnceAsync("/credits/measures", Body("330211"), ct: Ct);
        Assert.True(recorded.IsSuccessStatusCode, await recorded.Content.ReadAsStringAsync(Ct));
        Assert.NotEmpty((await service.Official("330211").GetJsonAsync("/credits/measures?size=200")).List("items"));
        Assert.Empty((await service.Official("441302").GetJsonAsync("/credits/measures?size=200")).List("items"));

        Task<string> RecordAsync(string region, string east) => service.Official(region).PostOnceAsync("/credits/measures", Body(east), ct: Ct).RefusalAsync();

        static object Body(string east) => new
        {
            measureId = Guid.CreateVersion7(),
            kind = "Signed",
            amountFen = 1_000_000,
            date = "2024-05-10",
            eastRegionId = east,
            westRegionId = "513430",
            document = Document,
        };
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_hold_is_decided_by_those_who_see_it(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (unit, line, suspicionId) = (Examples.Unit("330211"), Examples.Line(), Guid.CreateVersion7());
        await service.DeliverAsync(unit);
        await service.DeliverAsync(Examples.Supplier(line.Goods.SupplierId));
        await service.PostJsonAsync("/credits/suspicions", new { suspicionId, supplierId = line.Goods.SupplierId, from = "2024-05-01", reason = "举报核查" });
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line));
        var hold = Assert.Single((await service.Official("513430").GetJsonAsync($"/credits/holds?lineId={line.LineId}")).List("items"));
        Assert.Equal("404 hold_not_found", await DecideAsync("441302", "release"));
        Assert.Equal("404 hold_not_found", await DecideAsync("441302", "rejection"));
        Assert.Equal("–", await service.CreditedToAsync(line.LineId));
        using (var released = await service.Official("330211").PostOnceAsync($"/credits/holds/{hold.Text("holdId")}/release", new { note = "已查实" }, ct: Ct))
        {
            Assert.True(released.IsSuccessStatusCode, await released.Content.ReadAsStringAsync(Ct));
        }

        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(line.LineId));
        Assert.Equal("409 hold_decided", await DecideAsync("330211", "rejection"));

        Task<string> DecideAsync(string region, string decision) =>
            service.Official(region).PostOnceAsync($"/credits/holds/{hold.Text("holdId")}/{decision}", new { note = "已核实" }, ct: Ct).RefusalAsync();
    }
}

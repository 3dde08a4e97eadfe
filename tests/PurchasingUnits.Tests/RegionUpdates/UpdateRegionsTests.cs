using System.Text;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Facilitators;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.PurchasingUnits.Reference;
using Marketplace.PurchasingUnits.RegionChanges;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.RegionUpdates;

/// <summary>The command "update-regions", by the changes of 2021 in 杭州 and 会理 (CR-20).</summary>
public sealed class UpdateRegionsTests : IDisposable
{
    const string Document = "浙政函〔2021〕20号";

    readonly string _folder = Directory.CreateTempSubdirectory("update-regions").FullName;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    string Plan => Path.Combine(_folder, "plan.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_dry_run_tells_what_changes_and_what_that_touches_and_changes_nothing(Engine engine)
    {
        await using var units = await PastRegistry.StartAsync(engine, 2021, new FixedClock(SharedUnits.Now), Ct);
        var unit = await units.RegisterUnitAsync(region: "330104");
        await units.RegisterPairingAsync("330104", "513425", "2020-05-01");

        var (code, said) = await units.UpdateAsync(Ct, "--plan", Plan);

        Assert.Equal(0, code);
        Assert.Contains("2021-04-09 330103 下城区: Merged → 330105 拱墅区", said, StringComparison.Ordinal);
        Assert.Contains("2021-04-09 330104 江干区: Split → 330102 上城区, 330114 钱塘区", said, StringComparison.Ordinal);
        Assert.Contains("2021-04-09 330110 余杭区: GivesPart → 330113 临平区", said, StringComparison.Ordinal);
        Assert.Contains("330113 临平区: Appears", said, StringComparison.Ordinal);
        Assert.Contains("513425 会理县: Recoded → 513402 会理市", said, StringComparison.Ordinal);
        Assert.Contains($"unit {unit.UnitId}", said, StringComparison.Ordinal);
        Assert.Contains("江干区—会理县", said, StringComparison.Ordinal);
        var row = Assert.Single(await File.ReadAllLinesAsync(Plan, Ct), line => line.StartsWith("330104", StringComparison.Ordinal));
        Assert.StartsWith("330104,江干区,拆分 Split,2021-04-09,330102 上城区; 330114 钱塘区,1,0,0,1,0,0,,", row, StringComparison.Ordinal);
        var still = await units.Operator.GetBodyAsync<RegionView>("/units/regions/330104");
        Assert.Equal((null, 1L), (still.EndedOn, still.Version));
        Assert.DoesNotContain(
            units.Published<RegionsPublished>(), told => told.Regions.Any(region => region.Version > 1));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_people_decided_is_carried_out_with_the_plan_and_once(Engine engine)
    {
        await using var units = await PastRegistry.StartAsync(engine, 2021, new FixedClock(SharedUnits.Now), Ct);
        var (merged, split) = (await units.RegisterUnitAsync(region: "330103"), await units.RegisterUnitAsync(region: "330104"));
        var part = await units.RegisterUnitAsync(region: "330110");
        var facilitator = Guid.CreateVersion7();
        using (await units.Nation.PostOnceAsync(
            UnitsScenario.FacilitatorsPath, UnitsScenario.FacilitatorRequest(facilitator, region: "330104"), ct: Ct))
        {
        }

        var pairing = await units.RegisterPairingAsync("330104", "513425", "2020-05-01");
        Assert.Equal(0, (await units.UpdateAsync(Ct, "--plan", Plan)).Code);
        Decide("330104", "330102", Document);

        // The plan has other decisions now: what follows is tried and looked at before it is carried out.
        Assert.Equal(0, (await units.UpdateAsync(Ct, "--plan", Plan)).Code);
        var (code, said) = await units.UpdateAsync(Ct, "--plan", Plan, "--apply");

        Assert.True(code == 0, said);
        Assert.Equal([("330103", "2021-04-09"), ("330105", null)], await StaysAsync(units, merged.UnitId));
        Assert.Equal([("330104", "2021-04-09"), ("330102", null)], await StaysAsync(units, split.UnitId));
        Assert.Equal([("330110", null)], await StaysAsync(units, part.UnitId));
        var open = await units.Operator.GetBodyAsync<Page<UnitToReaffiliate>>("/units/reaffiliations");
        Assert.Equal(new UnitToReaffiliate(part.UnitId, "镇海中学", "330110", new DateOnly(2021, 4, 9)), open.Items.Single());
        var moved = await units.Operator.GetBodyAsync<FacilitatorView>($"{UnitsScenario.FacilitatorsPath}/{facilitator}");
        Assert.Equal("330102", moved.Registrations[^1].RegionId);
        var kept = await units.Operator.GetBodyAsync<PairingView>($"/units/pairings/{pairing.PairingId}");
        Assert.Equal(("江干区", "会理市", null), (kept.East.Name, kept.West.Name, kept.ValidTo));
        var ended = await units.Operator.GetBodyAsync<RegionView>("/units/regions/330104");
        Assert.Equal(new DateOnly(2021, 4, 9), ended.EndedOn);

        var again = await units.UpdateAsync(Ct, "--plan", Plan, "--apply");
        Assert.Equal(0, again.Code);
        Assert.Contains("already", again.Said, StringComparison.Ordinal);
        Assert.Equal(2, (await units.Operator.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(split.UnitId))).Version);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_plan_that_is_not_what_would_happen_is_refused(Engine engine)
    {
        await using var units = await PastRegistry.StartAsync(engine, 2021, new FixedClock(SharedUnits.Now), Ct);
        Assert.Equal(0, (await units.UpdateAsync(Ct, "--plan", Plan)).Code);
        var lines = await File.ReadAllLinesAsync(Plan, Ct);
        await File.WriteAllLinesAsync(Plan, lines[..^1], Ct);

        var (code, said) = await units.UpdateAsync(Ct, "--plan", Plan, "--apply");

        Assert.Equal(1, code);
        Assert.Contains("run without --apply", said, StringComparison.Ordinal);
        await using var scope = units.OpenDb(out var db);
        Assert.False(await db.Regions.AnyAsync(region => region.Version > 1, Ct));
    }

    [Fact]
    public async Task A_list_of_codes_and_names_waits_until_it_is_said_what_succeeds_the_codes_that_it_no_longer_has()
    {
        await using var units = await SharedUnits.StartOwnAsync(Engine.Sqlite, Ct);
        var unit = await units.RegisterUnitAsync(region: "513431");
        var list = ListOf(line => line.Code == "513431" ? null : line.Code switch
        {
            "513430" => line with { Name = "金阳市" },
            "513432" => line with { Name = "新城区" },
            _ => line,
        });

        var (code, said) = await units.UpdateAsync(Ct, "--plan", Plan, "--list", list, "--on", "2026-01-01");

        Assert.True(code == 0, said);
        Assert.Contains("2026-01-01 513431 昭觉县: Ends", said, StringComparison.Ordinal);
        Assert.Contains("2026-01-01 513430 金阳县: Renamed → 513430 金阳市", said, StringComparison.Ordinal);
        Assert.Equal(2, said.Split("    ! ").Length - 1);
        Assert.Equal(1, (await units.UpdateAsync(Ct, "--plan", Plan, "--list", list, "--on", "2026-01-01", "--apply")).Code);

        Decide("513431", "513430", Document);
        Decide("513432", "", "国函〔2026〕1号");
        Assert.Contains(
            "513431 昭觉县: Merged → 513430 金阳市",
            (await units.UpdateAsync(Ct, "--plan", Plan, "--list", list, "--on", "2026-01-01")).Said, StringComparison.Ordinal);
        var applied = await units.UpdateAsync(Ct, "--plan", Plan, "--list", list, "--on", "2026-01-01", "--apply");
        Assert.True(applied.Code == 0, applied.Said);
        Assert.Equal([("513431", "2026-01-01"), ("513430", null)], await StaysAsync(units, unit.UnitId));
        Assert.Equal("新城区", (await units.Operator.GetBodyAsync<RegionView>("/units/regions/513432")).Name);
    }

    [Fact]
    public async Task A_history_in_a_file_makes_the_plan_that_the_lists_of_the_version_make()
    {
        await using var units = await PastRegistry.StartAsync(Engine.Sqlite, 2021, new FixedClock(SharedUnits.Now), Ct);
        var list = Path.Combine(_folder, "history.csv");
        var lines = ReferenceFiles.RegionHistory().Select(line => string.Join(
            ',',
            line.Code,
            line.Province,
            line.Prefecture,
            line.Name,
            line.Level switch { RegionLevel.Province => "省级", RegionLevel.Prefecture => "地级", _ => "县级" },
            line.From,
            line.Until,
            string.Join(';', line.Successors.Select(heir => heir.PartIn is { } year ? $"{heir.Code}[{year}]" : heir.Code))));
        await File.WriteAllLinesAsync(list, ["code,province,prefecture,name,level,from,until,successors", .. lines], Encoding.UTF8, Ct);
        Assert.Equal(0, (await units.UpdateAsync(Ct, "--plan", Plan)).Code);
        var shipped = await File.ReadAllTextAsync(Plan, Ct);

        var (code, said) = await units.UpdateAsync(Ct, "--plan", Plan, "--list", list);

        Assert.True(code == 0, said);
        Assert.Equal(shipped, await File.ReadAllTextAsync(Plan, Ct));
    }

    [Theory]
    [InlineData("code,name\n51343x,金阳县\n", "51343x")]
    [InlineData("code,name\n513430,金阳县\n513430,金阳县\n", "twice")]
    [InlineData("code,name\n519901,某某县\n", "519900")]
    [InlineData("名称\n金阳县\n", "code")]
    public async Task A_list_that_can_not_be_read_is_refused_with_its_place(string csv, string named)
    {
        await using var units = await SharedUnits.StartOwnAsync(Engine.Sqlite, Ct);
        var list = Path.Combine(_folder, "list.csv");
        await File.WriteAllTextAsync(list, csv, Ct);

        var (code, said) = await units.UpdateAsync(Ct, "--plan", Plan, "--list", list, "--on", "2026-01-01");

        Assert.Equal(1, code);
        Assert.Contains(named, said, StringComparison.Ordinal);
        Assert.False(File.Exists(Plan));
    }

    [Fact]
    public async Task A_service_with_a_newer_list_starts_and_changes_no_region_by_itself()
    {
        await using var past = await PastRegistry.StartAsync(Engine.PostgreSql, 2021, new FixedClock(SharedUnits.Now), Ct);

        await using var today = await ServiceUnderTest<UnitsDb>.StartOnAsync(
            past.ConnectionString, "PurchasingUnits", PurchasingUnitsService.Name, host => host.AddPurchasingUnits(),
            app => app.MapPurchasingUnits(), new FixedClock(SharedUnits.Now), Ct);

        Assert.Null((await today.Operator.GetBodyAsync<RegionView>("/units/regions/330104")).EndedOn);
    }

    /// <summary>Writes a decision into the plan, as a person does.</summary>
    void Decide(string code, string successors, string document) => File.WriteAllLines(
        Plan,
        [
            .. File.ReadAllLines(Plan).Select(line => line.StartsWith($"{code},", StringComparison.Ordinal)
                ? $"{line[..line.LastIndexOf(',', line.LastIndexOf(',') - 1)]},{successors},{document}"
                : line),
        ],
        Encoding.UTF8);

    string ListOf(Func<RegionHistoryLine, RegionHistoryLine?> change)
    {
        var file = Path.Combine(_folder, "list.csv");
        var lines = ReferenceFiles.RegionHistory().Where(line => line.Until is null).Select(change)
            .OfType<RegionHistoryLine>().Select(line => $"{line.Code},{line.Name}");
        File.WriteAllLines(file, ["区划代码,名称", .. lines], Encoding.UTF8);
        return file;
    }

    static async Task<IReadOnlyList<(string RegionId, string? ValidTo)>> StaysAsync(ServiceUnderTest<UnitsDb> units, Guid unitId) =>
    [
        .. (await units.Operator.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unitId))).Affiliations
            .Select(stay => (stay.RegionId, stay.ValidTo?.ToString("yyyy-MM-dd", null))),
    ];
}

using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Network;
using Marketplace.Logistics.Tests.Sheets;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>POST /logistics/carriers/{carrierId}/vehicles/imports.</summary>
public sealed class ImportVehiclesTests(SharedServices services)
{
    const string Header =
        "车型标识,车型名称,用途,所在节点标识,装货区划标识,节点或区划名称,辆数,载重（公斤）,容积（升）,可冷藏,可冷冻,最长时间（小时）,每趟起价（元）,每公里价（元）,启用日,停用日";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static string Today => $"{BusinessDay.Of(LogisticsScenario.Now):yyyy-MM-dd}";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_carrier_offers_the_vehicles_of_a_table_once_and_changes_prices_by_another(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var path = $"/logistics/carriers/{network.CarrierId}/vehicles/imports";
        string[] rows =
        [
            $",9.6 米冷藏车,干线,,{network.County},某县,2,16000,58000,是,否,72,100,5.80,2026-01-01,",
            $",4.2 米冷藏车,Collection,{network.HubId},,物流中心,3,1500,9000,是,是,8,80.5,3.2,2026-01-01,",
        ];
        Assert.False((await SheetFiles.DoneAsync(network.Carrier, $"{path}?dryRun=true", [Header, .. rows])).IsApplied);
        Assert.Equal(2, (await SheetFiles.DoneAsync(network.Carrier, path, [Header, .. rows])).Added);
        Assert.Equal(2, (await SheetFiles.DoneAsync(network.Carrier, path, [Header, .. rows])).Unchanged);
        var van = (await VehiclesAsync(network)).Single(vehicle => vehicle.Use == VehicleUse.Collection);
        Assert.Equal((8_050L, 320, 3, true), (van.FixedFen, van.FenPerKm, van.Count, van.IsFreezer));

        // A second offer beside the first would be cheaper or dearer for the same lorries.
        Assert.Equal(
            [(2, "fenPerKm", "differs_from_registered")],
            await SheetFiles.FaultsAsync(network.Carrier, path, Header, rows[0].Replace("5.80", "6.00")));
        var report = await SheetFiles.DoneAsync(network.Carrier, path, Header, rows[0] + Today, rows[0].Replace("5.80", "6.00"));
        Assert.Equal((1, 1), (report.Ended, report.Added));
        Assert.Equal(
            [(580, true), (600, false)],
            (await VehiclesAsync(network)).Where(vehicle => vehicle.Use == VehicleUse.Trunk).OrderBy(vehicle => vehicle.FenPerKm)
                .Select(vehicle => (vehicle.FenPerKm, vehicle.EndedOn is not null)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_is_told_by_row_and_nobody_offers_for_another_carrier(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var other = await NetworkScenario.NodesAsync(network.Logistics);
        var theirs = await other.VehicleAsync(other.CarrierId, VehicleUse.Trunk);
        var path = $"/logistics/carriers/{network.CarrierId}/vehicles/imports";
        var good = $",9.6 米冷藏车,干线,,{network.County},,2,16000,58000,是,否,72,100,5.80,2026-01-01,";
        string[] rows =
        [
            Header,
            good,
            good.Replace("干线", "配送"),
            good.Replace(",2,16000", ",0,16000").Replace("5.80", "五元"),
            $"{theirs.VehicleId}{good}",
            $",小车,集货,{network.DepotId},,,2,1500,9000,是,否,8,100,5.80,2026-01-01,",
            $",小车,集货,{Guid.CreateVersion7()},,,2,1500,9000,是,否,8,100,5.80,2026-01-01,",
            $",小车,集货,{network.HubId},,另一中心,2,1500,9000,是,否,8,100,5.80,2026-01-01,",
        ];
        Assert.Equal(
            [
                (3, "nodeId", "node_unfit"), (3, "regionId", "region_unfit"), (4, "fenPerKm", "not_an_amount"),
                (5, "vehicleId", "vehicle_id_taken"), (6, "nodeId", "node_unfit"), (7, "", "node_not_found"),
                (8, "placeName", "name_contradicts_id"),
            ],
            (await SheetFiles.FaultsAsync(network.Carrier, path, rows)).Order());
        Assert.Empty(await VehiclesAsync(network));
        Assert.Equal(1, (await SheetFiles.DoneAsync(network.Carrier, $"{path}?onlySound=true", rows)).Added);
        Assert.Single(await VehiclesAsync(network));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_organisation", null, other.Carrier,
            client => SheetFiles.PostAsync(client, path, [], "text/csv"));
    }

    static async Task<IReadOnlyList<VehicleView>> VehiclesAsync(NetworkScenario network) =>
        (await LogisticsScenario.ReadAsync<Page<VehicleView>>(
            HttpStatusCode.OK, await network.Office.GetAsync($"/logistics/carriers/{network.CarrierId}/vehicles", Ct))).Items;
}

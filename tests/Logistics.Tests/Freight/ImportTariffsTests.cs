using System.Net;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Freight;
using Marketplace.Logistics.Tests.Sheets;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Logistics.Tests.Freight;

/// <summary>POST /logistics/carriers/{carrierId}/tariffs/imports.</summary>
public sealed class ImportTariffsTests(SharedServices services)
{
    const string Header = "起点区划标识,起点名称,终点区划标识,终点名称,温度等级,每吨价（元）,整车载重（公斤）,整车价（元）,最低收费（元）,生效日,截止日,停用日";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static string Today => $"{FreightScenario.Today:yyyy-MM-dd}";

    static string Tomorrow => $"{FreightScenario.Today.AddDays(1):yyyy-MM-dd}";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Rows_state_tariffs_end_those_with_other_prices_and_leave_what_stands(Engine engine)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(engine));
        var (carrierId, carrier, path) = await CarrierAsync(freight);
        string[] rows =
        [
            $"{freight.West},某县,{freight.East},某县,常温,500,,,,{Today},,",
            $"{freight.WestProvince},某省,{freight.EastProvince},,Frozen,\"1,200.50\",10000,9000,300,{Today},2027-06-30,",
        ];
        Assert.False((await SheetFiles.DoneAsync(carrier, $"{path}?dryRun=true", [Header, .. rows])).IsApplied);
        Assert.Equal(2, (await SheetFiles.DoneAsync(carrier, path, [Header, .. rows])).Added);
        Assert.Equal(2, (await SheetFiles.DoneAsync(carrier, path, [Header, .. rows])).Unchanged);
        var frozen = (await TariffsAsync(freight, carrierId)).Single(tariff => tariff.Class == FreightClass.Frozen);
        Assert.Equal(
            (120_050L, (int?)10_000, (long?)900_000, 30_000L), (frozen.FenPerTonne, frozen.LorryKg, frozen.LorryFen, frozen.MinimumFen));

        // The same price from a later day on is no other; another price from tomorrow on ends it there.
        string[] changed =
        [
            Header, rows[0], rows[0].Replace(Today, Tomorrow), rows[0].Replace(Today, Tomorrow).Replace("500", "550"),
        ];
        var report = await SheetFiles.DoneAsync(carrier, path, changed);
        Assert.Equal((2, 1), (report.Unchanged, report.Superseded));
        Assert.Equal(2, (await SheetFiles.DoneAsync(carrier, path, Header, changed[1], changed[3])).Unchanged);
        Assert.Equal(50_000, (await QuoteAsync(freight, 0)).FreightFen);
        Assert.Equal(55_000, (await QuoteAsync(freight, 1)).FreightFen);

        Assert.Equal(1, (await SheetFiles.DoneAsync(carrier, path, Header, rows[1] + Today)).Ended);
        Assert.Equal(1, (await SheetFiles.DoneAsync(carrier, path, Header, rows[1].Replace(Today, Tomorrow))).Added);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_is_told_by_row_and_nobody_asks_for_another_carrier(Engine engine)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(engine));
        var (carrierId, carrier, path) = await CarrierAsync(freight);
        var good = $"{freight.West},,{freight.East},,常温,500,,,,{Today},,";
        string[] rows =
        [
            Header,
            good,
            good.Replace("500,,", "500,10000,"),
            good.Replace("500", "0"),
            good.Replace(Today, "2026-01-01").Replace("常温", "冷藏"),
            good.Replace("常温", "热"),
            good.Replace("常温", "冷藏").Replace(freight.East, "999999"),
            good.Replace("常温", "冷藏").Replace($"{freight.East},", $"{freight.East},另一县"),
            good.Replace("常温", "冷藏") + Today,
            good + Tomorrow,
        ];
        Assert.Equal(
            [
                (3, "lorryFen", "lorry_incomplete"), (4, "fenPerTonne", "out_of_range"), (5, "validFrom", "day_out_of_range"),
                (6, "class", "not_a_choice"), (7, "toRegionId", "unknown_region"), (8, "toRegionName", "name_contradicts_code"),
                (9, "endedOn", "end_of_new"), (10, "endedOn", "end_not_today"),
            ],
            await SheetFiles.FaultsAsync(carrier, path, rows));
        Assert.Empty(await TariffsAsync(freight, carrierId));
        Assert.Equal(1, (await SheetFiles.DoneAsync(carrier, $"{path}?onlySound=true", rows)).Added);
        Assert.Single(await TariffsAsync(freight, carrierId));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_organisation", null, freight.CarrierOf(Guid.CreateVersion7()),
            client => SheetFiles.PostAsync(client, path, [], "text/csv"));
    }

    static async Task<(Guid Id, HttpClient Client, string Path)> CarrierAsync(FreightScenario freight)
    {
        var carrierId = await freight.CarrierAsync();
        return (carrierId, freight.CarrierOf(carrierId), $"{FreightScenario.TariffsOf(carrierId)}/imports");
    }

    /// <summary>What a tonne costs from county to county, some days from today.</summary>
    static async Task<FreightQuoteView.OfferView> QuoteAsync(FreightScenario freight, int days)
    {
        var quote = await freight.QuoteAsync(new
        {
            number = 1,
            from = new { regionId = freight.West },
            to = new { regionId = freight.East },
            deliverOn = FreightScenario.Today.AddDays(days),
            items = new[] { FreightScenario.Goods("1000") },
        });
        return Assert.Single(quote.Offers);
    }

    static async Task<IReadOnlyList<TariffView>> TariffsAsync(FreightScenario freight, Guid carrierId) =>
        (await LogisticsScenario.ReadAsync<Page<TariffView>>(
            HttpStatusCode.OK, await freight.Purchaser.GetAsync(FreightScenario.TariffsOf(carrierId), Ct))).Items;
}

using System.Globalization;
using System.Text;
using Marketplace.AllInOne.Identity;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>
/// A ledger of assisted sales: checked, mended, imported, reviewed by both sides, and seen after the month that was signed.
/// </summary>
public sealed class ImportTests(RunningPortal portal) : IDisposable
{
    const string Hall = "zhenhai-hall";
    const string Importer = "ningbo-office";
    const string East = "office-330211";
    const string West = "office-513430";
    const string Header =
        "单据号,帮销主体,供应商,产品名称,产品类别,加工程度,认定编号,认定有效期起,认定有效期止,产地县代码,数量,计量单位,每单位克数,单价（元）,金额（元）,成交日期,采购方,收货地代码,发票号码,发票总额（元）,帮销证明材料";

    readonly Trade _trade = new(portal);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task A_ledger_is_checked_mended_imported_and_reviewed_by_both_sides(int width, string language)
    {
        await _trade.RegisterFacilitatorAsync(Hall, (Guid)DemoCast.Named(Hall).Org!, Ct);
        await ClosedMonth.ByPageAsync(portal);
        var number = $"TZ-{width}-{language}";
        var importId = await ImportAsync(width, language, number);

        await ReviewAsync(East, "Facilitator", importId, width, language);
        await using (var west = await portal.VisitAsync(West, width, language))
        {
            west.Expects(" 400 ");
            await west.GoAsync($"/portal/imports/{importId}");
            await west.Page.SelectOptionAsync("#side", "Origin");
            await west.Page.FillAsync("#note", "查无此单");
            await west.TapAsync("button[value=reject]");
            await Assertions.Expect(west.Page.Locator("p.refused")).ToBeVisibleAsync();
            await west.TapAsync($"input[value='{number}-2']");
            await west.TapAsync("button[value=reject]");
            await Assertions.Expect(west.Page.Locator("tbody")).ToContainTextAsync(language == "zh" ? "已驳回" : "Rejected");
        }

        await ReviewAsync(West, "Origin", importId, width, language);
        await using var late = await portal.VisitAsync(East, width, language);
        await late.GoAsync("/portal/months");
        await late.TapAsync("ul.tileset a");
        await Assertions.Expect(late.Page.Locator("table[data-restated] tbody")).ToContainTextAsync("金阳县");
        await Assertions.Expect(late.Page.Locator("ul.todo a[href^='/portal/entries/']").First).ToBeVisibleAsync();
        await late.ShowsAsync("month-later");
    }

    /// <summary>First with a fault, then mended.</summary>
    async Task<Guid> ImportAsync(int width, string language, string number)
    {
        await using var visit = await portal.VisitAsync(Importer, width, language);
        await visit.GoAsync("/portal");
        await visit.TapAsync("nav a[href='/portal/imports']");
        await visit.ShowsAsync("imports");
        await visit.Page.SetInputFilesAsync("#file", Ledger(Row($"{number}-1"), Row($"{number}-2") with { Quantity = "很多" }));
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "检查" : "Check it");
        await Assertions.Expect(visit.Page.Locator("table[data-faults] tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("table[data-faults] tbody tr")).ToContainTextAsync("3");
        await Assertions.Expect(visit.Page.Locator("input[name=content]")).ToHaveCountAsync(0);
        await visit.ShowsAsync("import-faults");

        await visit.Page.SetInputFilesAsync("#file", Ledger(Row($"{number}-1"), Row($"{number}-2")));
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "检查" : "Check it");
        await Assertions.Expect(visit.Page.Locator("section[aria-labelledby=parts]")).ToContainTextAsync("镇海");
        await visit.ShowsAsync("import-sound");
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "确认导入" : "Import it");
        await Assertions.Expect(visit.Page.Locator("section[aria-labelledby=progress]")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#side")).ToHaveCountAsync(0);
        Assert.InRange(visit.Taps, 1, 4);
        return Guid.Parse(new Uri(visit.Page.Url).Segments[^1]);
    }

    async Task ReviewAsync(string office, string side, Guid importId, int width, string language)
    {
        await using var visit = await portal.VisitAsync(office, width, language);
        await visit.GoAsync("/portal/imports");
        await visit.TapAsync($"a[href='/portal/imports/{importId}']");
        await visit.Page.SelectOptionAsync("#side", side);
        await visit.ShowsAsync($"import-{side}");
        await visit.TapAsync("button[value=approve-all]");
        await Assertions.Expect(visit.Page.Locator("section[aria-labelledby=progress] strong").First).ToBeVisibleAsync();
        await visit.ShowsAsync($"import-{side}-reviewed");
        Assert.Equal(2, visit.Taps);
    }

    static LedgerRow Row(string number) => new(number, "10");

    static FilePayload Ledger(params LedgerRow[] rows)
    {
        var text = $"{Header}\n{string.Join('\n', rows.Select(row => row.Cells))}\n";
        return new() { Name = $"台账 {rows[0].Number}.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) };
    }

    /// <summary>Ten kilograms of green pepper, sold in the month that is closed.</summary>
    sealed record LedgerRow(string Number, string Quantity)
    {
        public string Cells => string.Create(
            CultureInfo.InvariantCulture,
            $"{Number},宁波市镇海区消费协作专馆,金阳县丙底洛乡青花椒专业合作社,金阳青花椒,香辛料,初加工,{Recognition},{From},{Until}")
            + string.Create(
                CultureInfo.InvariantCulture,
                $",513430,{Quantity},公斤,1000,40,400.00,{ClosedMonth.Month}-15,镇海某学校,330211,FP-{Number},400.00,镇帮销〔2026〕12号");

        static int Year => TimeProvider.System.GetUtcNow().AddHours(8).Year;

        static string Recognition => string.Create(CultureInfo.InvariantCulture, $"RD-513430-{Year}-001");

        static string From => string.Create(CultureInfo.InvariantCulture, $"{Year - 1}-01-01");

        static string Until => string.Create(CultureInfo.InvariantCulture, $"{Year + 2}-12-31");
    }

    public void Dispose() => _trade.Dispose();
}

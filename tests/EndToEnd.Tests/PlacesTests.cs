using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Marketplace.Contracts;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// Which regions are taken where, in all services and imports alike (CR-20): places are counties and cities without counties; to a region
/// of any level may belong who acts for it, but never to a placeholder of the table of codes.
/// </summary>
[Collection(PreparedMarketplace.Name)]
public sealed class PlacesTests(PreparedMarketplace market)
{
    const string Document = "测试〔2026〕1号";

    /// <summary>Refusals of a region for what it is.</summary>
    static readonly string[] ForTheRegion =
        [OriginRegion.NotCounty, PlaceRegion.NotPlace, PlaceRegion.Placeholder, "region_not_deliverable", "not_a_county"];

    static readonly (string Region, bool IsPlace, bool IsPlaceholder)[] Regions =
    [
        ("513430", true, false),
        ("429004", true, false),
        ("441900", true, false),
        ("442000", true, false),
        ("460400", true, false),
        ("620200", true, false),
        ("510000", false, false),
        ("513400", false, false),
        ("460300", false, false),
        ("419000", false, true),
        ("429000", false, true),
        ("469000", false, true),
        ("659000", false, true),
    ];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Roads => new()
    {
        { "supplier's seat", true },
        { "supplier's place of work", true },
        { "recognition", true },
        { "origin of a listing", true },
        { "delivery", true },
        { "designation", true },
        { "origin in a ledger", true },
        { "delivery in a ledger", false },
        { "unit", false },
        { "facilitator", false },
        { "pairing", false },
        { "corrected origin", true },
        { "corrected region of the unit", false },
        { "units as a table", false },
        { "designations as a table", true },
    };

    [Theory]
    [MemberData(nameof(Roads))]
    public async Task Each_road_takes_the_same_regions(string road, bool isForPlaces)
    {
        foreach (var (region, isPlace, isPlaceholder) in Regions)
        {
            var codes = await TryAsync(road, region);
            var isTaken = isForPlaces ? isPlace : !isPlaceholder;
            Assert.True(
                isTaken != codes.Any(code => ForTheRegion.Contains(code)), $"{road} {region}: {string.Join(", ", codes)}");
        }
    }

    async Task<IReadOnlyList<string>> TryAsync(string road, string region)
    {
        var nation = await market.Http.SignInAsync(Roles.Official, null, null, "Nation", Ct);
        var ours = market.Ours;
        return road switch
        {
            "supplier's seat" => await PostAsync(nation, "/catalog/suppliers", Supplier(region, region)),
            "supplier's place of work" => await PostAsync(nation, "/catalog/suppliers", Supplier("513430", region)),
            "recognition" => await PostAsync(nation, "/catalog/recognitions", new
            {
                number = $"RZ-{Guid.CreateVersion7():N}",
                supplierId = ours.SupplierId,
                countyId = region,
                validFrom = "2024-01-01",
                validUntil = "2028-12-31",
                document = Document,
            }),
            "origin of a listing" => await PostAsync(await SupplierAsync(), "/catalog/products", new
            {
                productId = Guid.CreateVersion7(),
                supplierId = ours.SupplierId,
                name = "土豆",
                category = "Vegetable",
                processingLevel = "Primary",
                originCountyId = region,
                unit = new { name = "公斤", grams = 1_000 },
                priceTiers = new[] { new { fromQuantity = "1", unitPrice = "3.00" } },
            }),
            "delivery" => await PostAsync(await PurchaserAsync(), "/ordering/orders", new
            {
                orderId = Guid.CreateVersion7(),
                unitId = ours.UnitId,
                deliveryRegionId = region,
                deliveryAddress = "学校路1号食堂",
                lines = new[]
                {
                    new { lineId = Guid.CreateVersion7(), productId = ours.ProductId, quantity = "0.5", expectedUnitPrice = "0.01" },
                },
            }),
            "designation" => await PostAsync(nation, "/units/designations", new
            {
                designationId = Guid.CreateVersion7(),
                unitId = ours.UnitId,
                countyRegionId = region,
                validFrom = "2001-01-01",
                validTo = "2002-01-01",
                sourceDocument = Document,
            }),
            "unit" => await PostAsync(nation, "/units/purchasing-units", new
            {
                unitId = Guid.CreateVersion7(),
                name = "某学校",
                kind = "School",
                isCentralBudget = false,
                affiliationRegionId = region,
                affiliatedFrom = "2020-01-01",
                isPairingDesignated = false,
                document = Document,
            }),
            "facilitator" => await PostAsync(nation, "/units/facilitators", new
            {
                facilitatorId = Guid.CreateVersion7(),
                name = "某馆",
                kind = "Hall",
                registrationRegionId = region,
                registeredFrom = "2020-01-01",
                sourceDocument = Document,
            }),
            "pairing" => await PostAsync(nation, "/units/pairings", new
            {
                pairingId = Guid.CreateVersion7(),
                scheme = "Counterpart",
                tier = "City",
                eastRegionId = "330200",
                westRegionId = region,
                validFrom = "1995-01-01",
                validTo = "1996-01-01",
                sourceDocument = Document,
            }),
            "corrected origin" => await CorrectAsync(nation, region, null),
            "corrected region of the unit" => await CorrectAsync(nation, null, region),
            "origin in a ledger" => await LedgerAsync(nation, region, "330211"),
            "delivery in a ledger" => await LedgerAsync(nation, "513430", region),
            "units as a table" => await ImportAsync(
                nation,
                "/units/imports/units?dryRun=true",
                $"unitId,name,kind,parentId,isPairingDesignated,affiliations,document\n"
                + $"{Guid.CreateVersion7()},某学校,School,,false,2020-01-01 {region},{Document}\n"),
            "designations as a table" => await ImportAsync(
                nation,
                "/units/imports/designations?dryRun=true",
                $"unitId,countyRegionId,validFrom,validTo,sourceDocument\n{ours.UnitId},{region},2003-01-01,2004-01-01,{Document}\n"),
            _ => throw new ArgumentOutOfRangeException(nameof(road), road, null),
        };
    }

    static object Supplier(string registration, string operating) => new
    {
        supplierId = Guid.CreateVersion7(),
        name = "某合作社",
        type = "Cooperative",
        registrationRegionId = registration,
        operatingRegionId = operating,
    };

    Task<IReadOnlyList<string>> CorrectAsync(string token, string? origin, string? unit) => PostAsync(token, "/credits/corrections", new
    {
        correctionId = Guid.CreateVersion7(),
        lineId = market.Ours.LineId,
        acceptanceNo = 1,
        originRegionId = origin,
        unitRegionId = unit,
        reason = "登记有误",
        document = Document,
    });

    Task<string> SupplierAsync() => market.Http.SignInAsync(Roles.Supplier, market.Ours.SupplierId, null, null, Ct);

    Task<string> PurchaserAsync() => market.Http.SignInAsync(Roles.Purchaser, market.Ours.UnitId, null, null, Ct);

    /// <summary>The codes of the refusal; empty when it was taken.</summary>
    async Task<IReadOnlyList<string>> PostAsync(string token, string path, object body)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        return await SendAsync(token, path, content);
    }

    Task<IReadOnlyList<string>> LedgerAsync(string token, string origin, string delivery) => ImportAsync(
        token,
        "/credits/imports?dryRun=true&fileName=ledger.csv",
        "单据号,帮销主体,供应商,产品名称,产品类别,加工程度,认定编号,认定有效期起,认定有效期止,产地县代码,数量,计量单位,每单位克数,单价（元）,"
        + "金额（元）,成交日期,采购方,收货地代码,发票号码,发票总额（元）,帮销证明材料\n"
        + $"BX-9,某馆,某合作社,土豆,蔬菜,初加工,RZ-9,2020-01-01,2099-12-31,{origin},10,斤,500,1,10.00,2026-01-05,某公司,{delivery},"
        + "26332000000012345678,10.00,合同1号\n");

    async Task<IReadOnlyList<string>> ImportAsync(string token, string path, string csv)
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        return await SendAsync(token, path, content);
    }

    async Task<IReadOnlyList<string>> SendAsync(string token, string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await market.Client.SendAsync(request, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True((int)response.StatusCode is < 403 or 404 or 409, $"{path}: {(int)response.StatusCode} {text}");
        var answer = JsonDocument.Parse(text).RootElement;
        return answer.TryGetProperty("faults", out var faults) && faults.ValueKind == JsonValueKind.Array
            ? [.. faults.EnumerateArray().Select(fault => fault.GetProperty("code").GetString()!)]
            : answer.TryGetProperty("code", out var code) && !response.IsSuccessStatusCode ? [code.GetString()!] : [];
    }
}

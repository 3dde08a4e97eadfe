using System.Text;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Tests.RegionUpdates;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// 2021 in 杭州, replayed: 江干 ended on 9 April, and its units went to 上城; 余杭 gave 临平 away. In the west 会理县 became 会理市. The registry
/// hears of it in May, when two sales have been made since, and the report of March is signed (CR-16, CR-20).
/// </summary>
public sealed class MergedDistrictTests : IDisposable
{
    const string Jianggan = "330104";
    const string Shangcheng = "330102";
    const string Yuhang = "330110";
    const string Huili = "513425";

    readonly string _folder = Directory.CreateTempSubdirectory("merged-district").FullName;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_change_of_2021_in_Hangzhou_is_replayed(Engine engine)
    {
        await using var district = await MergedDistrict.StartAsync(engine, "2021-03-01");
        var school = await UnitAsync(district, "江干学校", Jianggan);
        var divided = await UnitAsync(district, "余杭学校", Yuhang);
        var facilitator = await FacilitatorAsync(district);
        var pairing = await PairAsync(district, Jianggan, "2020-05-01");
        await PairAsync(district, Yuhang, "2020-05-01");
        var goods = await RecognisedGoodsAsync(district);

        // March is closed and signed before the registry hears of the change.
        var march = await district.SellAsync(school, "2021-03-10", 1_000, Jianggan, goods);
        await district.SellAsync(divided, "2021-03-11", 400, Yuhang, goods);
        Assert.Equal(["County 江干区 会理县 1000"], await district.CreditsAsync(march));
        district.Clock.Now = MergedDistrict.Noon("2021-04-10");
        await district.CloseAsync("2021-03");
        var snapshot = await SignAsync(district, "R1-2021-03-330104", Jianggan);
        var signed = await BytesAsync(district, snapshot);
        var before = await district.CountyProgressAsync("2021-03");
        Assert.Equal(["余杭区 会理县 400 400", "江干区 会理县 1000 1000"], before);
        var april = await district.SellAsync(school, "2021-04-15", 2_000, Jianggan, goods);
        Assert.Equal(["County 江干区 会理县 2000"], await district.CreditsAsync(april));
        var known = Uri.EscapeDataString($"{district.Clock.Now:O}");
        var asOfApril = await district.CountyProgressAsync("2021-04");

        // The yearly update: a person says that the units of 江干 are in 上城, which the list can't know, since 钱塘 succeeds it too.
        district.Clock.Now = MergedDistrict.Noon("2021-05-05");
        await UpdateAsync(district, school, divided, facilitator);

        // The school belongs to 上城 since the day, which is not paired: the pairing goes over only when that is registered.
        Assert.Equal([(Jianggan, "2021-04-09"), (Shangcheng, "")], await StaysAsync(district, school));
        var may = await district.SellAsync(school, "2021-05-10", 3_000, Shangcheng, goods);
        Assert.Empty(await district.CreditsAsync(may));
        await EndAsync(district, pairing, "2021-04-09");
        await PairAsync(district, Shangcheng, "2021-04-09");
        var june = await district.SellAsync(school, "2021-06-10", 4_000, Shangcheng, goods);
        Assert.Equal(["County 上城区 会理市 4000"], await district.CreditsAsync(june));

        // 余杭 asks a person; what the unit is credited to meanwhile is the old district's.
        var inYuhang = await district.SellAsync(divided, "2021-06-11", 500, Yuhang, goods);
        Assert.Equal(["County 余杭区 会理市 500"], await district.CreditsAsync(inYuhang));
        district.Clock.Now = MergedDistrict.Noon("2021-06-12");
        await district.RegisterAsync(
            $"/units/purchasing-units/{divided}/affiliations",
            new { regionId = "330113", validFrom = "2021-04-09", document = "杭政函〔2021〕1号" });
        var inLinping = await district.SellAsync(divided, "2021-06-20", 600, "330113", goods);
        Assert.Empty(await district.CreditsAsync(inLinping));
        Assert.Empty((await OpenAsync(district)).EnumerateArray());

        // Reports of before are what they were, as known then and as signed; those of after have the new names.
        Assert.Equal(asOfApril, await district.CountyProgressAsync("2021-04", $"&knownAt={known}"));
        Assert.Equal(signed, await BytesAsync(district, snapshot));
        var regenerated = await district.ReadAsync($"/credits/snapshots/{snapshot}/regeneration");
        Assert.True(regenerated.GetProperty("identical").GetBoolean());
        // What was sold in May waited for the pairing of 上城, which was registered from the day of the change on.
        string[] after = ["上城区 会理市 4000 7000", "余杭区 会理市 500 900", "江干区 会理市 0 3000"];
        Assert.Equal(after, await district.CountyProgressAsync("2021-06"));
        Assert.Equal(after, await district.CountyProgressAsync("2021-06", "&view=restated"));
        Assert.Equal(before, await district.CountyProgressAsync("2021-03", $"&knownAt={known}"));
        // The history knows only the year of 会理市, which is called so from its first day on.
        Assert.Equal(
            ["上城区 会理市 0 0", "余杭区 会理市 400 400", "江干区 会理市 1000 1000"], await district.CountyProgressAsync("2021-03"));
    }

    static async Task<string> UnitAsync(MergedDistrict district, string name, string region) => (await district.RegisterAsync(
        "/units/purchasing-units",
        new
        {
            unitId = Guid.CreateVersion7(),
            name,
            kind = "School",
            isCentralBudget = false,
            affiliationRegionId = region,
            affiliatedFrom = "2020-01-01",
            isPairingDesignated = false,
            document = "杭财〔2020〕1号",
        })).GetProperty("unitId").GetString()!;

    static async Task<string> FacilitatorAsync(MergedDistrict district) => (await district.RegisterAsync(
        "/units/facilitators",
        new
        {
            facilitatorId = Guid.CreateVersion7(),
            name = "江干展销馆",
            kind = "Hall",
            registrationRegionId = Jianggan,
            registeredFrom = "2020-05-01",
            sourceDocument = "甲",
        })).GetProperty("facilitatorId").GetString()!;

    static async Task<JsonElement> PairAsync(MergedDistrict district, string east, string from) => await district.RegisterAsync(
        "/units/pairings",
        new
        {
            pairingId = Guid.CreateVersion7(),
            scheme = "EastWest",
            tier = "County",
            eastRegionId = east,
            westRegionId = Huili,
            validFrom = from,
            sourceDocument = "杭协作办〔2021〕3号",
        });

    static async Task EndAsync(MergedDistrict district, JsonElement pairing, string on)
    {
        var path = $"/units/pairings/{pairing.GetProperty("pairingId").GetString()}";
        var client = district.Units.Client(Roles.Official, tier: "Nation");
        var now = JsonDocument.Parse(await client.GetStringAsync(path, Ct)).RootElement;
        using var response = await client.PutIfMatchAsync(
            path, new { validTo = on, sourceDocument = "杭协作办〔2021〕4号" }, now.GetProperty("version").GetInt64(), Ct);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Ct));
        await district.HandOnAsync();
    }

    /// <summary>Goods of a supplier of 会理, which the county has recognised.</summary>
    static async Task<GoodsFacts> RecognisedGoodsAsync(MergedDistrict district)
    {
        var supplierId = Guid.CreateVersion7();
        await district.RegisterInCatalogAsync(
            Huili,
            "/catalog/suppliers",
            new { supplierId, name = "会理石榴专业合作社", type = "Cooperative", registrationRegionId = Huili, operatingRegionId = Huili });
        await district.RegisterInCatalogAsync(
            Huili,
            "/catalog/recognitions",
            new
            {
                number = "会农认〔2021〕1号",
                supplierId,
                countyId = Huili,
                validFrom = "2021-01-01",
                validUntil = "2025-12-31",
                document = "会农函〔2021〕1号",
            });
        return new GoodsFacts
        {
            ProductId = Guid.CreateVersion7(),
            ListingVersion = 1,
            ProductName = "会理石榴",
            Category = ProductCategory.Fruit,
            ProcessingLevel = ProcessingLevel.Primary,
            SupplierId = supplierId,
            SupplierName = "会理石榴专业合作社",
            OriginPath = new RegionPath($"/510000/513400/{Huili}/"),
            OriginName = "会理县",
            Recognition = new Recognition
            {
                Number = "会农认〔2021〕1号",
                ValidFrom = new DateOnly(2021, 1, 1),
                ValidUntil = new DateOnly(2025, 12, 31),
            },
            Unit = new TradeUnit { Name = "斤", Grams = 500 },
            UnitPrice = UnitPrice.FromYuan(1),
        };
    }

    /// <summary>Dry run, decision, dry run, real run; the catalogue is asked what the change of 会理 touches.</summary>
    async Task UpdateAsync(MergedDistrict district, string school, string divided, string facilitator)
    {
        var plan = Path.Combine(_folder, "plan.csv");
        var (code, said) = await district.Units.UpdateAsync(Ct, "--plan", plan);
        Assert.True(code == 0, said);
        Assert.Contains("2021-04-09 330104 江干区: Split → 330102 上城区, 330114 钱塘区", said, StringComparison.Ordinal);
        Assert.Contains("2021-04-09 330110 余杭区: GivesPart → 330113 临平区", said, StringComparison.Ordinal);
        Assert.All([school, divided], unit => Assert.Contains($"unit {unit}", said, StringComparison.Ordinal));
        Assert.Contains($"facilitator {facilitator}", said, StringComparison.Ordinal);
        Assert.Contains("会农认〔2021〕1号", await district.RunInCatalogAsync(Huili), StringComparison.Ordinal);

        await File.WriteAllLinesAsync(
            plan,
            (await File.ReadAllLinesAsync(plan, Ct)).Select(line => line.StartsWith(Jianggan, StringComparison.Ordinal)
                ? $"{line[..^1]}{Shangcheng},浙政函〔2021〕20号"
                : line),
            Encoding.UTF8,
            Ct);
        Assert.Equal(0, (await district.Units.UpdateAsync(Ct, "--plan", plan)).Code);
        var (applied, told) = await district.Units.UpdateAsync(Ct, "--plan", plan, "--apply");
        Assert.True(applied == 0, told);
        await district.HandOnAsync();
        Assert.Equal(divided, Assert.Single((await OpenAsync(district)).EnumerateArray()).GetProperty("unitId").GetString());
        var recognitions = await district.CatalogAsync("/catalog/recognitions?county=513425");
        Assert.Contains("会理市", recognitions.GetRawText(), StringComparison.Ordinal);
    }

    static async Task<JsonElement> OpenAsync(MergedDistrict district) =>
        JsonDocument.Parse(await district.Units.Client(Roles.Operator).GetStringAsync("/units/reaffiliations", Ct))
            .RootElement.GetProperty("items");

    static async Task<IReadOnlyList<(string, string)>> StaysAsync(MergedDistrict district, string unit) =>
    [
        .. JsonDocument.Parse(await district.Units.Client(Roles.Auditor).GetStringAsync($"/units/purchasing-units/{unit}", Ct))
            .RootElement.GetProperty("affiliations").EnumerateArray().Select(stay => (
                stay.GetProperty("regionId").GetString()!,
                stay.TryGetProperty("validTo", out var to) ? to.GetString() ?? "" : "")),
    ];

    /// <summary>The id of the snapshot, which the region's official has signed.</summary>
    static async Task<string> SignAsync(MergedDistrict district, string number, string region)
    {
        var found = (await district.ReadAsync("/credits/snapshots?month=2021-03&size=200")).GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("number").GetString() == number);
        var id = found.GetProperty("snapshotId").GetString()!;
        var content = await district.ReadAsync($"/credits/snapshots/{id}");
        await district.RegisterAsync(
            district.Crediting.Client(Roles.Official, region: region, tier: "County", subject: $"official-{region}"),
            $"/credits/snapshots/{id}/signatures",
            new
            {
                signatureId = Guid.CreateVersion7(),
                contentHash = content.GetProperty("snapshot").GetProperty("contentHash").GetString(),
                note = "已核",
            });
        return id;
    }

    static async Task<string> BytesAsync(MergedDistrict district, string snapshot) =>
        await district.Crediting.Client(Roles.Auditor).GetStringAsync($"/credits/snapshots/{snapshot}?format=signed", Ct);
}

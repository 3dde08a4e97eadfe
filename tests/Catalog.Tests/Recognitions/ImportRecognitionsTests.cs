using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.Recognitions;

/// <summary>POST /catalog/recognitions/imports.</summary>
public sealed class ImportRecognitionsTests(Catalogs catalogs)
{
    const string Headings = "认定编号,供应商标识,产地县区划标识,商品标识,有效期起,有效期止,依据文号";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_county_starts_with_its_list_and_the_listings_that_claim_it_are_confirmed(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var (first, second) = (Register.NewNumber(), Register.NewNumber());
        var productId = await catalog.ClaimingProductAsync(supplierId, first);
        string[] rows = [Row(first, supplierId), Row(second, supplierId, productId: productId)];

        var (status, tried) = await ImportAsync(catalog, rows, "?dryRun=true");
        Assert.Equal((HttpStatusCode.OK, false, 2), (status, (bool)tried["isApplied"]!, (int)tried["issued"]!));
        Assert.False((await catalog.SaidAsync(productId)).IsConfirmed);
        Assert.DoesNotContain(catalog.Service.Published<RecognitionPublished>(), news => news.SupplierId == supplierId);

        var (_, done) = await ImportAsync(catalog, rows);
        Assert.Equal((true, 2, 0), ((bool)done["isApplied"]!, (int)done["issued"]!, (int)done["unchanged"]!));
        Assert.True((await catalog.SaidAsync(productId)).IsConfirmed);
        await catalog.ToldAsync<RecognitionPublished>(2, news => news.SupplierId == supplierId, supplierId);

        var (_, again) = await ImportAsync(catalog, [Row(first, supplierId, until: "2029-12-31"), rows[1]]);
        Assert.Equal((1, 1, 0), ((int)again["renewed"]!, (int)again["unchanged"]!, (int)again["issued"]!));
        Assert.Equal("2029-12-31", (await catalog.SaidAsync(productId)).Until);
    }

    [Fact]
    public async Task A_list_may_come_in_a_form_as_browsers_send_it()
    {
        var catalog = await catalogs.OnAsync(Engine.Sqlite);
        var supplierId = await catalog.SupplierAsync();
        var table = Encoding.UTF8.GetBytes($"{Headings}\r\n{Row(Register.NewNumber(), supplierId)}\r\n");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(table), "file", "认定.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Register.Path}/imports") { Content = form };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());

        using var answer = await catalog.County().SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(await catalog.County().GetAllAsync($"{Register.Path}?supplierId={supplierId}"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task One_bad_row_stops_all_others_unless_only_the_sound_are_asked_for(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var (sound, number) = (Register.NewNumber(), Register.NewNumber());
        string[] rows =
        [
            Row(sound, supplierId),
            Row(number, supplierId, county: Places.Yanyuan),
            Row(number, Guid.CreateVersion7()),
            $"{number},没有标识,{Places.Jinyang},,2024-01-01,昨天,金农函〔2024〕1号",
            Row(sound, supplierId, from: "2025-01-01"),
            Row(number, supplierId, until: "2023-12-31"),
        ];
        var expected = "3  not_your_region; 4 supplierId unknown_supplier; 5 supplierId id_invalid; 5 validUntil not_a_day; "
            + "6 number recognition_exists; 7 validUntil period_reversed";

        var (status, refused) = await ImportAsync(catalog, rows);
        Assert.Equal((HttpStatusCode.BadRequest, false, expected), (status, (bool)refused["isApplied"]!, Faults(refused)));
        Assert.Empty(await catalog.County().GetAllAsync($"{Register.Path}?supplierId={supplierId}"));

        var (taken, some) = await ImportAsync(catalog, rows, "?onlySound=true");
        Assert.Equal((HttpStatusCode.OK, true, 1, expected), (taken, (bool)some["isApplied"]!, (int)some["issued"]!, Faults(some)));
        var record = Assert.Single(await catalog.County().GetAllAsync($"{Register.Path}?supplierId={supplierId}"));
        Assert.Equal((sound, "2024-01-01"), ((string?)record["number"], (string?)record["validFrom"]));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_no_table_of_recognitions_is_refused_as_a_whole(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (status, report) = await SendAsync(catalog.County(), Encoding.UTF8.GetBytes("姓名,电话\r\n张三,1\r\n"), "?onlySound=true");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEmpty(report["faults"]!.AsArray());
        var (empty, none) = await ImportAsync(catalog, []);
        Assert.Equal((HttpStatusCode.OK, 0, ""), (empty, (int)none["rows"]!, Faults(none)));
        using var forbidden = await PostAsync(catalog.As(Roles.Supplier, Guid.CreateVersion7()), [], "");
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_name_of_another_county_beside_the_id_is_questioned(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        string[] names = ["金阳县", "金阳", "四川省凉山彝族自治州金阳县", "金阳市", "盐源县"];
        var rows = names.Select(name => $"{Row(Register.NewNumber(), supplierId)},{name}");

        var (status, report) = await SendAsync(
            catalog.County(), Encoding.UTF8.GetBytes(string.Join("\r\n", [$"{Headings},产地县名称", .. rows])));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        var fault = Assert.Single(report["faults"]!.AsArray())!;
        Assert.Equal(
            (6, "countyName", RegionNaming.Contradicts), ((int)fault["row"]!, (string)fault["column"]!, (string)fault["code"]!));
    }

    static string Row(
        string number, Guid supplierId, string county = Places.Jinyang, Guid? productId = null, string from = "2024-01-01",
        string until = "2028-12-31") => $"{number},{supplierId},{county},{productId},{from},{until},金农函〔2024〕1号";

    static Task<(HttpStatusCode Status, JsonNode Report)> ImportAsync(CatalogUnderTest catalog, string[] rows, string query = "") =>
        SendAsync(catalog.County(), Encoding.UTF8.GetBytes(string.Join("\r\n", [Headings, .. rows])), query);

    internal static async Task<(HttpStatusCode Status, JsonNode Report)> SendAsync(HttpClient client, byte[] file, string query = "")
    {
        using var answer = await PostAsync(client, file, query);
        return (answer.StatusCode, (await answer.NodeAsync())!);
    }

    static async Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] file, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Register.Path}/imports{query}");
        request.Content = new ByteArrayContent(file);
        request.Content.Headers.ContentType = new("text/csv");
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        return await client.SendAsync(request, Ct);
    }

    /// <summary>Row, column and code of each fault.</summary>
    static string Faults(JsonNode report) => string.Join(
        "; ", report["faults"]!.AsArray().Select(fault => $"{(int?)fault!["row"]} {(string?)fault["column"]} {(string?)fault["code"]}"));
}

using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Recognitions;

/// <summary>POST /catalog/recognitions (CR-04).</summary>
public sealed class IssueRecognitionTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_claim_is_confirmed_by_the_county_and_the_listing_says_what_the_register_says(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var number = Register.NewNumber();
        var productId = await catalog.ClaimingProductAsync(supplierId, number);
        Assert.Equal((false, null, "2027-04-30"), await catalog.SaidAsync(productId));

        var recordId = await catalog.IssuedAsync(Register.Issue(number, supplierId));

        Assert.Equal((true, recordId, "2028-12-31"), await catalog.SaidAsync(productId));
        var record = (await catalog.ToldAsync<RecognitionPublished>(1, news => news.RecordId == recordId, recordId))[0];
        Assert.Equal(
            (1L, number, supplierId, false, new DateOnly(2028, 12, 31)),
            (record.Version, record.Number, record.SupplierId, record.IsDeclined, record.ValidUntil));
        Assert.Equal(Places.Jinyang, record.CountyPath.RegionId);
        var listing = (await catalog.ToldAsync<ListingPublished>(2, news => news.ProductId == productId, productId))
            .MaxBy(news => news.Version)!;
        Assert.Equal((2L, recordId), (listing.Version, listing.Recognition!.RecordId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_listed_or_revised_later_finds_the_record(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var number = Register.NewNumber();
        var recordId = await catalog.IssuedAsync(Register.Issue(number, supplierId));

        var listed = await catalog.ClaimingProductAsync(supplierId, number);
        Assert.Equal((true, recordId, "2028-12-31"), await catalog.SaidAsync(listed));

        var revised = await catalog.ProductAsync(supplierId);
        var revision = Samples.Revision();
        revision["recognition"] = Register.Claim(number);
        using var answer = await catalog.As(Roles.Supplier, supplierId).PutIfMatchAsync($"/catalog/products/{revised}", revision, 1, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((true, recordId, "2028-12-31"), await catalog.SaidAsync(revised));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_confirms_no_other_supplier_county_or_product(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (supplierId, otherId) = (await catalog.SupplierAsync(), await catalog.SupplierAsync());
        var (number, elsewhere, restricted) = (Register.NewNumber(), Register.NewNumber(), Register.NewNumber());
        var ofAnother = await catalog.ClaimingProductAsync(otherId, number);
        var fromElsewhere = await catalog.ClaimingProductAsync(supplierId, elsewhere);
        var (only, besides) = (
            await catalog.ClaimingProductAsync(supplierId, restricted), await catalog.ClaimingProductAsync(supplierId, restricted));

        await catalog.IssuedAsync(Register.Issue(number, supplierId));
        await catalog.IssuedAsync(Register.Issue(elsewhere, supplierId, county: Places.Yanyuan));
        await catalog.IssuedAsync(Register.Issue(restricted, supplierId, only));

        Assert.False((await catalog.SaidAsync(ofAnother)).IsConfirmed);
        Assert.False((await catalog.SaidAsync(fromElsewhere)).IsConfirmed);
        Assert.True((await catalog.SaidAsync(only)).IsConfirmed);
        Assert.False((await catalog.SaidAsync(besides)).IsConfirmed);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Components_of_a_gift_set_are_confirmed_each_by_its_county(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var (jinyang, yanyuan, productId) = (Register.NewNumber(), Register.NewNumber(), Guid.CreateVersion7());
        var request = Samples.Product(productId, supplierId);
        request["components"] = new JsonArray(Component(Places.Jinyang, jinyang), Component(Places.Yanyuan, yanyuan));
        using var listed = await catalog.As(Roles.Supplier, supplierId).PostOnceAsync("/catalog/products", request, ct: Ct);
        Assert.Equal(HttpStatusCode.Created, listed.StatusCode);

        await catalog.IssuedAsync(Register.Issue(yanyuan, supplierId, county: Places.Yanyuan));

        var components = (await catalog.As(Roles.Purchaser).GetNodeAsync($"/catalog/products/{productId}"))["components"]!.AsArray();
        Assert.Equal([false, true], components.Select(component => (bool)component!["recognition"]!["isConfirmed"]!));

        static JsonObject Component(string county, string number) =>
            new() { ["weight"] = 100, ["originCountyId"] = county, ["recognition"] = Register.Claim(number) };
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_claim_listed_at_the_moment_of_the_issue_is_confirmed(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var number = Register.NewNumber();
        var listing = Enumerable.Range(0, 6).Select(_ => catalog.ClaimingProductAsync(supplierId, number)).ToList();
        await catalog.IssuedAsync(Register.Issue(number, supplierId));

        Assert.All(
            await Task.WhenAll((await Task.WhenAll(listing)).Select(id => catalog.SaidAsync(id))), said => Assert.True(said.IsConfirmed));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_county_gives_a_number_once_and_for_suppliers_and_products_that_there_are(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (supplierId, otherId) = (await catalog.SupplierAsync(), await catalog.SupplierAsync());
        var number = Register.NewNumber();
        await catalog.IssuedAsync(Register.Issue(number, supplierId));
        var county = catalog.County();

        await RefusesAsync(Register.Issue(number, supplierId), 409, "recognition_exists");
        await RefusesAsync(Register.Issue(number, otherId), 409, "recognition_exists");
        await RefusesAsync(Register.Issue(Register.NewNumber(), Guid.CreateVersion7()), 400, "unknown_supplier", "supplierId");
        await RefusesAsync(
            Register.Issue(Register.NewNumber(), supplierId, await catalog.ProductAsync(otherId)), 400, "unknown_product");
        var reversed = Register.Issue(Register.NewNumber(), supplierId);
        reversed["validUntil"] = "2023-12-31";
        await RefusesAsync(reversed, 400, "period_reversed", "validUntil");
        await catalog.IssuedAsync(Register.Issue(number, supplierId, county: Places.Yanyuan));

        Task RefusesAsync(JsonObject request, int status, string code, string? field = null) =>
            county.RefusesAsync(client => client.PostOnceAsync(Register.Path, request, ct: Ct), status, code, field);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_county_of_origin_or_what_is_above_it_issues_never_the_holder(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        await RefusesAsync(catalog.As(Roles.Supplier, supplierId), "role_not_allowed");
        await RefusesAsync(catalog.As(Roles.Operator), "role_not_allowed");
        await RefusesAsync(catalog.County(Places.Yanyuan), "not_your_region");

        using var above = await catalog.Service.Client(Roles.Official, region: Places.Liangshan, tier: "City")
            .PostOnceAsync(Register.Path, Register.Issue(Register.NewNumber(), supplierId), ct: Ct);
        Assert.Equal(HttpStatusCode.Created, above.StatusCode);

        Task RefusesAsync(HttpClient client, string code) => client.RefusesAsync(
            c => c.PostOnceAsync(Register.Path, Register.Issue(Register.NewNumber(), supplierId), ct: Ct), 403, code);
    }
}

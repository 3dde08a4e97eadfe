using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Recognitions;

/// <summary>POST /catalog/recognitions/certificates, and what the county makes of it.</summary>
public sealed class StateCertificateTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_stated_certificate_is_a_claim_on_the_listing_until_the_county_confirms_it(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        var number = Register.NewNumber();
        var recordId = await StatedAsync(catalog, Certificate(supplierId, productId, number));
        Assert.Equal(("Organic", "Claimed", "中绿华夏有机"), await ShownAsync(catalog, productId));
        Assert.Contains(
            await catalog.County().GetAllAsync($"{Register.Path}?county={Places.Jinyang}&isClaim=true&supplierId={supplierId}"),
            record => (Guid?)record["recordId"] == recordId);

        var confirmation = Register.Issue(number, supplierId, productId);
        confirmation["kind"] = "Organic";
        confirmation["issuer"] = "中绿华夏有机";
        Assert.Equal(recordId, await catalog.IssuedAsync(confirmation));

        Assert.Equal(("Organic", "Confirmed", "中绿华夏有机"), await ShownAsync(catalog, productId));
        await catalog.As(Roles.Supplier, supplierId).RefusesAsync(
            c => c.PostOnceAsync(Path, Certificate(supplierId, productId, number), ct: Ct), 409, "recognition_exists");

        // It says nothing of the recognition, which stays a claim.
        Assert.False((await catalog.SaidAsync(productId)).IsConfirmed);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_certificate_expires_by_itself_and_is_withdrawn_as_a_recognition_is(Engine engine)
    {
        await using var catalog = await CatalogUnderTest.StartAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        var issue = Register.Issue(Register.NewNumber(), supplierId, productId);
        (issue["kind"], issue["issuer"], issue["validUntil"]) = ("GreenFood", "中国绿色食品发展中心", "2026-11-22");
        await catalog.IssuedAsync(issue);
        catalog.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal("Expired", (await ShownAsync(catalog, productId)).State);

        var other = await catalog.ProductAsync(supplierId, "金阳土豆");
        var another = Register.Issue(Register.NewNumber(), supplierId, other);
        (another["kind"], another["issuer"]) = ("GreenFood", "中国绿色食品发展中心");
        var recordId = await catalog.IssuedAsync(another);
        using var withdrawn = await catalog.County().PostOnceAsync(
            $"{Register.Path}/{recordId}/withdrawal", new { from = "2026-11-23", reason = "抽检不合格", document = "金农函〔2026〕10号" }, ct: Ct);
        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        Assert.Equal("Withdrawn", (await ShownAsync(catalog, other)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_certificate_of_conformity_is_shown_on_its_batch_alone(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        var (batchId, other) = (await catalog.BatchAsync(supplierId, productId, 10), await catalog.BatchAsync(supplierId, productId, 20));
        var stated = Certificate(supplierId, productId, Register.NewNumber(), "Conformity");
        stated["batchId"] = batchId.ToString();
        await StatedAsync(catalog, stated);

        var batches = (await catalog.As(Roles.Purchaser).GetAllAsync($"/catalog/products/{productId}/batches"))
            .ToDictionary(batch => (Guid)batch["batchId"]!);
        Assert.Equal("Claimed", (string?)Assert.Single(batches[batchId]["certificates"]!.AsArray())!["state"]);
        Assert.Null(batches[other]["certificates"]);
        Assert.Null((await catalog.As(Roles.Purchaser).GetNodeAsync($"/catalog/products/{productId}"))["certificates"]);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_declined_certificate_is_not_shown_and_may_be_stated_again(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        var number = Register.NewNumber();
        var recordId = await StatedAsync(catalog, Certificate(supplierId, productId, number));
        await catalog.County().RefusesAsync(
            c => c.PutIfMatchAsync($"{Register.Path}/{recordId}", new { validUntil = "2031-12-31", document = "续" }, 1, Ct),
            409, "recognition_unconfirmed");
        using var declined = await catalog.County().PostOnceAsync(
            $"{Register.Path}/refusals",
            new { kind = "Organic", number, supplierId, countyId = Places.Jinyang, reason = "查无此证" }, ct: Ct);
        Assert.Equal(HttpStatusCode.Created, declined.StatusCode);
        Assert.Null((await catalog.As(Roles.Purchaser).GetNodeAsync($"/catalog/products/{productId}"))["certificates"]);
        Assert.Equal(recordId, await StatedAsync(catalog, Certificate(supplierId, productId, number)));
        Assert.Equal("Claimed", (await ShownAsync(catalog, productId)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_no_certificate_is_refused_with_the_field(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        var own = catalog.As(Roles.Supplier, supplierId);
        (string Field, JsonNode? Value, string Code)[] faults =
        [
            ("kind", "Recognition", "claimed_on_listing"),
            ("kind", "Conformity", "batch_invalid"),
            ("issuer", " ", "text_blank"),
            ("number", new string('1', 51), "text_too_long"),
            ("productId", Guid.CreateVersion7().ToString(), "unknown_product"),
            ("batchId", Guid.CreateVersion7().ToString(), "unknown_batch"),
            ("validUntil", "2023-12-31", "period_reversed"),
            ("document", "", "text_blank"),
        ];
        foreach (var (field, value, code) in faults)
        {
            var body = Certificate(supplierId, productId, Register.NewNumber());
            body[field] = value;
            await own.RefusesAsync(
                c => c.PostOnceAsync(Path, body, ct: Ct), 400, code, code == "batch_invalid" ? "batchId" : field);
        }

        await catalog.As(Roles.Supplier, Guid.CreateVersion7()).RefusesAsync(
            c => c.PostOnceAsync(Path, Certificate(supplierId, productId, Register.NewNumber()), ct: Ct), 403, "not_your_organisation");
        await catalog.County().RefusesAsync(
            c => c.PostOnceAsync(Path, Certificate(supplierId, productId, Register.NewNumber()), ct: Ct), 403, "role_not_allowed");
    }

    const string Path = $"{Register.Path}/certificates";

    static JsonObject Certificate(Guid supplierId, Guid productId, string number, string kind = "Organic") => new()
    {
        ["supplierId"] = supplierId.ToString(),
        ["kind"] = kind,
        ["number"] = number,
        ["issuer"] = "中绿华夏有机",
        ["productId"] = productId.ToString(),
        ["validFrom"] = "2024-01-01",
        ["validUntil"] = "2028-12-31",
        ["document"] = "有机产品认证证书",
    };

    static async Task<Guid> StatedAsync(CatalogUnderTest catalog, JsonObject request)
    {
        var own = catalog.As(Roles.Supplier, Guid.Parse((string)request["supplierId"]!));
        using var stated = await own.PostOnceAsync(Path, request, ct: Ct);
        Assert.Equal(HttpStatusCode.Created, stated.StatusCode);
        return (Guid)(await stated.NodeAsync())!["recordId"]!;
    }

    /// <summary>The one certificate that the listing shows.</summary>
    static async Task<(string Kind, string State, string Issuer)> ShownAsync(CatalogUnderTest catalog, Guid productId)
    {
        var product = await catalog.As(Roles.Purchaser).GetNodeAsync($"/catalog/products/{productId}");
        var shown = Assert.Single(product["certificates"]!.AsArray())!;
        return ((string)shown["kind"]!, (string)shown["state"]!, (string)shown["issuer"]!);
    }
}

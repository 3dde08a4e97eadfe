using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Recognitions;

/// <summary>PUT /catalog/recognitions/{recordId}.</summary>
public sealed class RenewRecognitionTests(Catalogs catalogs)
{
    static readonly object Renewal = new { validUntil = "2031-12-31", document = "金农函〔2026〕9号" };

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_renewed_recognition_counts_longer_and_its_listings_say_so(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var number = Register.NewNumber();
        var productId = await catalog.ClaimingProductAsync(supplierId, number);
        var recordId = await catalog.IssuedAsync(Register.Issue(number, supplierId));

        using var renewed = await catalog.County().PutIfMatchAsync($"{Register.Path}/{recordId}", Renewal, 1, Ct);

        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
        Assert.Equal((true, recordId, "2031-12-31"), await catalog.SaidAsync(productId));
        var told = (await catalog.ToldAsync<RecognitionPublished>(2, news => news.RecordId == recordId, recordId))
            .MaxBy(news => news.Version)!;
        Assert.Equal((2L, new DateOnly(2031, 12, 31), "金农函〔2026〕9号"), (told.Version, told.ValidUntil, told.Document));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_has_ended_is_not_renewed_nor_shortened_nor_renewed_by_others(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var expired = Register.Issue(Register.NewNumber(), supplierId);
        expired["validUntil"] = "2026-11-20";
        var recordId = await catalog.IssuedAsync(Register.Issue(Register.NewNumber(), supplierId));

        await RefusesAsync(catalog.County(), await catalog.IssuedAsync(expired), Renewal, 1, 409, "recognition_ended");
        await RefusesAsync(
            catalog.County(), recordId, new { validUntil = "2028-12-31", document = "同日" }, 1, 409, "not_longer");
        await RefusesAsync(catalog.County(), recordId, Renewal, 2, 412, "changed_meanwhile");
        await RefusesAsync(catalog.County(), Guid.CreateVersion7(), Renewal, 1, 404, "recognition_not_found");
        await RefusesAsync(catalog.County(Places.Yanyuan), recordId, Renewal, 1, 403, "not_your_region");
        await RefusesAsync(catalog.As(Roles.Supplier, supplierId), recordId, Renewal, 1, 403, "role_not_allowed");
    }

    static Task RefusesAsync(HttpClient client, Guid recordId, object request, long version, int status, string code) =>
        client.RefusesAsync(c => c.PutIfMatchAsync($"{Register.Path}/{recordId}", request, version, Ct), status, code);
}

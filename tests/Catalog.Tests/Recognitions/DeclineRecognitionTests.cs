using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Recognitions;

/// <summary>POST /catalog/recognitions/refusals (CR-04).</summary>
public sealed class DeclineRecognitionTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_declined_claim_is_told_and_stays_a_claim_until_the_county_issues_it_after_all(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var number = Register.NewNumber();
        var productId = await catalog.ClaimingProductAsync(supplierId, number);

        using var declined = await DeclineAsync(catalog.County(), number, supplierId);

        Assert.Equal(HttpStatusCode.Created, declined.StatusCode);
        var recordId = (Guid)(await declined.NodeAsync())!["recordId"]!;
        var told = (await catalog.ToldAsync<RecognitionPublished>(1, news => news.RecordId == recordId, recordId))[0];
        Assert.Equal((true, null, null), (told.IsDeclined, told.ValidFrom, told.ValidUntil));
        Assert.False((await catalog.SaidAsync(productId)).IsConfirmed);

        Assert.Equal(recordId, await catalog.IssuedAsync(Register.Issue(number, supplierId)));
        Assert.True((await catalog.SaidAsync(productId)).IsConfirmed);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_claim_to_the_number_of_another_holder_is_declined_and_the_holder_keeps_it(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (holderId, otherId) = (await catalog.SupplierAsync(), await catalog.SupplierAsync());
        var number = Register.NewNumber();
        await catalog.IssuedAsync(Register.Issue(number, holderId));
        var product = await catalog.ClaimingProductAsync(holderId, number);

        using var declined = await DeclineAsync(catalog.County(), number, otherId);

        Assert.Equal(HttpStatusCode.Created, declined.StatusCode);
        Assert.True((await catalog.SaidAsync(product)).IsConfirmed);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_issued_or_declined_is_not_declined_again_nor_by_others(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var (issued, number) = (Register.NewNumber(), Register.NewNumber());
        await catalog.IssuedAsync(Register.Issue(issued, supplierId));
        await catalog.County(Places.Yanyuan).RefusesAsync(c => DeclineAsync(c, number, supplierId), 403, "not_your_region");
        await catalog.As(Roles.Supplier, supplierId).RefusesAsync(c => DeclineAsync(c, number, supplierId), 403, "role_not_allowed");
        await catalog.County().RefusesAsync(c => DeclineAsync(c, number, Guid.CreateVersion7()), 400, "unknown_supplier", "supplierId");
        using var declined = await DeclineAsync(catalog.County(), number, supplierId);

        await catalog.County().RefusesAsync(c => DeclineAsync(c, issued, supplierId), 409, "recognition_exists");
        await catalog.County().RefusesAsync(c => DeclineAsync(c, number, supplierId), 409, "recognition_exists");
        var recordId = (Guid)(await declined.NodeAsync())!["recordId"]!;
        await catalog.County().RefusesAsync(
            c => c.PutIfMatchAsync($"{Register.Path}/{recordId}", new { validUntil = "2031-12-31", document = "续" }, 1, Ct),
            409, "recognition_declined");
    }

    static Task<HttpResponseMessage> DeclineAsync(HttpClient client, string number, Guid supplierId) => client.PostOnceAsync(
        $"{Register.Path}/refusals", new { number, supplierId, countyId = Places.Jinyang, reason = "本县未作此认定" }, ct: Ct);
}

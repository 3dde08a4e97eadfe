using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Recognitions;

/// <summary>POST /catalog/recognitions/{recordId}/withdrawal (CR-05b).</summary>
public sealed class WithdrawRecognitionTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_withdrawn_recognition_ends_the_day_before_and_its_listings_say_so(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var number = Register.NewNumber();
        var productId = await catalog.ClaimingProductAsync(supplierId, number);
        var recordId = await catalog.IssuedAsync(Register.Issue(number, supplierId));

        using var withdrawn = await WithdrawAsync(catalog.County(), recordId, "2026-12-01");

        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        Assert.Equal("2026-12-01", (string?)(await withdrawn.NodeAsync())!["withdrawnFrom"]);
        Assert.Equal((true, recordId, "2026-11-30"), await catalog.SaidAsync(productId));
        var told = (await catalog.ToldAsync<RecognitionPublished>(2, news => news.RecordId == recordId, recordId))
            .MaxBy(news => news.Version)!;
        Assert.Equal(
            (2L, new DateOnly(2026, 12, 1), new DateOnly(2028, 12, 31)), (told.Version, told.WithdrawnFrom, told.ValidUntil));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_never_reaches_back_and_is_done_once_by_the_county(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var recordId = await catalog.IssuedAsync(Register.Issue(Register.NewNumber(), supplierId));
        await catalog.County().RefusesAsync(c => WithdrawAsync(c, recordId, "2026-11-20"), 400, "day_past", "from");
        await catalog.County(Places.Yanyuan).RefusesAsync(c => WithdrawAsync(c, recordId, "2026-11-21"), 403, "not_your_region");
        await catalog.As(Roles.Supplier, supplierId).RefusesAsync(c => WithdrawAsync(c, recordId, "2026-11-21"), 403, "role_not_allowed");

        using var withdrawn = await WithdrawAsync(catalog.County(), recordId, "2026-11-21");

        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        await catalog.County().RefusesAsync(c => WithdrawAsync(c, recordId, "2026-11-22"), 409, "recognition_withdrawn");
        await catalog.County().RefusesAsync(
            c => c.PutIfMatchAsync($"{Register.Path}/{recordId}", new { validUntil = "2031-12-31", document = "续" }, 2, Ct),
            409, "recognition_ended");
        await catalog.County().RefusesAsync(c => WithdrawAsync(c, Guid.CreateVersion7(), "2026-11-22"), 404, "recognition_not_found");
    }

    static Task<HttpResponseMessage> WithdrawAsync(HttpClient client, Guid recordId, string from) => client.PostOnceAsync(
        $"{Register.Path}/{recordId}/withdrawal", new { from, reason = "抽检不合格", document = "金农函〔2026〕10号" }, ct: Ct);
}

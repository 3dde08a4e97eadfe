using System.Net;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

public sealed class HeadTests(SharedSite shared) : IClassFixture<SharedSite>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    Site Site => shared.Site;

    [Theory]
    [InlineData("/shop/things", 200)]
    [InlineData("/shop/caller", 200)]
    [InlineData("/shop/things?sise=5", 400)]
    [InlineData("/shop/things/0198c0de-0000-7000-8000-00000000ffff", 404)]
    [InlineData("/shop/openapi.json", 200)]
    [InlineData("/health/live", 200)]
    [InlineData("/shop/decisions/unasked", 405)]
    public async Task HEAD_is_answered_as_GET_is_without_a_body(string path, int status)
    {
        using var get = await Site.SendAsync(Site.Request(HttpMethod.Get, path, Site.Purchaser), Ct);
        using var head = await Site.SendAsync(Site.Request(HttpMethod.Head, path, Site.Purchaser), Ct);
        Assert.Equal((HttpStatusCode)status, head.StatusCode);
        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Ct));
    }
}

using System.Net;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

public sealed class QueryParametersTests(SharedSite shared) : IClassFixture<SharedSite>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    Site Site => shared.Site;

    [Theory]
    [InlineData("sise=5", "parameter_unknown", "sise", "“size”")]
    [InlineData("KINT=Tea", "parameter_unknown", "KINT", "“kind”")]
    [InlineData("regoin=330200", "parameter_unknown", "regoin", "after、kind、size")]
    [InlineData("%00=1", "parameter_unknown", "…", "after、kind、size")]
    [InlineData("size=1&size=2", "parameter_repeated", "size", "2 次")]
    [InlineData("after=%00", "text_unreadable", "after", "控制字符")]
    [InlineData("after=a%E2%80%AEb", "text_unreadable", "after", "控制字符")]
    public async Task What_the_endpoint_does_not_have_is_refused_by_name(string query, string code, string field, string told)
    {
        using var response = await Site.SendAsync(Site.Request(HttpMethod.Get, $"/shop/things?{query}", Site.Purchaser), Ct);
        var problem = await Site.ProblemAsync(response, 400, code, Ct);
        Assert.Equal(field, (string?)problem["field"]);
        Assert.Contains(told, (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_unknown_ones_are_told_at_once_in_the_language_of_the_caller()
    {
        using var response = await Site.SendAsync(
            Site.Request(HttpMethod.Get, "/shop/caller?a=1&b=2", Site.Purchaser, language: "en"), Ct);
        var problem = await Site.ProblemAsync(response, 400, "parameter_unknown", Ct, "en");
        Assert.Equal(["a", "b"], problem["errors"]!.AsArray().Select(error => (string?)error!["field"]));
        Assert.Equal("There is no parameter \"a\"; there are none.", (string?)problem["detail"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?&")]
    [InlineData("?size=1&kind=Tea")]
    [InlineData("?SIZE=1")]
    public async Task What_it_has_is_taken_in_whatever_case(string query)
    {
        using var response = await Site.SendAsync(Site.Request(HttpMethod.Get, $"/shop/things{query}", Site.Purchaser), Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_command_refuses_them_as_well_and_does_nothing()
    {
        var thingId = Guid.CreateVersion7();
        using var request = Site.Request(HttpMethod.Post, "/shop/things?dryRun=true", Site.Purchaser, Site.Thing(thingId));
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var response = await Site.SendAsync(request, Ct);
        await Site.ProblemAsync(response, 400, "parameter_unknown", Ct);
        using var read = await Site.SendAsync(Site.Request(HttpMethod.Get, $"/shop/things/{thingId}", Site.Purchaser), Ct);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }
}

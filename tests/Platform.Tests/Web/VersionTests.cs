using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

public sealed class VersionTests(SharedSite shared) : IClassFixture<SharedSite>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    Site Site => shared.Site;

    [Fact]
    public async Task A_change_of_the_version_that_was_read_is_taken_and_makes_a_new_one()
    {
        var path = await PlaceAsync();
        using var read = await Site.SendAsync(Site.Request(HttpMethod.Get, path, Site.Purchaser), Ct);
        Assert.Equal("\"1\"", read.Headers.ETag?.ToString());
        using var revised = await ReviseAsync(path, "\"1\"");
        Assert.Equal(HttpStatusCode.OK, revised.StatusCode);
        Assert.Equal("\"2\"", revised.Headers.ETag?.ToString());
        Assert.Equal("new", (string?)(await revised.Content.ReadFromJsonAsync<JsonNode>(Ct))!["name"]);
    }

    [Theory]
    [InlineData(null, 428, "if_match_missing")]
    [InlineData("\"2\"", 412, "changed_meanwhile")]
    [InlineData("W/\"1\"", 400, "if_match_invalid")]
    [InlineData("1", 400, "if_match_invalid")]
    [InlineData("*", 400, "if_match_invalid")]
    [InlineData("\"2\", \"3\"", 412, "changed_meanwhile")]
    [InlineData("\"1\", W/\"2\"", 400, "if_match_invalid")]
    [InlineData("\"-1\"", 400, "if_match_invalid")]
    public async Task Without_the_version_that_is_there_nothing_changes(string? ifMatch, int status, string code)
    {
        var path = await PlaceAsync();
        foreach (var language in (string[])["zh", "en"])
        {
            using var response = await ReviseAsync(path, ifMatch, language);
            var problem = await Site.ProblemAsync(response, status, code, Ct, language);
            Assert.Equal("If-Match", (string?)problem["field"]);
        }
    }

    [Fact]
    public async Task A_change_of_one_of_several_versions_that_were_read_is_taken()
    {
        using var revised = await ReviseAsync(await PlaceAsync(), "\"7\", \"1\"");
        Assert.Equal(HttpStatusCode.OK, revised.StatusCode);
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("W/\"1\"")]
    [InlineData("\"7\", W/\"1\"")]
    [InlineData("*")]
    public async Task One_who_has_the_version_already_is_not_sent_it_again(string known)
    {
        var path = await PlaceAsync();
        var request = Site.Request(HttpMethod.Get, path, Site.Purchaser);
        request.Headers.TryAddWithoutValidation("If-None-Match", known);
        using var same = await Site.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(Ct));
        request = Site.Request(HttpMethod.Get, path, Site.Purchaser);
        request.Headers.TryAddWithoutValidation("If-None-Match", "\"0\"");
        using var other = await Site.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    async Task<string> PlaceAsync()
    {
        using var placed = await Site.PlaceAsync(Site.Thing(), Ct);
        return placed.Headers.Location!.ToString();
    }

    Task<HttpResponseMessage> ReviseAsync(string path, string? ifMatch, string language = "zh")
    {
        var request = Site.Request(HttpMethod.Put, path, Site.Purchaser, """{"name":"new"}""", language);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return Site.SendAsync(request, Ct);
    }
}

using System.Globalization;
using System.Net;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

public sealed class PagingTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_hold_every_item_once_and_the_last_has_no_next()
    {
        await using var site = await Site.StartAsync();
        for (var i = 0; i < 7; i++)
        {
            using var placed = await site.PlaceAsync(Site.Thing(name: $"茶 {i}"), Ct);
            Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        }

        List<string?> names = [];
        var (path, pages) = ("/shop/things?size=3", 0);
        while (path is not null)
        {
            var page = await site.GetJsonAsync(path, Site.Purchaser, Ct);
            names.AddRange(page["items"]!.AsArray().Select(i => (string?)i!["name"]));
            pages++;
            path = (string?)page["next"] is { } next ? $"/shop/things?size=3&after={next}" : null;
        }

        Assert.Equal(3, pages);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"茶 {i}"), names);
        Assert.Empty((await site.GetJsonAsync("/shop/things?kind=Wool", Site.Purchaser, Ct))["items"]!.AsArray());
        Assert.Equal(7, (await site.GetJsonAsync("/shop/things?kind=Tea&size=200", Site.Purchaser, Ct))["items"]!.AsArray().Count);
    }

    [Fact]
    public void A_cursor_gives_back_what_it_was_made_of()
    {
        string[] parts = ["青稞 \u001f \"", "", "0198c0de-0000-7000-8000-0000000000aa", "-42", "2026-02-28"];
        var cursor = Cursor.Encode(parts);
        Assert.Matches("^[A-Za-z0-9_-]+$", cursor);
        Assert.Equal(parts, Cursor.Decode(cursor, 5));
        Assert.Equal(Guid.Parse(parts[2], CultureInfo.InvariantCulture), Cursor.Id(parts[2]));
        Assert.Equal(-42, Cursor.Number(parts[3]));
        Assert.Equal(new DateOnly(2026, 2, 28), Cursor.Day(parts[4]));
        Assert.Null(Cursor.Decode(null, 5));
        Assert.Null(Cursor.Decode("", 5));
    }

    [Fact]
    public void A_part_that_is_not_what_it_should_be_is_the_fault_of_the_caller()
    {
        Assert.Throws<InvalidRequestException>(() => Cursor.Id("x"));
        Assert.Throws<InvalidRequestException>(() => Cursor.Number("1.5"));
        Assert.Throws<InvalidRequestException>(() => Cursor.Day("28.2.2026"));
        Assert.Throws<InvalidRequestException>(() => Cursor.Decode(new string('a', 5_000), 1));
    }
}

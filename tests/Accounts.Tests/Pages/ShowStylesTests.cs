using Marketplace.Accounts.Pages;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Accounts.Tests.Pages;

/// <summary>GET /accounts/pages.css, and how pages are written.</summary>
public sealed class ShowStylesTests(SharedAccounts shared)
{
    [Fact]
    public async Task The_styles_are_served_and_load_nothing_from_elsewhere()
    {
        using var browser = (await shared.OnAsync(Engine.Sqlite)).OpenBrowser();

        var styles = await browser.ReadAsync("/accounts/pages.css");

        Assert.Contains("light-dark(", styles, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", styles, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_put_into_a_page_is_encoded_unless_it_is_HTML()
    {
        const string Evil = "<script>alert('x')</script>\" 合作社";

        var html = Html.Of($"<p title=\"{Evil}\">{Html.Of($"<b>{Evil}</b>")}{3}</p>");

        Assert.DoesNotContain("<script>", html.Text, StringComparison.Ordinal);
        Assert.Equal(3, html.Text.Split("合作社").Length);
        Assert.Contains("<b>&lt;script&gt;", html.Text, StringComparison.Ordinal);
        Assert.EndsWith("</b>3</p>", html.Text, StringComparison.Ordinal);
    }
}

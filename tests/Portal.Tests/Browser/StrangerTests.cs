using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>Before and after somebody is signed in.</summary>
public sealed class StrangerTests(RunningPortal portal)
{
    [Theory]
    [InlineData(360, "zh")]
    [InlineData(1280, "en")]
    public async Task The_first_page_is_open_to_everybody(int width, string language)
    {
        await using var visit = await portal.VisitAsync(null, width, language);

        await visit.GoAsync("/");

        await Assertions.Expect(visit.Page.Locator("h1")).ToBeVisibleAsync();
        await visit.ShowsAsync("landing");
    }
}

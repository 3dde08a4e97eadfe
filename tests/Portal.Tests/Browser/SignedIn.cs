using System.Text.RegularExpressions;
using Marketplace.Accounts.Domain;
using Marketplace.AllInOne.Identity;
using Marketplace.Testing;
using Microsoft.Playwright;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>Somebody who has signed in by the pages, as a browser remembers it.</summary>
/// <param name="State">The cookies.</param>
sealed record SignedIn(string Name, string State)
{
    /// <summary>The first of all waits for what is compiled and hashed for the first time, beside other tests.</summary>
    const float LimitMs = 60_000;

    public static async Task<SignedIn> ByPagesAsync(IBrowser browser, Uri url, string name)
    {
        await using var context = await browser.NewContextAsync(new() { BaseURL = url.ToString() });
        context.SetDefaultTimeout(LimitMs);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/portal");
        await page.FillAsync("#email", $"{name}@{SeedAccounts.Domain}");
        await page.FillAsync("#password", SeedAccounts.Password);
        await page.ClickAsync("button[type=submit]");
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/sign-in"), new() { Timeout = LimitMs });
        if (page.Url.Contains("/enrolment", StringComparison.Ordinal))
        {
            var secret = PageClient.FromBase32(await page.Locator("code").First.InnerTextAsync());
            await page.FillAsync("#code", Totp.CodeAt(secret, TimeProvider.System.GetUtcNow()));
            await page.ClickAsync("button[type=submit]");
            await page.ClickAsync("a.button");
        }

        await Visit.ArrivesAtAsync(page, "/portal", LimitMs);
        return new SignedIn(name, await context.StorageStateAsync());
    }
}

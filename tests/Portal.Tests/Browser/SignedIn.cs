using System.Globalization;
using Marketplace.Accounts.Domain;
using Marketplace.AllInOne.Identity;
using Microsoft.Playwright;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>Somebody who has signed in by the pages, as a browser remembers it.</summary>
/// <param name="State">The cookies.</param>
sealed record SignedIn(string Name, string State)
{
    public static async Task<SignedIn> ByPagesAsync(IBrowser browser, Uri url, string name)
    {
        await using var context = await browser.NewContextAsync(new() { BaseURL = url.ToString() });
        // The first of all waits for what is compiled and hashed for the first time, beside other tests.
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/portal");
        await page.FillAsync("#email", $"{name}@{SeedAccounts.Domain}");
        await page.FillAsync("#password", SeedAccounts.Password);
        await page.ClickAsync("button[type=submit]");
        await page.WaitForURLAsync(arrived => !arrived.Contains("/sign-in", StringComparison.Ordinal));
        if (page.Url.Contains("/enrolment", StringComparison.Ordinal))
        {
            var secret = Decode(await page.Locator("code").First.InnerTextAsync());
            await page.FillAsync("#code", Totp.CodeAt(secret, TimeProvider.System.GetUtcNow()));
            await page.ClickAsync("button[type=submit]");
            await page.ClickAsync("a.button");
        }

        await page.WaitForURLAsync(arrived => new Uri(arrived).AbsolutePath == "/portal");
        return new SignedIn(name, await context.StorageStateAsync());
    }

    /// <summary>RFC 4648.</summary>
    static byte[] Decode(string base32)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(base32.Select(letter =>
            Alphabet.IndexOf(letter, StringComparison.Ordinal).ToString("b5", CultureInfo.InvariantCulture)));
        return [.. bits.Chunk(8).Where(octet => octet.Length == 8).Select(octet => Convert.ToByte(new string(octet), 2))];
    }
}

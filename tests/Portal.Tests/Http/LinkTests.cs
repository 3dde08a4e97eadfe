using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.AllInOne.Identity;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Portal.Tests.Http;

/// <summary>A page names no other that its reader may not open, or that says something is missing.</summary>
public sealed class LinkTests(RunningPortal portal)
{
    // Of each kind of page so many: all orders look alike.
    const int OfAKind = 2;

    const int Most = 120;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("yuyao-hospital", "/portal/orders/…")]
    [InlineData("xihu-organ-budget", "/portal/approvals")]
    [InlineData("cangxi-kiwi", "/portal/supply/goods/…")]
    [InlineData("carrier-north", "/portal/loads")]
    [InlineData("sanhe-keeper", "/portal/station/intakes")]
    [InlineData("zhenhai-hall", "/portal/credited")]
    [InlineData("zhejiang-office", "/portal/reports/drill-down")]
    public async Task Every_page_that_a_page_names_opens(string name, string among)
    {
        await portal.AppAsync();
        using var client = new PageClient(portal.Url);
        var home = await client.SignInAsync(
            $"{name}@{SeedAccounts.Domain}", SeedAccounts.Password,
            secret => Totp.CodeAt(secret, TimeProvider.System.GetUtcNow()), Ct);
        Dictionary<string, int> opened = new(StringComparer.Ordinal);
        Queue<(string Path, string From)> named = new(PageClient.LinksOf(home).Select(path => (path, "/portal")));
        HashSet<string> known = [.. named.Select(link => link.Path)];
        List<string> failed = [];
        for (var count = 0; count < Most && named.TryDequeue(out var link);)
        {
            var page = PageClient.PageOf(link.Path);
            if ((opened[page] = opened.GetValueOrDefault(page) + 1) > OfAKind)
            {
                continue;
            }

            count++;
            using var answer = await client.Http.GetAsync(link.Path, Ct);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                failed.Add($"{link.Path}, named by {link.From}, answered {(int)answer.StatusCode}");
            }
            else if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                foreach (var next in PageClient.LinksOf(await answer.Content.ReadAsStringAsync(Ct)).Where(known.Add))
                {
                    named.Enqueue((next, link.Path));
                }
            }
        }

        Assert.True(failed.Count == 0, string.Join(Environment.NewLine, failed));
        Assert.Contains(among, opened.Keys);
    }
}

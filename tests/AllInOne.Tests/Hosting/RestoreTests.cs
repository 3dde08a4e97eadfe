using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Marketplace.AllInOne.Demo;
using Marketplace.AllInOne.Hosting;
using Marketplace.Testing;
using Marketplace.Testing.Servers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.AllInOne.Tests.Hosting;

/// <summary>One database of five goes back to its backup, as deploy/operate/restore.md says, and gets again what it has lost.</summary>
public sealed class RestoreTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_the_ledger_was_restored_what_was_sent_since_is_published_again_and_every_figure_is_as_before()
    {
        using var folder = TestFolder.Create("restore");
        await RunAsync(folder.Path, PlayAsync);
        var since = TimeProvider.System.GetUtcNow();
        foreach (var file in FilesOf(folder.Path))
        {
            File.Copy(file, file.Replace("Crediting.db", "copy-of-Crediting.db", StringComparison.Ordinal));
        }

        var before = "";
        await RunAsync(folder.Path, async address =>
        {
            await PlayAsync(address);
            before = await FiguresAsync(address);
        });

        foreach (var file in FilesOf(folder.Path))
        {
            File.Delete(file);
        }

        foreach (var copy in Directory.GetFiles(folder.Path, "copy-of-Crediting.db*"))
        {
            File.Move(copy, copy.Replace("copy-of-", "", StringComparison.Ordinal));
        }

        // Which heads were signed by then depends on how quick the machine is: there may be none.
        if (File.Exists(folder.File("witness.jsonl")))
        {
            File.Move(folder.File("witness.jsonl"), folder.File("witness-before-the-restore.jsonl"));
        }

        await RunAsync(folder.Path, async address =>
        {
            Assert.NotEqual(before, await FiguresAsync(address));
            using var @operator = await SignInAsync(address, "operator");
            foreach (var service in (string[])["catalog", "ordering", "units", "logistics"])
            {
                using var answer = await @operator.PostOnceAsync($"/{service}/sent-messages/republication", new { since }, ct: Ct);
                answer.EnsureSuccessStatusCode();
            }

            await Eventually.EqualAsync(before, () => FiguresAsync(address), limit: TimeSpan.FromSeconds(60));
        });
    }

    static IEnumerable<string> FilesOf(string folder) =>
        Directory.GetFiles(folder, "Crediting.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal));

    static async Task RunAsync(string folder, Func<Uri, Task> act)
    {
        var start = StartOptions.Read(
            ["--data", folder, "--urls", "http://127.0.0.1:0", "--environment", "Development", "--Auth:DemoIssuer", "ThisMachine",
                "--Logging:LogLevel:Default", "None"]);
        await using var app = await Embedded.BuildAsync(start, Ct);
        await app.StartAsync(Ct);
        await act(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()));
        await app.StopAsync(Ct);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    static async Task PlayAsync(Uri address)
    {
        await using var writer = new StringWriter();
        Assert.True(await PlayDemo.RunAsync(address, writer, TimeProvider.System, Ct), writer.ToString());
    }

    /// <summary>What each pairing was credited with, and how many sales and entries there are.</summary>
    static async Task<string> FiguresAsync(Uri address)
    {
        using var auditor = await SignInAsync(address, "auditor");
        var counts = JsonNode.Parse(await auditor.GetStringAsync("/credits/counts", Ct))!;
        var month = TimeProvider.System.GetUtcNow().AddHours(8).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        var report = JsonNode.Parse(await auditor.GetStringAsync($"/credits/reports/pairing-progress?month={month}", Ct))!;
        return $"{counts["sales"]} {counts["entries"]} {report["rows"]?.ToJsonString()}";
    }

    static async Task<HttpClient> SignInAsync(Uri address, string name)
    {
        var http = new HttpClient { BaseAddress = address };
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("grant_type", "client_credentials"), KeyValuePair.Create("client_id", name),
            KeyValuePair.Create("client_secret", "demo"),
        ]);
        using var answer = await http.PostAsync("/identity/token", form, Ct);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["access_token"]);
        return http;
    }
}

using System.Text.Json.Nodes;
using Marketplace.AllInOne.Identity;
using Marketplace.Contracts;

namespace Marketplace.AllInOne.Demo;

/// <summary>Where the demo is played: the marketplace at an address, the people with their tokens, and the screen.</summary>
sealed class DemoConsole(HttpClient http, TextWriter screen, TimeProvider clock) : IDisposable
{
    readonly Dictionary<string, DemoClient> _onStage = new(StringComparer.Ordinal);

    /// <summary>Today in Asia/Shanghai.</summary>
    public DateOnly Today => BusinessDay.Of(clock.GetUtcNow());

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Somebody of the cast, with a token of the demo issuer.</summary>
    /// <exception cref="DemoFailedException">The issuer gives no token.</exception>
    public async Task<DemoClient> AsAsync(string name, CancellationToken ct)
    {
        if (_onStage.TryGetValue(name, out var acting))
        {
            return acting;
        }

        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = name,
            ["client_secret"] = IssueToken.DemoSecret,
        });
        using var response = await http.PostAsync("/identity/token", form, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        if (!response.IsSuccessStatusCode)
        {
            throw new DemoFailedException($"没有拿到 {name} 的令牌 No token for {name}: {(int)response.StatusCode} {text}");
        }

        return _onStage[name] = new DemoClient(http, (string)JsonNode.Parse(text)!["access_token"]!);
    }

    public Task HeadingAsync(string zh, string en) => screen.WriteLineAsync($"\n{zh}  {en}");

    public Task DoneAsync(string zh, string en) => screen.WriteLineAsync($"  ✓ {zh}  · {en}");

    public Task WriteAsync(string line) => screen.WriteLineAsync(line);

    public void Dispose() => http.Dispose();
}

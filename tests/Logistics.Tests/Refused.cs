using System.Net;
using System.Text.Json;
using Xunit;

namespace Marketplace.Logistics.Tests;

/// <summary>
/// What a refusal must tell: the status, a code for programs, the field if there is one, and a text in the caller's language.
/// </summary>
static class Refused
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Asks in both languages; returns the Chinese and the English text.</summary>
    public static async Task<(string Zh, string En)> AsAsync(
        HttpStatusCode status, string code, string? field, HttpClient client, Func<HttpClient, Task<HttpResponseMessage>> ask)
    {
        var zh = await AskAsync("zh");
        var en = await AskAsync("en");
        Assert.Contains(zh, IsChinese);
        Assert.DoesNotContain(en, IsChinese);
        return (zh, en);

        async Task<string> AskAsync(string language)
        {
            client.DefaultRequestHeaders.AcceptLanguage.Clear();
            client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            return await DetailAsync(status, code, field, await ask(client));
        }
    }

    /// <summary>Checks one answer and returns its text.</summary>
    public static async Task<string> DetailAsync(HttpStatusCode status, string code, string? field, HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(status == answer.StatusCode, $"Expected {status} {code}, but was {answer.StatusCode}: {text}");
        var problem = JsonElement.Parse(text);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(field, problem.TryGetProperty("field", out var at) ? at.GetString() : null);
        return problem.GetProperty("detail").GetString()!;
    }

    static bool IsChinese(char c) => c is >= '\u4e00' and <= '\u9fff';
}

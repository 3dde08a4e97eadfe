using System.Net;
using System.Text.Json;
using Marketplace.Platform.Messaging;
using Xunit;

namespace Marketplace.Accounts.Tests;

/// <summary>What the service answered.</summary>
static class Answers
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    extension(HttpResponseMessage response)
    {
        /// <summary>The body of an answer that must have the status.</summary>
        public async Task<T> BodyAsync<T>(HttpStatusCode status)
        {
            var text = await response.Content.ReadAsStringAsync(Ct);
            Assert.True(status == response.StatusCode, $"{(int)response.StatusCode} {text}");
            return JsonSerializer.Deserialize<T>(text, MessageTypes.Json)!;
        }
    }

    extension(HttpClient client)
    {
        public async Task<T> GetBodyAsync<T>(string path)
        {
            using var response = await client.GetAsync(path, Ct);
            return await response.BodyAsync<T>(HttpStatusCode.OK);
        }

        /// <summary>Asks in Chinese and in English; both must be refused with the code, at the field, in the language.</summary>
        public async Task RefusesAsync(Func<HttpClient, Task<HttpResponseMessage>> ask, int status, string code, string? field = null)
        {
            var details = new HashSet<string>();
            foreach (var language in (string[])["zh", "en"])
            {
                client.DefaultRequestHeaders.AcceptLanguage.Clear();
                client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
                using var response = await ask(client);
                var text = await response.Content.ReadAsStringAsync(Ct);
                Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} {text}");
                var problem = JsonSerializer.Deserialize<JsonElement>(text);
                Assert.Equal(code, problem.GetProperty("code").GetString());
                Assert.Equal([language], response.Content.Headers.ContentLanguage);
                Assert.True(details.Add(problem.GetProperty("detail").GetString()!), "Both languages have the same text.");
                if (field is not null)
                {
                    Assert.Equal(field, problem.GetProperty("field").GetString());
                }
            }
        }
    }
}

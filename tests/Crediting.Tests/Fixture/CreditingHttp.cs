using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Fixture;

/// <summary>Requests and their answers.</summary>
static class CreditingHttp
{
    static readonly string[] EveryRole =
        [Roles.Supplier, Roles.Purchaser, Roles.Approver, Roles.Carrier, Roles.Official, Roles.Auditor, Roles.Operator];

    extension(HttpClient client)
    {
        public async Task<JsonElement> GetJsonAsync(string path)
        {
            var ct = TestContext.Current.CancellationToken;
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative), ct);
            Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(ct)}");
            return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        }

        /// <summary>All items of a list, page by page, each of two items at most.</summary>
        public async Task<IReadOnlyList<JsonElement>> PagesOfTwoAsync(string path)
        {
            var items = new List<JsonElement>();
            string? after = null;
            do
            {
                var page = await client.GetJsonAsync(
                    $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}size=2&after={after}");
                Assert.InRange(page.List("items").Length, 0, 2);
                items.AddRange(page.List("items"));
                after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
            }
            while (after is not null);

            return items;
        }

        /// <summary>The code and field of a refusal, which must tell something in both languages.</summary>
        public async Task<(string Code, string? Field)> RefusedAsync(string path, HttpStatusCode status, HttpMethod? method = null)
        {
            var ct = TestContext.Current.CancellationToken;
            var details = new List<string>();
            JsonElement problem = default;
            foreach (var language in (string[])["zh", "en"])
            {
                using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
                request.Headers.AcceptLanguage.ParseAdd(language);
                using var response = await client.SendAsync(request, ct);
                Assert.Equal(status, response.StatusCode);
                problem = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
                details.Add(problem.GetProperty("detail").GetString()!);
            }

            Assert.Equal(2, details.Distinct().Count(detail => detail.Length > 0));
            return (problem.GetProperty("code").GetString()!, problem.TryGetProperty("field", out var field) ? field.GetString() : null);
        }
    }

    extension(ServiceUnderTest<CreditingDb> service)
    {
        /// <summary>Only these roles may call it: others are refused, and who shows no token has to sign in.</summary>
        public async Task IsForAsync(HttpMethod method, string path, params string[] roles)
        {
            foreach (var role in EveryRole.Except(roles))
            {
                await service.Client(role, Guid.CreateVersion7(), Examples.Zhenhai, "County")
                    .RefusedAsync(path, HttpStatusCode.Forbidden, method);
            }

            await service.ClientWith(null).RefusedAsync(path, HttpStatusCode.Unauthorized, method);
        }

        /// <summary>An official of the nation, who is above all sides.</summary>
        public HttpClient Nation(string subject = "official-nation") =>
            service.ClientWith(TestTokens.For(Roles.Official, tier: "Nation", subject: subject));

        /// <summary>An official of a county, under a name of the county's own.</summary>
        public HttpClient Official(string region, string? subject = null) =>
            service.ClientWith(TestTokens.For(Roles.Official, region: region, tier: "County", subject: subject ?? $"official-{region}"));
    }

    extension(Task<HttpResponseMessage> asked)
    {
        /// <summary>The body of an answer with that status.</summary>
        public async Task<JsonElement> JsonAsync(HttpStatusCode status)
        {
            using var answer = await asked;
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
            return JsonDocument.Parse(text).RootElement;
        }

        /// <summary>Status and code of a refusal, and the field that it is about: "400 text_blank note".</summary>
        public async Task<string> FieldRefusalAsync()
        {
            using var answer = await asked;
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.False(answer.IsSuccessStatusCode, text);
            var problem = JsonDocument.Parse(text).RootElement;
            return $"{(int)answer.StatusCode} {problem.Text("code")} {problem.Text("field")}";
        }

        /// <summary>Status and code of a refusal: "409 month_closed".</summary>
        public async Task<string> RefusalAsync()
        {
            using var answer = await asked;
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.False(answer.IsSuccessStatusCode, text);
            return $"{(int)answer.StatusCode} {JsonDocument.Parse(text).RootElement.Text("code")}";
        }
    }

    extension(JsonElement element)
    {
        public string Text(string name) => element.GetProperty(name).GetString()!;

        public long Number(string name) => element.GetProperty(name).GetInt64();

        public JsonElement[] List(string name) => [.. element.GetProperty(name).EnumerateArray()];
    }
}

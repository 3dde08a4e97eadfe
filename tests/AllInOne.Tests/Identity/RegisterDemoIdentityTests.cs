using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Marketplace.AllInOne.Identity;
using Marketplace.Testing.Servers;
using Xunit;

namespace Marketplace.AllInOne.Tests.Identity;

public sealed class RegisterDemoIdentityTests : IAsyncLifetime
{
    static readonly Guid Org = Guid.CreateVersion7();

    readonly TestFolder _folder = TestFolder.Create("issuer");
    IssuerUnderTest _issuer = null!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _issuer = await IssuerUnderTest.StartAsync(_folder.Path, Ct);

    [Fact]
    public async Task Whoever_registers_gets_tokens_also_after_a_restart()
    {
        Assert.Equal(HttpStatusCode.Created, await RegisterAsync(new { name = "unit-7", role = "purchaser", org = Org }));
        Assert.Equal(Org.ToString(), (string?)(await _issuer.WhoAmIAsync(await _issuer.TokenAsync("unit-7", Ct), Ct))["org"]);

        await _issuer.DisposeAsync();
        await File.AppendAllTextAsync(_folder.File("demo-identities.jsonl"), """{"Name":"half a li""", Ct);
        _issuer = await IssuerUnderTest.StartAsync(_folder.Path, Ct);
        Assert.Equal("unit-7", (string?)(await _issuer.WhoAmIAsync(await _issuer.TokenAsync("unit-7", Ct), Ct))["subject"]);
    }

    [Fact]
    public async Task The_same_once_more_is_no_mistake_but_another_of_the_name_is_refused()
    {
        Assert.Equal(HttpStatusCode.Created, await RegisterAsync(new { name = "again", role = "purchaser", org = Org }));
        Assert.Equal(HttpStatusCode.OK, await RegisterAsync(new { name = "again", role = "purchaser", org = Org }));
        Assert.Equal(HttpStatusCode.Conflict, await RegisterAsync(new { name = "again", role = "approver", org = Org }));
        Assert.Equal(HttpStatusCode.Conflict, await RegisterAsync(new { name = "operator", role = "auditor" }));
    }

    [Theory]
    [InlineData("""{"name":"Big","role":"auditor"}""", "name")]
    [InlineData("""{"name":"","role":"auditor"}""", "name")]
    [InlineData("""{"name":"a b","role":"auditor"}""", "name")]
    [InlineData("""{"name":"x","role":"king"}""", "role")]
    [InlineData("""{"name":"x","role":"supplier"}""", "org")]
    [InlineData("""{"name":"x","role":"purchaser","org":"00000000-0000-0000-0000-000000000000"}""", "org")]
    [InlineData("""{"name":"x","role":"purchaser","org":"me"}""", "org")]
    [InlineData("""{"name":"x","role":"official"}""", "region")]
    [InlineData("""{"name":"x","role":"official","region":"330200","tier":"Village"}""", "tier")]
    [InlineData("""{"role":"auditor"}""", "name")]
    [InlineData("""{"name":"x","role":"auditor","secret":"1"}""", "secret")]
    public async Task What_makes_no_sense_is_refused_with_the_field(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await _issuer.Http.PostAsync("/identity/demo-identities", content, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, (string?)(await response.Content.ReadFromJsonAsync<JsonNode>(Ct))!["field"]);
    }

    [Fact]
    public async Task The_list_has_the_cast_first_and_pages_through_everybody_once()
    {
        await RegisterAsync(new { name = "last", role = "carrier", org = Org });
        List<string> names = [];
        string? after = null;
        do
        {
            var page = (await _issuer.Http.GetFromJsonAsync<JsonNode>(
                $"/identity/demo-identities?size=7{(after is null ? "" : $"&after={after}")}", Ct))!;
            names.AddRange(page["items"]!.AsArray().Select(item => (string)item!["name"]!));
            after = (string?)page["next"];
        }
        while (after is not null);
        Assert.Equal([.. DemoCast.Everybody.Select(identity => identity.Name), "last"], names);
    }

    public async ValueTask DisposeAsync()
    {
        await _issuer.DisposeAsync();
        _folder.Dispose();
    }

    async Task<HttpStatusCode> RegisterAsync(object body)
    {
        using var response = await _issuer.Http.PostAsJsonAsync("/identity/demo-identities", body, Ct);
        return response.StatusCode;
    }
}

using Marketplace.AllInOne.Hosting;
using Marketplace.Testing.Servers;
using Xunit;

namespace Marketplace.AllInOne.Tests.Identity;

public sealed class DemoIssuerTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tokens_outlive_a_restart_and_the_key_is_for_its_owner_alone()
    {
        using var folder = TestFolder.Create("issuer");
        string token;
        await using (var first = await IssuerUnderTest.StartAsync(folder.Path, Ct))
        {
            token = await first.TokenAsync("operator", Ct);
        }

        await using var second = await IssuerUnderTest.StartAsync(folder.Path, Ct);
        Assert.Equal("operator", (string?)(await second.WhoAmIAsync(token, Ct))["subject"]);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("demo-issuer-key.pem")));
        }
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public void The_demo_issuer_starts_only_where_its_own_setting_says_so(string environment)
    {
        using var folder = TestFolder.Create("issuer");
        var start = StartOptions.Read(["identity", "--data", folder.Path, "--environment", environment]);
        var refusal = Assert.Throws<InvalidOperationException>(() => IdentityOnly.Compose(start));
        Assert.Contains("请设置 Auth:Authority", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Set Auth:Authority", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://127.0.0.1:5080;http://192.0.2.1:5080")]
    public void Where_others_could_reach_it_the_demo_issuer_does_not_start(string urls)
    {
        using var folder = TestFolder.Create("issuer");
        var start = StartOptions.Read(["identity", "--data", folder.Path, "--urls", urls, "--Auth:DemoIssuer", "ThisMachine"]);
        var refusal = Assert.Throws<InvalidOperationException>(() => IdentityOnly.Compose(start));
        Assert.Contains("from this machine only", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_has_its_own_name_lead_to_this_machine_gets_no_token()
    {
        using var folder = TestFolder.Create("issuer");
        await using var issuer = await IssuerUnderTest.StartAsync(folder.Path, Ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/identity/demo-identities") { Headers = { Host = "evil.example" } };
        using var answer = await issuer.Http.SendAsync(request, Ct);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public void Data_that_were_not_begun_with_the_demo_issuer_are_not_opened_with_it()
    {
        using var folder = TestFolder.Create("issuer");
        File.WriteAllText(folder.File("Crediting.db"), "");
        var start = StartOptions.Read(["--data", folder.Path, "--urls", "http://127.0.0.1:0", "--Auth:DemoIssuer", "ThisMachine"]);
        var refusal = Assert.Throws<InvalidOperationException>(() => IdentityOnly.Compose(start));
        Assert.Contains("not begun with the demo issuer", refusal.Message, StringComparison.Ordinal);
    }
}

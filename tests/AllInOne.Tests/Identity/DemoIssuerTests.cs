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
    [InlineData("Staging")]
    public void Outside_development_the_demo_issuer_does_not_start(string environment)
    {
        using var folder = TestFolder.Create("issuer");
        var start = StartOptions.Read(["identity", "--data", folder.Path, "--environment", environment]);
        var refusal = Assert.Throws<InvalidOperationException>(() => IdentityOnly.Compose(start));
        Assert.Contains("请设置 Auth:Authority", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Set Auth:Authority", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}

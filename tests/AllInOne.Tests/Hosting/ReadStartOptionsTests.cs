using Marketplace.AllInOne.Hosting;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Marketplace.AllInOne.Tests.Hosting;

public sealed class ReadStartOptionsTests
{
    [Theory]
    [InlineData("", StartMode.Embedded)]
    [InlineData("--urls http://127.0.0.1:5090", StartMode.Embedded)]
    [InlineData("--demo", StartMode.EmbeddedDemo)]
    [InlineData("--demo --exit", StartMode.EmbeddedDemo)]
    [InlineData("demo", StartMode.EmbeddedDemo)]
    [InlineData("demo --against http://127.0.0.1:8080", StartMode.DemoElsewhere)]
    [InlineData("demo --against=https://marketplace.example", StartMode.DemoElsewhere)]
    [InlineData("demo --against nowhere", StartMode.Usage)]
    [InlineData("--against http://127.0.0.1:8080", StartMode.Usage)]
    [InlineData("identity --issuer http://127.0.0.1:8080/identity", StartMode.Identity)]
    [InlineData("migrate", StartMode.Command)]
    [InlineData("parked send --all", StartMode.Command)]
    [InlineData("verify --witness heads.jsonl", StartMode.Command)]
    [InlineData("rebuild", StartMode.Command)]
    [InlineData("replay --into connection", StartMode.Command)]
    [InlineData("perform", StartMode.Usage)]
    [InlineData("--help", StartMode.Usage)]
    internal void The_command_line_says_what_to_be(string line, StartMode mode) => Assert.Equal(mode, Read(line).Mode);

    [Fact]
    public void What_is_meant_for_the_host_is_left_to_it()
    {
        Assert.Equal(["--urls", "http://127.0.0.1:5090"], Read("--demo --exit --data /tmp/x --urls http://127.0.0.1:5090").HostArgs);
        Assert.Equal(["parked", "send", "--all"], Read("parked send --all").HostArgs);
        Assert.Equal(["--urls", "http://127.0.0.1:1"], Read("identity --issuer http://i --urls http://127.0.0.1:1").HostArgs);
    }

    [Fact]
    public void The_demo_has_a_folder_of_its_own_unless_one_is_named()
    {
        Assert.EndsWith(Path.Combine(".data", "embedded"), Read("").DataPath, StringComparison.Ordinal);
        Assert.EndsWith(Path.Combine(".data", "demo"), Read("--demo").DataPath, StringComparison.Ordinal);
        Assert.Equal("/srv/x", Read("--demo --data /srv/x").DataPath);
    }

    [Theory]
    [InlineData("--urls http://0.0.0.0:7000", "http://127.0.0.1:7000/identity")]
    [InlineData("--urls http://*:7000;http://+:7001", "http://127.0.0.1:7000/identity")]
    [InlineData("--urls http://market.example:7000", "http://market.example:7000/identity")]
    [InlineData("--issuer http://127.0.0.1:8080/identity/ --urls http://127.0.0.1:9", "http://127.0.0.1:8080/identity")]
    [InlineData("", "http://127.0.0.1:5080/identity")]
    public void The_issuer_is_named_after_the_address_where_it_can_be_reached(string line, string issuer)
    {
        var start = Read(line);
        var configuration = new ConfigurationBuilder().AddCommandLine(start.HostArgs).Build();
        Assert.Equal(issuer, IssuerUrl.Of(start, configuration));
    }

    static StartOptions Read(string line) => StartOptions.Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

using System.Globalization;
using System.Text.RegularExpressions;
using Marketplace.AllInOne.Hosting;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Marketplace.Testing.Servers;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Marketplace.AllInOne.Tests.Hosting;

/// <summary>How large a body may be is one fact: what a service takes, the edge lets through, and nothing larger.</summary>
public sealed partial class EdgeLimitsTests
{
    const long Mebibyte = 1_048_576;

    [Fact]
    public async Task The_edge_lets_through_what_the_services_take()
    {
        using var folder = TestFolder.Create("edge");
        var start = StartOptions.Read(
            ["--data", folder.Path, "--urls", "http://127.0.0.1:0", "--environment", "Development", "--Auth:DemoIssuer", "ThisMachine",
                "--Logging:LogLevel:Default", "Error"]);
        await using var app = await Embedded.BuildAsync(start, TestContext.Current.CancellationToken);
        var taken = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<BodyLimit>()?.Bytes > Mebibyte)
            .Select(endpoint => (Path: endpoint.RoutePattern.RawText!, Size: endpoint.Metadata.GetMetadata<BodyLimit>()!.Bytes / Mebibyte))
            .ToList();
        var edge = await File.ReadAllTextAsync(
            Repository.PathOf("deploy", "edge", "edge.conf.template"), TestContext.Current.CancellationToken);
        var passed = Location().Matches(edge)
            .Select(match => (Path: match.Groups["path"].Value, Size: long.Parse(match.Groups["size"].Value, CultureInfo.InvariantCulture)))
            .ToList();

        Assert.All(taken, endpoint => Assert.Equal(
            (endpoint.Path, endpoint.Size),
            (endpoint.Path, passed.Where(location => IsIn(location.Path, endpoint.Path))
                .OrderByDescending(location => location.Path.Length).Select(location => location.Size).FirstOrDefault())));
        Assert.All(passed, location => Assert.Contains(
            taken, endpoint => IsIn(location.Path, endpoint.Path)));
        Assert.Equal(Mebibyte, new WebOptions().BodyBytesMax);
        Assert.Contains("\n  client_max_body_size 1m;", edge, StringComparison.Ordinal);
    }

    /// <summary>By the expression of a location ("~ ^/…"), or by how the path begins.</summary>
    static bool IsIn(string location, string path) => location.StartsWith('^')
        ? Regex.IsMatch(path, location, RegexOptions.None, TimeSpan.FromSeconds(1))
        : path.StartsWith(location, StringComparison.Ordinal);

    [GeneratedRegex(@"location (?:~ )?(?<path>\S+) \{\s+client_max_body_size (?<size>\d+)m;")]
    private static partial Regex Location();
}

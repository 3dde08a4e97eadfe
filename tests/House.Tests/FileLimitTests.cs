using System.Globalization;
using System.Text.RegularExpressions;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.House.Tests;

/// <summary>How large a file may be is one fact: in the code that takes it, and at the edge in front of it.</summary>
public sealed partial class FileLimitTests
{
    [Fact]
    public void The_edge_lets_through_what_the_services_take()
    {
        var code = CodeForm().Match(File.ReadAllText(Repository.PathOf("services", "Tables", "TableLimits.cs")));
        Assert.True(code.Success, "TableLimits.FileBytesMax is not a number of mebibytes.");
        var mebibytes = int.Parse(code.Groups[1].Value, CultureInfo.InvariantCulture);
        var edge = EdgeForm().Matches(File.ReadAllText(Repository.PathOf("deploy", "edge", "edge.conf.template")))
            .ToDictionary(location => location.Groups["path"].Value, location => location.Groups["size"].Value);
        Assert.Equal($"{mebibytes}m", edge["/units/imports"]);
        Assert.Equal($"{mebibytes}m", edge["/credits/imports"]);
    }

    [GeneratedRegex(@"FileBytesMax = (\d+) \* 1024 \* 1024;")]
    private static partial Regex CodeForm();

    [GeneratedRegex(@"location (?<path>\S+) \{\s*client_max_body_size (?<size>\w+);")]
    private static partial Regex EdgeForm();
}

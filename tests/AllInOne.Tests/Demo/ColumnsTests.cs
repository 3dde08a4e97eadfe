using Marketplace.AllInOne.Demo;
using Xunit;

namespace Marketplace.AllInOne.Tests.Demo;

public sealed class ColumnsTests
{
    [Theory]
    [InlineData("kg", 2)]
    [InlineData("金阳县", 6)]
    [InlineData("宁波市 → 凉山", 13)]
    [InlineData("（预算）", 8)]
    [InlineData("𠀋", 2)]
    public void Chinese_characters_take_two_places(string text, int places) => Assert.Equal(places, Columns.Width(text));

    [Fact]
    public void Columns_line_up_in_both_scripts()
    {
        string[] lines = [.. Columns.Lines([["东部", "万元"], ["宁波市", "12.50"], ["Ningbo city", "3.00"]], 1)];
        Assert.All([lines[0], lines[2], lines[3]], line => Assert.Equal(Columns.Width(lines[1]), Columns.Width(line)));
        Assert.Equal("宁波市       12.50", lines[2]);
    }
}

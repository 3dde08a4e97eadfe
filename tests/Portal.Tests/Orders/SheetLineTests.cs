using Marketplace.Portal.Orders;
using Xunit;

namespace Marketplace.Portal.Tests.Orders;

/// <summary>What is refused of several lines in one call stands beside the line that it is about.</summary>
public sealed class SheetLineTests
{
    [Theory]
    [InlineData("lines[0].line.quantity", 0)]
    [InlineData("lines[12].lineNumber", 12)]
    [InlineData("lines", null)]
    [InlineData("lines[].line", null)]
    [InlineData("version", null)]
    public void The_place_of_a_fault_names_the_line(string field, int? place) => Assert.Equal(place, SheetLine.PlaceOf(field));
}

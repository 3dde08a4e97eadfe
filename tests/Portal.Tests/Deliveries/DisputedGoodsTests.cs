using Marketplace.Client.Logistics;
using Marketplace.Portal.Deliveries;
using Xunit;

namespace Marketplace.Portal.Tests.Deliveries;

/// <summary>What is or was under dispute is not accepted with the rest.</summary>
public sealed class DisputedGoodsTests
{
    static readonly Guid LineId = Guid.Parse("0199a000-0000-7000-8000-000000000001");

    [Theory]
    [InlineData("11", new string[0], "11")]
    [InlineData("11", new[] { "4" }, "7")]
    [InlineData("11.5", new[] { "4", "7.5" }, "0")]
    public void Of_a_line_is_left_what_nobody_disputes(string dispatched, string[] disputed, string left)
    {
        var shipment = new ShipmentView
        {
            Disputes =
            [
                .. disputed.Select(quantity => new DisputeView { LineId = LineId, Quantity = quantity }),
                new DisputeView { LineId = Guid.CreateVersion7(), Quantity = "1" },
            ],
        };

        Assert.Equal(left, Quantities.Write(shipment.Undisputed(new ShipmentViewLine { LineId = LineId, Dispatched = dispatched })));
    }
}

using Marketplace.Client.Logistics;
using Marketplace.Portal.Clients;
using Xunit;

namespace Marketplace.Portal.Tests.Clients;

/// <summary>A node that was chosen is told from a region that was typed.</summary>
public sealed class PlacesTests
{
    static readonly Guid Hub = Guid.Parse("0199a000-0000-7000-8000-000000000601");

    [Fact]
    public void A_node_is_known_by_the_choice_that_was_offered_and_by_its_id() =>
        Assert.Equal(
            [Hub, Hub],
            [Places.NodeIdOf($" {Places.Choice(new NodeView { Name = "昭觉县级仓", NodeId = Hub })} "), Places.NodeIdOf($"{Hub}")]);

    [Theory, InlineData(""), InlineData("513431"), InlineData("昭觉县"), InlineData("昭觉县级仓 0199a000-0000-7000-8000-00000000060")]
    public void What_names_no_node_is_a_region(string typed) => Assert.Null(Places.NodeIdOf(typed));
}

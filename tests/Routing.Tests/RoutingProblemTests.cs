using Xunit;
using static Marketplace.Routing.Tests.Problems;

namespace Marketplace.Routing.Tests;

public sealed class RoutingProblemTests
{
    [Fact]
    public void What_cannot_be_reckoned_with_is_refused()
    {
        Refused("Two stops have the same id.", [StopAt(1), StopAt(1)], Van());
        Refused("Stop stop 9: place 9 is none of the matrix.", [StopAt(9)], Van());
        Refused("Stop stop 1: its window ends before it begins.", [StopAt(1, earliest: 2, latest: 1)], Van());
        Refused("Stop stop 1: the demand needs 1 numbers from 0 to 20000000.", [StopAt(1, demand: -1)], Van());
        Refused("Stop stop 1: its penalty is not from 0 to 100000000000.", [StopAt(1, penalty: -1)], Van());
        Refused("Vehicles ambient van: the shift ends before it begins.", [], Van(from: 2, until: 1));
        Refused("Vehicles ambient van: the capacity needs 1 numbers from 0 to 20000000.", [], Van(capacity: -1));
        Refused("Vehicles ambient van: start or end is no place of the matrix.", [], Van() with { End = 4 });
        Refused("Vehicles ambient van: the cost per distance is not from 0 to 10,000.", [], Van() with { CostPerDistance = 10_001 });
    }

    [Fact]
    public void A_matrix_has_no_negative_arcs() =>
        Assert.Throws<ArgumentException>(() => new TravelMatrix(2, (_, _) => -1, (_, _) => 1));

    static void Refused(string said, Stop[] stops, VehicleType van) =>
        Assert.Equal(said, Assert.Throws<ArgumentException>(() => new RoutingProblem(Line(4), stops, [van])).Message);
}

using Marketplace.Routing.Search;
using Marketplace.Routing.Solomon;
using Xunit;

namespace Marketplace.Routing.Tests;

public sealed class SolomonFileTests
{
    const string Small = """
        R3

        VEHICLE
        NUMBER     CAPACITY
          25         200

        CUSTOMER
        CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

            0      35         35          0          0       230          0
            1      36         36         10        161       171         10
            2      35         17          7         50        60         10
            3      55         45         13        116       126         10
        """;

    [Fact]
    public void Numbers_are_read_in_tenths_and_distances_truncated()
    {
        var instance = SolomonFile.Read(Small);
        var problem = instance.Problem;
        Assert.Equal("R3", instance.Name);
        Assert.Equal((25, 200), (problem.Vehicles[0].Count, problem.Vehicles[0].Capacity[0]));
        Assert.Equal((0, 2_300), (problem.Vehicles[0].ShiftFrom, problem.Vehicles[0].ShiftUntil));
        Assert.Equal(("1", 1, 10, 1_610, 1_710, 100), Numbers(problem.Stops[0]));
        // The root of 2 is 1.414…, that of 20² + 10² 22.36….
        Assert.Equal((14, 180, 223), (problem.Travel.Distance(0, 1), problem.Travel.Distance(0, 2), problem.Travel.Duration(3, 0)));
        Assert.Equal(3, problem.Stops.Count);
    }

    [Theory]
    [InlineData("\n", "\r\n")]
    [InlineData("\n", "\n\n")]
    [InlineData("  ", "\t")]
    [InlineData("R3\n", "\uFEFFR3\n")]
    [InlineData("230          0", "230.0   0.00  ")]
    public void Blanks_tabs_line_ends_and_decimals_make_no_difference(string written, string otherwise)
    {
        var one = SolomonFile.Read(Small);
        var other = SolomonFile.Read(Small.Replace(written, otherwise, StringComparison.Ordinal));
        Assert.Equal(one.Name, other.Name);
        Assert.Equal(one.Problem.Stops.Select(Numbers), other.Problem.Stops.Select(Numbers));
        Assert.Equal(one.Problem.Vehicles[0].ShiftUntil, other.Problem.Vehicles[0].ShiftUntil);
    }

    [Theory]
    [InlineData("", "There is no line with the number and the capacity of the vehicles.")]
    [InlineData("R3\n 25 200\n 0 35 35 0 0 230 0", "There is no depot with at least one customer.")]
    [InlineData("R3\n 25 200\n 0 35 35 0 0 230 0\n 1 36 36 10 161 171", "Line 4 has 6 numbers instead of seven.")]
    [InlineData("R3\n 25 200\n 0 35 35 0 0 230 0\n 1 36 x 10 161 171 10",
        "Line 4 has something in it that is no number: 1 36 x 10 161 171 10")]
    [InlineData("R3\n 25 200\n 0 35 35 0 0 230 0\n 1 36 36 10 171 161 10", "Stop 1: its window ends before it begins.")]
    [InlineData("R3\n 25 200\n 0 35 35 0 0 230 0\n 1 36 36 1e99 161 171 10", "1E+99 is no whole number that can be reckoned with.")]
    public void What_is_no_instance_is_refused_with_what_is_missing(string text, string said) =>
        Assert.Equal(said, Assert.Throws<FormatException>(() => SolomonFile.Read(text)).Message);

    [Fact]
    public void An_instance_is_solved()
    {
        var problem = SolomonFile.Read(Small).Problem;
        var plan = new RuinAndRecreate().Solve(problem, new SolverLimits(200), null, CancellationToken.None);
        Assert.Equal(new BruteForce(problem).Best().Cost, plan.Cost);
    }

    static (string, int, int, int, int, int) Numbers(Stop stop) =>
        (stop.Id, stop.Place, stop.Demand[0], stop.Earliest, stop.Latest, stop.Service);
}

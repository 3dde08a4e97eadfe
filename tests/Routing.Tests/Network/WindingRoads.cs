using Marketplace.Routing.Network;

namespace Marketplace.Routing.Tests.Network;

/// <summary>
/// Roads on which the way past a place can be longer than the one over it, as it is between gorges and where lanes were declared: a part
/// of all ways takes up to three times as long. The same for a seed.
/// </summary>
sealed class WindingRoads(IRoads roads, uint seed) : IRoads
{
    const uint WindingOfTen = 3;

    public int Places => roads.Places;

    public int Distance(int from, int to) => Longer(from, to, roads.Distance(from, to));

    public int Duration(int from, int to) => Longer(from, to, roads.Duration(from, to));

    /// <summary>A problem on such roads.</summary>
    public static NetworkProblem Of(NetworkProblem problem, int seed) => new(
        problem.Parts, problem.Nodes, problem.Vehicles, new WindingRoads(problem.Roads, (uint)seed), problem.From, problem.Rules,
        problem.OutOfService);

    int Longer(int from, int to, int straight)
    {
        var mixed = unchecked((((uint)from * 2_654_435_761u) ^ ((uint)to * 2_246_822_519u) ^ (seed * 3_266_489_917u)) * 668_265_263u);
        mixed ^= mixed >> 15;
        return mixed % 10 < WindingOfTen ? straight + (int)(straight * 2L * (mixed / 10 % 100) / 100) : straight;
    }
}

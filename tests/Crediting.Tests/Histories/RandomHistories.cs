using FsCheck;
using FsCheck.Fluent;
using Marketplace.Contracts.Logistics;

namespace Marketplace.Crediting.Tests.Histories;

/// <summary>Random histories: returns, splits, registry changes, duplicates, reordering, restarts and closings, all mixed.</summary>
static partial class RandomHistories
{
    /// <summary>Each history follows from one number; what fails is made smaller by leaving out steps and lines.</summary>
    public static readonly Arbitrary<History> Any = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(Of), Smaller);

    public static History Of(int seed) => new Generator(new Random(seed)).Generate(seed);

    /// <summary>Without one half, without a quarter …, without a single step; then with fewer lines.</summary>
    static IEnumerable<History> Smaller(History history)
    {
        for (var length = history.Steps.Count / 2; length > 0; length /= 2)
        {
            for (var from = 0; from + length <= history.Steps.Count; from += length)
            {
                yield return history with { Steps = [.. history.Steps.Take(from), .. history.Steps.Skip(from + length)] };
            }
        }

        for (var i = 0; i < history.Steps.Count; i++)
        {
            foreach (var simpler in Simpler(history.Steps[i].What))
            {
                yield return history with
                {
                    Steps = [.. history.Steps.Take(i), history.Steps[i] with { What = simpler }, .. history.Steps.Skip(i + 1)],
                };
            }
        }
    }

    static IEnumerable<object> Simpler(object what) => what switch
    {
        DeliveryAccepted { Lines.Count: > 1 } sale =>
            sale.Lines.Select(line => sale with { Lines = [.. sale.Lines.Where(item => item != line)] }),
        DeliveryAccepted { Terms: not null } sale => [sale with { Terms = null }],
        DeliveryAccepted { Lines: [{ Goods.Origins: not null } line] } sale =>
            [sale with { Lines = [line with { Goods = line.Goods with { Origins = null } }] }],
        _ => [],
    };
}

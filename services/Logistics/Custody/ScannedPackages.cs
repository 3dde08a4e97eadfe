using System.Globalization;
using Marketplace.Contracts.Proofs;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Custody;

/// <summary>What was handed over: a shipment, and its packages as they were counted or scanned.</summary>
/// <param name="Count">How many; a package that was scanned twice counts once.</param>
/// <param name="Numbers">Which, such as "1-11 13"; null when they were counted by hand.</param>
sealed record ScannedPackages(Guid ShipmentId, int Count, string? Numbers)
{
    /// <summary>Most labels of one call: each is a signature to check.</summary>
    public const int LabelsMax = 2_000;

    /// <summary>Which shipments labels name, whether they are genuine or not.</summary>
    public static IEnumerable<Guid> ClaimedBy(IReadOnlyList<string>? labels) =>
        (labels ?? []).Select(label => LabelCode.TryRead(label, out var code) ? code.Id : (Guid?)null).OfType<Guid>();

    /// <summary>What genuine labels name.</summary>
    /// <param name="labels">One at least.</param>
    /// <exception cref="InvalidRequestException">A label is not genuine, or they are of several shipments.</exception>
    public static ScannedPackages Of(IReadOnlyList<string> labels, LabelKeys keys)
    {
        LabelCode[] codes =
        [
            .. labels.Select((label, index) => keys.ReadPackage(label, string.Create(CultureInfo.InvariantCulture, $"labels[{index}]"))),
        ];
        if (codes.Any(code => code.Id != codes[0].Id))
        {
            throw new InvalidRequestException(
                "labels_of_several_shipments", "labels", "这些标签属于不同的发货单，请按发货单分开登记。",
                "These labels are of several shipments; record each shipment by itself.");
        }

        int[] numbers = [.. codes.Select(code => code.Number).Distinct().Order()];
        return new ScannedPackages(codes[0].Id, numbers.Length, Written(numbers));
    }

    /// <summary>Numbers in order, those that follow each other as "1-11".</summary>
    internal static string Written(IReadOnlyList<int> numbers)
    {
        var runs = new List<(int First, int Last)>();
        foreach (var number in numbers)
        {
            if (runs.Count > 0 && runs[^1].Last + 1 == number)
            {
                runs[^1] = (runs[^1].First, number);
            }
            else
            {
                runs.Add((number, number));
            }
        }

        return string.Join(' ', runs.Select(run => run.First == run.Last
            ? run.First.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{run.First}-{run.Last}")));
    }
}

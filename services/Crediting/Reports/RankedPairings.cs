using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Crediting.Reports;

/// <summary>The pairings of a year with their figures, ranked by year to date within each scheme and tier, whoever asks.</summary>
sealed record RankedPairings(IReadOnlyList<RankedPairings.One> All)
{
    public static async Task<RankedPairings> ReadAsync(
        CreditingDb db, FiguresQuery query, EvidenceState measure, RegistryAsKnown registry, CancellationToken ct, ReportCache? cache = null)
    {
        var figures = await PairingFigures.ReadAsync(db, query, [.. registry.Pairings.Keys], ct, cache);
        return Of(Reported(query.Month, registry, figures), figures, measure);
    }

    /// <summary>
    /// The pairings to which sales could be credited at some time of the year, and those with figures in it for another reason: nothing
    /// that was posted may be missing.
    /// </summary>
    public static IEnumerable<Pairing> Reported(Month month, RegistryAsKnown registry, IReadOnlyDictionary<Guid, HolderFigures> figures)
    {
        var (first, last) = (new DateOnly(month.Year, 1, 1), new DateOnly(month.Year, 12, 31));
        return registry.Pairings.Values.Where(pairing =>
            (pairing.ValidFrom <= last && (pairing.ValidTo is null || pairing.ValidTo > first || pairing.TransitionUntil >= first))
            || (figures.TryGetValue(pairing.PairingId, out var known)
                && (known.Recognised.Entries > 0 || known.LateVerifiedFen != 0 || known.AdjustmentsFen != 0)));
    }

    /// <summary>Equal amounts share a rank.</summary>
    public static RankedPairings Of(IEnumerable<Pairing> pairings, IReadOnlyDictionary<Guid, HolderFigures> figures, EvidenceState measure) => new(
    [
        .. pairings
            .Select(pairing => (Pairing: pairing, Figures: figures.GetValueOrDefault(pairing.PairingId) ?? HolderFigures.None(pairing.PairingId)))
            .GroupBy(one => (one.Pairing.Scheme, one.Pairing.Tier))
            .SelectMany(group =>
            {
                var best = group.OrderByDescending(one => one.Figures.Of(measure).YearToDateFen).ToList();
                var ranks = best.Select((one, index) => (one.Figures.Of(measure).YearToDateFen, Rank: index + 1))
                    .DistinctBy(one => one.YearToDateFen).ToDictionary(one => one.YearToDateFen, one => one.Rank);
                return best.Select(one => new One(one.Pairing, one.Figures, ranks[one.Figures.Of(measure).YearToDateFen], best.Count));
            }),
    ]);

    /// <param name="Pairing">As known.</param>
    /// <param name="Figures">Its figures, zero when there are none.</param>
    /// <param name="Rank">From 1.</param>
    /// <param name="Among">How many are ranked.</param>
    public sealed record One(Pairing Pairing, HolderFigures Figures, int Rank, int Among)
    {
        public Place Place { get; } = new(Pairing.Scheme, Pairing.Tier, Pairing.EastPath, Pairing.WestPath, Pairing.PairingId);
    }

    /// <summary>Where a row stands in a report, the same at any time.</summary>
    public sealed record Place(Scheme Scheme, PairingTier Tier, string EastPath, string WestPath, Guid PairingId) : IComparable<Place>
    {
        public string[] Parts => [Number((int)Scheme), Number((int)Tier), EastPath, WestPath, PairingId.ToString()];

        public static Place Of(string[] parts) =>
            new((Scheme)Cursor.Number(parts[0]), (PairingTier)Cursor.Number(parts[1]), parts[2], parts[3], Cursor.Id(parts[4]));

        public int CompareTo(Place? other)
        {
            if (other is null)
            {
                return 1;
            }

            var tier = (Scheme, Tier).CompareTo((other.Scheme, other.Tier));
            var east = string.CompareOrdinal(EastPath, other.EastPath);
            var west = string.CompareOrdinal(WestPath, other.WestPath);
            return tier != 0 ? tier : east != 0 ? east : west != 0 ? west : PairingId.CompareTo(other.PairingId);
        }

        static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}

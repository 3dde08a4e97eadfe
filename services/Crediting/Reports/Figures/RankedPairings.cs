using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;

namespace Marketplace.Crediting.Reports;

/// <summary>A pairing with its figures and its rank.</summary>
/// <param name="Pairing">As known.</param>
/// <param name="Figures">Its figures, zero when there are none.</param>
/// <param name="Rank">From 1, by year to date among all pairings of the scheme and tier; equal amounts share a rank.</param>
/// <param name="Among">How many are ranked.</param>
public sealed record RankedPairing(Pairing Pairing, HolderFigures Figures, int Rank, int Among)
{
    /// <summary>By scheme, tier and parties.</summary>
    public string Key => field ??= SortKey.Of(
        SortKey.Up((int)Pairing.Scheme), SortKey.Up((int)Pairing.Tier), Pairing.EastPath, Pairing.WestPath, SortKey.Of(Pairing.PairingId));
}

/// <summary>The pairings of a year with their figures, ranked by year to date within each scheme and tier, whoever asks.</summary>
public sealed record RankedPairings(IReadOnlyList<RankedPairing> All)
{
    public static async Task<RankedPairings> ReadAsync(
        CreditingDb db, FiguresQuery query, EvidenceState measure, RegistryAsKnown registry, CancellationToken ct,
        ReportCache? cache = null)
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

    /// <summary>Those of the scheme and tier that are asked for, with a side in the region.</summary>
    public IEnumerable<RankedPairing> Shown(ReportRequest request, ReportScope scope) => All.Where(ranked =>
        (request.Scheme is null || ranked.Pairing.Scheme == request.Scheme) && (request.Tier is null || ranked.Pairing.Tier == request.Tier)
        && scope.Shows(ranked.Pairing.EastPath, ranked.Pairing.WestPath));

    static RankedPairings Of(IEnumerable<Pairing> pairings, IReadOnlyDictionary<Guid, HolderFigures> figures, EvidenceState measure) => new(
    [
        .. pairings
            .Select(pairing =>
                (Pairing: pairing, Figures: figures.GetValueOrDefault(pairing.PairingId) ?? HolderFigures.None(pairing.PairingId)))
            .GroupBy(pair => (pair.Pairing.Scheme, pair.Pairing.Tier))
            .SelectMany(group =>
            {
                var best = group.OrderByDescending(pair => pair.Figures.Of(measure).YearToDateFen).ToList();
                var ranks = best.Select((pair, index) => (pair.Figures.Of(measure).YearToDateFen, Rank: index + 1))
                    .DistinctBy(place => place.YearToDateFen).ToDictionary(place => place.YearToDateFen, place => place.Rank);
                return best.Select(pair => new RankedPairing(
                    pair.Pairing, pair.Figures, ranks[pair.Figures.Of(measure).YearToDateFen], best.Count));
            }),
    ]);
}

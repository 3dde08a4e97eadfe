using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Benchmarks.Ledger;

/// <summary>
/// A nation as the volumes of the rule book describe it: 700 pairings, some hundred western counties, units that buy for their own use.
/// </summary>
sealed class Nation
{
    public const int Cities = 95;
    public const int Counties = 594;
    public const int Units = 3_000;
    public const int Facilitators = 20;
    const int Provinces = 11;

    /// <summary>With this exponent the top tenth of the pairings get some 45 % of the amount.</summary>
    const double PairingSkew = 0.65;
    const double ProductSkew = 1.1;
    const int Products = 20_000;

    static readonly DateOnly Always = new(2016, 1, 1);

    readonly double[] _pairingWeights = Cumulative(Counties, PairingSkew);
    readonly double[] _productWeights = Cumulative(Products, ProductSkew);

    public Nation(DateOnly lastDay)
    {
        var ending = lastDay.AddDays(-200);
        var pairings = new List<PairingPublished>();
        for (var p = 0; p < Provinces; p++)
        {
            pairings.Add(Pairing(pairings.Count, PairingTier.Province, East(p), West(p)));
        }

        for (var c = 0; c < Cities; c++)
        {
            pairings.Add(Pairing(pairings.Count, PairingTier.City, EastCity(c), WestCity(c)));
        }

        for (var k = 0; k < Counties; k++)
        {
            var pairing = Pairing(pairings.Count, PairingTier.County, EastCounty(k), WestCounty(k));

            // Ten end in the second year, with a transition.
            pairings.Add(k % 60 == 7 ? pairing with { ValidTo = ending, TransitionUntil = ending.AddDays(60) } : pairing);
        }

        Pairings = pairings;
    }

    public IReadOnlyList<PairingPublished> Pairings { get; }

    public static RegionPath East(int province) => RegionPath.Root(Code(11 + province, 0, 0));

    public static RegionPath West(int province) => RegionPath.Root(Code(51 + province, 0, 0));

    public static RegionPath EastCity(int city) => East(city % Provinces).Child(Code(11 + (city % Provinces), 1 + (city / Provinces), 0));

    public static RegionPath WestCity(int city) => West(city % Provinces).Child(Code(51 + (city % Provinces), 1 + (city / Provinces), 0));

    public static RegionPath EastCounty(int pairing) => EastCity(pairing % Cities).Child(Code(
        11 + (pairing % Cities % Provinces), 1 + (pairing % Cities / Provinces), 1 + (pairing / Cities)));

    public static RegionPath WestCounty(int pairing) => WestCity(pairing % Cities).Child(Code(
        51 + (pairing % Cities % Provinces), 1 + (pairing % Cities / Provinces), 1 + (pairing / Cities)));

    public static Guid UnitId(int unit) => Id(1, unit);

    public static Guid SupplierId(int supplier) => Id(3, supplier);

    public static Guid ProductId(int product) => Id(6, product);

    public static Guid FacilitatorId(int facilitator) => Id(2, facilitator);

    public static Guid Id(int kind, int number) => new(number, (short)kind, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 9]);

    /// <summary>A pairing of two counties, the first ones far more often than the last.</summary>
    public int DrawPairing(Random random) => Draw(_pairingWeights, random);

    public int DrawProduct(Random random) => Draw(_productWeights, random);

    /// <summary>An amount in fen: log-normal with the median 3,000 and the mean 8,000 yuan.</summary>
    public static long DrawFen(Random random)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return (long)Math.Clamp(300_000 * Math.Exp(1.4006 * normal), 1_000, 5_000_000_000);
    }

    /// <summary>
    /// Where a unit belongs: the eastern county of a pairing; the units of the first pairings are as many as those of the last.
    /// </summary>
    public static RegionPath Seat(int unit) => EastCounty(unit % Counties);

    public static IEnumerable<RegionsPublished> Regions()
    {
        var all = Enumerable.Range(0, Provinces).SelectMany(p => (RegionPath[])[East(p), West(p)])
            .Select(path => Region(path, RegionLevel.Province))
            .Concat(Enumerable.Range(0, Cities).SelectMany(c => (RegionPath[])[EastCity(c), WestCity(c)])
                .Select(path => Region(path, RegionLevel.Prefecture)))
            .Concat(Enumerable.Range(0, Counties).SelectMany(k => (RegionPath[])[EastCounty(k), WestCounty(k)]).Distinct()
                .Select(path => Region(path, RegionLevel.County)));
        return all.Chunk(500).Select(some => new RegionsPublished { Regions = some });
    }

    public static IEnumerable<UnitPublished> AllUnits() => Enumerable.Range(0, Units).Select(unit => new UnitPublished
    {
        UnitId = UnitId(unit),
        Version = 1,
        Name = $"采购单位{unit}",
        Kind = UnitKind.School,
        IsCentral = false,
        IsPairingDesignated = unit % 20 == 0,
        BudgetLevel = unit % 5 == 0 ? null : BudgetLevel.County,
        Affiliations = [new Affiliation(Seat(unit), Always)],
    });

    public static IEnumerable<FacilitatorPublished> AllFacilitators() =>
        Enumerable.Range(0, Facilitators).Select(number => new FacilitatorPublished
        {
            FacilitatorId = FacilitatorId(number),
            Version = 1,
            Name = $"消费协作专馆{number}",
            Kind = FacilitatorKind.Hall,
            Registrations = [new Affiliation(EastCounty(number), Always)],
        });

    static RegionsPublished.Region Region(RegionPath path, RegionLevel level) => new()
    {
        RegionId = path.RegionId,
        Version = 1,
        Code = path.RegionId,
        Name = $"区划{path.RegionId}",
        Level = level,
        Path = path,
        FormerPovertyCounty = level == RegionLevel.County && string.CompareOrdinal(path.RegionId, "5") >= 0
            ? [new RegionsPublished.Listing(new DateOnly(2012, 1, 1), null)]
            : null,
    };

    static PairingPublished Pairing(int number, PairingTier tier, RegionPath east, RegionPath west) => new()
    {
        PairingId = Id(4, number),
        Version = 1,
        Scheme = Scheme.EastWest,
        Tier = tier,
        EastPath = east,
        EastName = $"区划{east.RegionId}",
        WestPath = west,
        WestName = $"区划{west.RegionId}",
        ValidFrom = Always,
    };

    static string Code(int province, int city, int county) =>
        string.Create(CultureInfo.InvariantCulture, $"{province:00}{city:00}{county:00}");

    static double[] Cumulative(int count, double skew)
    {
        var sums = new double[count];
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sums[i] = sum += Math.Pow(i + 1, -skew);
        }

        return sums;
    }

    static int Draw(double[] cumulative, Random random)
    {
        var at = Array.BinarySearch(cumulative, random.NextDouble() * cumulative[^1]);
        return Math.Min(at < 0 ? ~at : at, cumulative.Length - 1);
    }
}

using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <summary>
/// 运价: what a carrier asks for goods of a class from a region to a region, with all that lies in them. Its own word, which binds nobody
/// until it carries the goods. Of one carrier one stands for the same ends and class on a day.
/// </summary>
public sealed class CarrierTariff
{
    const int KgPerTonne = 1_000;

    /// <summary>Made by the carrier.</summary>
    public required Guid Id { get; init; }

    public required Guid CarrierId { get; init; }

    /// <summary>Whose price it is.</summary>
    public Carrier Carrier { get; init; } = null!;

    public required string FromRegionId { get; init; }

    /// <summary>Where goods are taken in.</summary>
    public Region From { get; init; } = null!;

    public required string ToRegionId { get; init; }

    /// <summary>Where goods are handed over.</summary>
    public Region To { get; init; } = null!;

    public required FreightClass Class { get; init; }

    /// <summary>Of a tonne of chargeable weight.</summary>
    public required long FenPerTonne { get; init; }

    /// <summary>The chargeable weight that one lorry takes at most; null when no price of whole lorries is stated.</summary>
    public int? LorryKg { get; init; }

    /// <summary>Of a whole lorry, however full; null when <see cref="LorryKg"/> is.</summary>
    public long? LorryFen { get; init; }

    /// <summary>The least that a consignment costs; 0 when there is no such price.</summary>
    public required long MinimumFen { get; init; }

    /// <summary>The first day on which it stands.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day on which it stands, as it was stated; null when that was left open.</summary>
    public DateOnly? ValidUntil { get; init; }

    public required DateTimeOffset StatedAt { get; init; }

    /// <summary>
    /// The first day on which it stands no longer, since its carrier has ended it or stated another; null while neither has happened.
    /// </summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>The last day on which it stands; null while that is open.</summary>
    public DateOnly? LastDay => EndedOn?.AddDays(-1) is { } last && (ValidUntil is not { } until || last < until) ? last : ValidUntil;

    /// <summary>Whether it stands on the day.</summary>
    public bool IsValidOn(DateOnly day) => ValidFrom <= day && !(ValidUntil < day) && !(EndedOn <= day);

    /// <summary>Whether it is a price of the same carrier for the same ends and class that stands on some day of the other.</summary>
    public bool Overlaps(CarrierTariff other) =>
        (CarrierId, FromRegionId, ToRegionId, Class) == (other.CarrierId, other.FromRegionId, other.ToRegionId, other.Class)
        && !(LastDay < ValidFrom) && !(LastDay < other.ValidFrom) && !(other.LastDay < ValidFrom);

    /// <summary>Whether it stands on another's first day, or stood from that day on, asking the same until the same last day.</summary>
    public bool Says(CarrierTariff other) =>
        (FenPerTonne, LorryKg, LorryFen, MinimumFen, ValidUntil)
            == (other.FenPerTonne, other.LorryKg, other.LorryFen, other.MinimumFen, other.ValidUntil)
        && IsValidOn(other.ValidFrom);

    /// <summary>It stands no longer from a day on.</summary>
    /// <exception cref="RuleBrokenException">It stands no longer by then as it is.</exception>
    public void End(DateOnly day) => EndedOn = LastDay < day
        ? throw new RuleBrokenException(
            "tariff_ended", $"该运价有效至 {LastDay:yyyy-MM-dd}，已失效，无需停用。",
            $"This tariff stood until {LastDay:yyyy-MM-dd}; there is nothing to end.")
        : day;

    /// <summary>
    /// What a consignment costs: by weight or by whole lorries, whichever is less, and the minimum at least; rounded once, half away from
    /// zero.
    /// </summary>
    /// <param name="chargeableKg">More than 0.</param>
    public TariffPrice PriceOf(long chargeableKg)
    {
        var price = new TariffPrice(Rounded(FenPerTonne * chargeableKg, KgPerTonne), FreightBasis.PerTonne, null);
        if (this is { LorryKg: { } lorryKg, LorryFen: { } lorryFen })
        {
            var lorries = (chargeableKg + lorryKg - 1) / lorryKg;
            if (lorries * lorryFen < price.Fen)
            {
                price = new TariffPrice(lorries * lorryFen, FreightBasis.PerLorry, (int)lorries);
            }
        }

        return price.Fen < MinimumFen ? new TariffPrice(MinimumFen, FreightBasis.Minimum, null) : price;
    }

    /// <summary>Of those that stand on a day, the one of each carrier that is most exact for goods from one place to another.</summary>
    /// <param name="tariffs">Of any carriers.</param>
    /// <param name="from">Where the goods are taken in.</param>
    /// <param name="to">Where they are handed over.</param>
    /// <param name="class">In which they travel.</param>
    /// <param name="day">On which they are handed over.</param>
    /// <returns>The smaller region of origin goes before the smaller region of destination.</returns>
    public static IEnumerable<CarrierTariff> MostExact(
        IEnumerable<CarrierTariff> tariffs, RegionPath from, RegionPath to, FreightClass @class, DateOnly day)
    {
        var depths = (From: DepthsIn(from), To: DepthsIn(to));
        return tariffs
            .Where(tariff => tariff.Class == @class && tariff.IsValidOn(day)
                && depths.From.ContainsKey(tariff.FromRegionId) && depths.To.ContainsKey(tariff.ToRegionId))
            .GroupBy(tariff => tariff.CarrierId)
            .Select(own => own.MaxBy(tariff => (depths.From[tariff.FromRegionId], depths.To[tariff.ToRegionId]))!);
    }

    /// <summary>A quotient of what is not negative, half away from zero.</summary>
    internal static long Rounded(Int128 dividend, Int128 divisor) => (long)((2 * dividend + divisor) / (2 * divisor));

    static Dictionary<string, int> DepthsIn(RegionPath path) => path.Ids.Index().ToDictionary(id => id.Item, id => id.Index);
}

/// <summary>What a tariff makes of a consignment.</summary>
/// <param name="Fen">In all.</param>
/// <param name="Basis">What decided.</param>
/// <param name="Lorries">How many whole ones; null when it is not by lorries.</param>
public sealed record TariffPrice(long Fen, FreightBasis Basis, int? Lorries);

/// <summary>What decided on a price of freight.</summary>
public enum FreightBasis
{
    /// <summary>按重量.</summary>
    PerTonne = 1,

    /// <summary>按整车.</summary>
    PerLorry = 2,

    /// <summary>最低收费.</summary>
    Minimum = 3,
}

/// <summary>The temperature in which goods travel.</summary>
public enum FreightClass
{
    /// <summary>常温.</summary>
    Ambient = 1,

    /// <summary>冷藏.</summary>
    Chilled = 2,

    /// <summary>冷冻.</summary>
    Frozen = 3,
}

/// <summary>Freight classes, of products and as plans name them.</summary>
public static class FreightClasses
{
    /// <summary>As plans name it, of <see cref="GoodsClass"/>.</summary>
    public static string NameOf(FreightClass @class) => @class switch
    {
        FreightClass.Ambient => GoodsClass.Ambient,
        FreightClass.Chilled => GoodsClass.Chilled,
        FreightClass.Frozen => GoodsClass.Frozen,
    };

    /// <summary>In which goods travel that have to be kept so; null for those that need no temperature.</summary>
    public static FreightClass Of(TemperatureClass? kept) => kept is not { } known ? FreightClass.Ambient : known switch
    {
        TemperatureClass.Chilled => FreightClass.Chilled,
        TemperatureClass.Frozen => FreightClass.Frozen,
    };

    /// <summary>
    /// In which goods travel together, as shipments do: what needs no temperature may ride with chilled goods; null when frozen goods are
    /// among others.
    /// </summary>
    public static FreightClass? Together(IReadOnlyCollection<FreightClass> classes) =>
        !classes.Contains(FreightClass.Frozen) ? classes.Contains(FreightClass.Chilled) ? FreightClass.Chilled : FreightClass.Ambient
        : classes.All(@class => @class == FreightClass.Frozen) ? FreightClass.Frozen
        : null;
}

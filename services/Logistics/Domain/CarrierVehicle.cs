using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <summary>Vehicles that are alike, as a registered carrier offers them: what they hold, and what a tour costs.</summary>
public sealed class CarrierVehicle
{
    /// <summary>Made by the carrier.</summary>
    public required Guid Id { get; init; }

    public required Guid CarrierId { get; init; }

    public required string Name { get; init; }

    public required VehicleUse Use { get; init; }

    /// <summary>Where collection and delivery begin; null for trunk lorries, which begin where they first load.</summary>
    public Guid? NodeId { get; init; }

    /// <summary>The region in which trunk lorries load, anywhere; null for those of collection and delivery.</summary>
    public string? RegionId { get; init; }

    /// <summary>How many can do a tour on each day.</summary>
    public required int Count { get; init; }

    public required int PayloadKg { get; init; }

    public required int VolumeLitres { get; init; }

    /// <summary>Whether it carries chilled goods; it carries ambient goods as well, on other tours.</summary>
    public required bool IsRefrigerated { get; init; }

    /// <summary>Whether it carries frozen goods, on other tours.</summary>
    public required bool IsFreezer { get; init; }

    /// <summary>From departure to return (driver's hours).</summary>
    public required int HoursMax { get; init; }

    /// <summary>Of a tour, however long.</summary>
    public required long FixedFen { get; init; }

    public required int FenPerKm { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which they are no longer offered; null while they are.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>The temperature classes of goods that can ride on them, of <see cref="GoodsClass"/>.</summary>
    public IReadOnlyList<string> Classes => GoodsClass.Of(IsRefrigerated, IsFreezer);

    public bool IsOfferedOn(DateOnly day) => ValidFrom <= day && !(EndedOn <= day);

    /// <summary>What a tour costs, rounded up to the fen.</summary>
    public long CostOf(long metres) => FixedFen + (metres * FenPerKm + 999) / 1_000;

    /// <summary>They are no longer offered from a day on; tours that are accepted stay.</summary>
    /// <exception cref="RuleBrokenException">They have ended before.</exception>
    public void End(DateOnly day) => EndedOn = EndedOn is { } ended
        ? throw new RuleBrokenException(
            "vehicle_ended", $"该车型已于 {ended:yyyy-MM-dd} 停用。", $"These vehicles are not offered since {ended:yyyy-MM-dd}.")
        : day;
}

/// <summary>On which leg vehicles are used.</summary>
public enum VehicleUse
{
    /// <summary>集货.</summary>
    Collection = 1,

    /// <summary>干线, and direct lorries.</summary>
    Trunk = 2,

    /// <summary>配送.</summary>
    Delivery = 3,
}

/// <summary>Temperature classes of goods, as plans name them: goods of two classes never ride together.</summary>
public static class GoodsClass
{
    public const string Ambient = "ambient";
    public const string Chilled = "chilled";
    public const string Frozen = "frozen";

    /// <summary>In Chinese.</summary>
    public static string NameOf(string @class) => @class switch
    {
        Frozen => "冷冻",
        Chilled => "冷藏",
        _ => "常温",
    };

    /// <summary>What can be kept where there is a cold store or freezer, or neither; goods that need no temperature anywhere.</summary>
    public static IReadOnlyList<string> Of(bool chills, bool freezes) =>
        [Ambient, .. chills ? [Chilled] : Array.Empty<string>(), .. freezes ? [Frozen] : Array.Empty<string>()];
}

using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;

namespace Marketplace.PurchasingUnits.Docks;

/// <summary>What a purchaser says of a dock, when it is registered and when it changes.</summary>
public sealed record DockDescription
{
    const int HoursMax = 50;
    const int VehicleKgLimit = 100_000;

    /// <summary>1 to 100 characters, such as "东校区食堂".</summary>
    public required string Name { get; init; }

    /// <summary>A county, a city without counties or a functional zone.</summary>
    public required string RegionId { get; init; }

    /// <summary>Street and number, 1 to 200 characters.</summary>
    public required string Address { get; init; }

    /// <summary>WGS 84, in degrees from -90 to 90; with the longitude or not at all.</summary>
    public decimal? Latitude { get; init; }

    /// <summary>WGS 84, in degrees from -180 to 180.</summary>
    public decimal? Longitude { get; init; }

    /// <summary>1 to 50 times of weekdays without overlap; it is closed outside of them.</summary>
    public required IReadOnlyList<ReceivingHours> Hours { get; init; }

    /// <summary>The payload of the largest vehicle that it can unload, in kilograms, 1 to 100,000; absent when not limited.</summary>
    public int? VehicleKgMax { get; init; }

    /// <summary>Whether chilled goods can be kept.</summary>
    public required bool HasColdStore { get; init; }

    /// <summary>Which post takes in the goods, such as 食堂库管岗, not which person; at most 100 characters.</summary>
    public string? ContactPost { get; init; }

    internal DockFacts Facts => new()
    {
        Name = Name,
        RegionId = RegionId,
        Address = Address,
        Latitude = Rounded(Latitude),
        Longitude = Rounded(Longitude),
        Hours = [.. Hours.OrderBy(hours => hours.Weekday).ThenBy(hours => hours.From)],
        VehicleKgMax = VehicleKgMax,
        HasColdStore = HasColdStore,
        ContactPost = ContactPost,
    };

    /// <summary>To a millionth of a degree, as it is stored.</summary>
    static decimal? Rounded(decimal? degrees) => degrees is { } given ? decimal.Round(given, 6) : null;

    internal void Check(Checks check)
    {
        check.Text(Name, "name", max: 100);
        check.RegionId(RegionId, "regionId");
        check.Text(Address, "address", max: 200);
        check.TextOrNone(ContactPost, "contactPost", max: 100);
        check.Range(VehicleKgMax ?? 1, 1, VehicleKgLimit, "vehicleKgMax");
        check.Range(Latitude ?? 0, -90, 90, "latitude");
        check.Range(Longitude ?? 0, -180, 180, "longitude");
        check.That(
            Latitude is null == Longitude is null,
            "latitude",
            "coordinates_incomplete",
            "经度和纬度须同时填写。",
            "Give both latitude and longitude, or neither.");
        check.Count(Hours.Count, 1, HoursMax, "hours", "段收货时间", "receiving times");
        check.Each(Hours, "hours", static (hours, within) =>
        {
            within.That(
                hours.From < hours.Until && hours.From.IsWholeMinute && hours.Until.IsWholeMinute,
                "until",
                "hours_reversed",
                "收货时间须精确到分钟，且止时须晚于起时；跨午夜请分为两段。",
                "Receiving times are whole minutes and end later than they begin; split what crosses midnight.");
        });
        CheckOverlap(check);
    }

    void CheckOverlap(Checks check)
    {
        foreach (var day in Hours.GroupBy(hours => hours.Weekday))
        {
            ReceivingHours[] ordered = [.. day.OrderBy(hours => hours.From)];
            check.That(
                ordered.Zip(ordered.Skip(1), (hours, next) => hours.Until <= next.From).All(apart => apart),
                "hours",
                "hours_overlap",
                $"{Weekdays.Zh(day.Key)}的收货时间重叠。",
                $"The receiving times of {day.Key} overlap.");
        }
    }
}

using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Catalog.Tests;

/// <summary>The regions that all tests know.</summary>
static class Places
{
    public const string Sichuan = "510000";
    public const string Liangshan = "513400";
    public const string Jinyang = "513430";
    public const string Yanyuan = "513423";
    public const string Inner = "150000";
    public const string Hohhot = "150100";
    public const string Wuchuan = "150125";
    public const string Guangdong = "440000";
    public const string Dongguan = "441900";
    public const string Hubei = "420000";
    public const string DirectlyAdministered = "429000";
    public const string Xiantao = "429004";
    public const string Merged = "330104";
    public const string Hengqin = "zone-hengqin";

    public static RegionsPublished All { get; } = Published(
        Region(Sichuan, "四川省", RegionLevel.Province, $"/{Sichuan}/"),
        Region(Liangshan, "凉山彝族自治州", RegionLevel.Prefecture, $"/{Sichuan}/{Liangshan}/"),
        Region(Jinyang, "金阳县", RegionLevel.County, $"/{Sichuan}/{Liangshan}/{Jinyang}/"),
        Region(Yanyuan, "盐源县", RegionLevel.County, $"/{Sichuan}/{Liangshan}/{Yanyuan}/"),
        Region(Inner, "内蒙古自治区", RegionLevel.Province, $"/{Inner}/"),
        Region(Hohhot, "呼和浩特市", RegionLevel.Prefecture, $"/{Inner}/{Hohhot}/"),
        Region(Wuchuan, "武川县", RegionLevel.County, $"/{Inner}/{Hohhot}/{Wuchuan}/"),
        Region(Guangdong, "广东省", RegionLevel.Province, $"/{Guangdong}/"),
        Region(Dongguan, "东莞市", RegionLevel.Prefecture, $"/{Guangdong}/{Dongguan}/"),
        Region(Hubei, "湖北省", RegionLevel.Province, $"/{Hubei}/"),
        Region(DirectlyAdministered, "湖北省直辖县级行政区划", RegionLevel.Prefecture, $"/{Hubei}/{DirectlyAdministered}/"),
        Region(Xiantao, "仙桃市", RegionLevel.County, $"/{Hubei}/{DirectlyAdministered}/{Xiantao}/"),
        Region(Merged, "江干区", RegionLevel.County, "/330000/330100/330104/") with { EndedOn = new DateOnly(2021, 1, 1) },
        Region(Hengqin, "横琴粤澳深度合作区", RegionLevel.FunctionalZone, $"/{Guangdong}/{Hengqin}/"));

    public static RegionsPublished Published(params RegionsPublished.Region[] regions) => new() { Regions = regions };

    public static RegionsPublished.Region Region(string id, string name, RegionLevel level, string path, long version = 1) => new()
    {
        RegionId = id,
        Version = version,
        Code = level == RegionLevel.FunctionalZone ? null : id,
        Name = name,
        Level = level,
        Path = new RegionPath(path),
    };
}

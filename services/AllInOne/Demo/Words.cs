using Marketplace.Contracts;

namespace Marketplace.AllInOne.Demo;

/// <summary>What people call the values of the contracts.</summary>
static class Words
{
    public static string Scheme(Scheme scheme) => scheme switch
    {
        Contracts.Scheme.EastWest => "东西部协作",
        Contracts.Scheme.Counterpart => "对口支援",
        Contracts.Scheme.Designated => "定点帮扶",
        Contracts.Scheme.Quota => "预留份额",
    };

    public static string Tier(PairingTier tier) => tier switch
    {
        PairingTier.Province => "省级",
        PairingTier.City => "地市级",
        PairingTier.County => "县级",
        PairingTier.Unit => "单位",
    };
}

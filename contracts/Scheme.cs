namespace Marketplace.Contracts;

/// <summary>The policy under which an east–west relation exists. Figures of different schemes are never added up (CR-13).</summary>
public enum Scheme
{
    /// <summary>东西部协作.</summary>
    EastWest = 1,

    /// <summary>对口支援.</summary>
    Counterpart = 2,

    /// <summary>定点帮扶.</summary>
    Designated = 3,

    /// <summary>预留份额.</summary>
    Quota = 4,
}

/// <summary>The level at which two parties are paired. Stored, not derived: a district may be paired with a prefecture.</summary>
public enum PairingTier
{
    Province = 1,
    City = 2,
    County = 3,
    Unit = 4,
}

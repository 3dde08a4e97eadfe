namespace Marketplace.Logistics.Domain;

/// <summary>What came of stating something to a register: a lane, a node, vehicles or a tariff.</summary>
public enum RegisterEffect
{
    /// <summary>It stands already as stated.</summary>
    Unchanged = 1,

    /// <summary>Nothing stood in its place on its first day.</summary>
    Added = 2,

    /// <summary>What stood in its place ends on its first day.</summary>
    Superseded = 3,

    /// <summary>It stands as stated, and now has an end.</summary>
    Ended = 4,
}

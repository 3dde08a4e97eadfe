namespace Marketplace.Routing;

/// <summary>
/// Why a stop is left out. The first four hold for the stop alone and are looked at in this order: each time only those types of
/// vehicles are left that met the ones before. The others hold for the plan as a whole.
/// </summary>
public enum LeftOutReason
{
    /// <summary>No type of vehicle is fit for its temperature class.</summary>
    NoVehicleOfClass = 1,

    /// <summary>It is larger than each vehicle of its class. Needed and available are of <see cref="LeftOutStop.Dimension"/>.</summary>
    TooLarge = 2,

    /// <summary>
    /// Straight from the start each vehicle comes too late. Needed is the earliest arrival, available the end of the window.
    /// </summary>
    WindowUnreachable = 3,

    /// <summary>
    /// There and back takes longer than each shift. Needed and available are durations from the start of the shift, or of the tour.
    /// </summary>
    ShiftTooShort = 4,

    /// <summary>
    /// All vehicles that could take it are under way, and none of them has room. Needed and available are of a dimension.
    /// </summary>
    CapacityUsedUp = 5,

    /// <summary>
    /// All vehicles that could take it are under way; those with room come nowhere by in its window and within their shift.
    /// </summary>
    TimeUsedUp = 6,

    /// <summary>It is optional and costs more than its penalty. Needed is the least cost of serving it, available the penalty.</summary>
    NotWorthIt = 7,
}

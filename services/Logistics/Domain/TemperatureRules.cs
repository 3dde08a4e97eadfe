namespace Marketplace.Logistics.Domain;

/// <summary>
/// From when on temperatures beyond the limits are a breach: how far, and for how long in one stretch. Frozen into a shipment when it is
/// planned, so that its verdict can be had again.
/// </summary>
/// <param name="SlightBeyond">More than so many °C beyond the limits count; less is what loggers differ by.</param>
/// <param name="SlightMinutes">For longer than so many minutes they are a breach.</param>
/// <param name="SevereBeyond">More than so many °C beyond the limits</param>
/// <param name="SevereMinutes">are one for longer than so many minutes.</param>
/// <param name="GapMinutes">Between two readings further apart nobody knows: neither a breach nor a proof of none.</param>
public sealed record TemperatureRules(
    decimal SlightBeyond, int SlightMinutes, decimal SevereBeyond, int SevereMinutes, int GapMinutes)
{
    public static TemperatureRules Default { get; } = new(0.5m, 60, 5m, 15, 30);
}

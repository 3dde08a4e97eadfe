using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <content>How its goods have to be kept, what loggers said of it, and what follows from it (decision 94).</content>
public sealed partial class Shipment
{
    /// <summary>So many days after the acceptance loggers may still be read out.</summary>
    const int ReadOutDaysMax = 30;

    /// <summary>A logger's clock may be so far ahead of ours.</summary>
    static readonly TimeSpan LoggerAheadMax = TimeSpan.FromMinutes(5);

    /// <summary>How its goods have to be kept, as it was when it was planned; null when none need any temperature.</summary>
    public TemperatureControl? Temperature { get; private set; }

    /// <summary>When the first breach was found; null when there was none.</summary>
    public DateTimeOffset? BreachedAt { get; private set; }

    /// <summary>Since when a breach waits for a decision; null when none does.</summary>
    public DateTimeOffset? BreachOpenSince { get; private set; }

    /// <summary>
    /// The class in which all its goods that are not cancelled travel, of <see cref="GoodsClass"/>; null when frozen goods are among
    /// others, with which they can't ride. What needs no temperature may ride with chilled goods of the same shipment.
    /// </summary>
    public string? ClassOfGoods
    {
        get
        {
            var kept = OpenLines.Select(line => Temperature?.LimitsOf(line.LineNumber)?.Class).Distinct().ToList();
            return !kept.Contains(TemperatureClass.Frozen)
                ? kept.Contains(TemperatureClass.Chilled) ? GoodsClass.Chilled : GoodsClass.Ambient
                : kept.Count == 1 ? GoodsClass.Frozen : null;
        }
    }

    /// <summary>Freezes how its goods have to be kept; once, when it is planned.</summary>
    public Shipment Keep(TemperatureControl? control)
    {
        Temperature = control;
        return this;
    }

    /// <summary>Refuses when loggers can't be read out for it, or not any more.</summary>
    /// <exception cref="RuleBrokenException">None of its goods has limits, it was not dispatched, or it ended long ago.</exception>
    public TemperatureControl RequireReadable(DateTimeOffset now)
    {
        if (Temperature is not { } control)
        {
            throw new RuleBrokenException(
                "no_temperature_limits",
                "此发货单的货物没有温度要求，无需上传温度记录。",
                "No goods of this shipment have to be kept at a temperature; there is nothing to send readings for.");
        }

        if (DispatchedAt is null)
        {
            throw NotYet("not_dispatched", "请等供应商发货后再上传温度记录。", "Send readings after the supplier has dispatched it.");
        }

        return (AcceptedAt ?? LostAt)?.AddDays(ReadOutDaysMax) < now
            ? throw new RuleBrokenException(
                "readings_closed",
                $"验收（或认定未送达）已超过 {ReadOutDaysMax} 天，不再接收温度记录。",
                $"It was accepted, or lost, more than {ReadOutDaysMax} days ago: readings are taken no more.")
            : control;
    }

    /// <summary>Refuses a reading of a moment that is not of its way, from the dispatch to the delivery.</summary>
    /// <exception cref="InvalidRequestException">It is before the dispatch, after the delivery or in the future.</exception>
    public void RequireOnTheWay(DateTimeOffset statedAt, DateTimeOffset now)
    {
        var from = StatedDispatchedAt ?? DispatchedAt!.Value;
        if (statedAt > now + LoggerAheadMax)
        {
            throw new InvalidRequestException(
                "reading_in_future", "statedAt",
                $"读数时间晚于现在（北京时间 {BusinessDay.Text(now)}）；请校准记录仪时钟。",
                $"The reading is of a time later than now, {BusinessDay.Text(now)} (UTC+8); set the clock of the logger.");
        }

        if (statedAt < from)
        {
            throw new InvalidRequestException(
                "before_dispatch", "statedAt",
                $"读数时间早于发货时间 {BusinessDay.Text(from)}（北京时间），不计入本单。",
                $"The reading is of a time before the dispatch at {BusinessDay.Text(from)} (UTC+8) and does not count for this shipment.");
        }

        if (DeliveredAt is { } delivered && statedAt > delivered)
        {
            throw new InvalidRequestException(
                "after_delivery", "statedAt",
                $"读数时间晚于签收时间 {BusinessDay.Text(delivered)}（北京时间），不计入本单。",
                $"The reading is of a time after the delivery at {BusinessDay.Text(delivered)} (UTC+8) and does not count for it.");
        }
    }

    /// <summary>Takes in what loggers say. A breach stops the buyer's silence until it is decided.</summary>
    /// <param name="readings">All readings of the shipment, the new ones among them.</param>
    /// <param name="now">The server's clock.</param>
    /// <returns>True when a breach was found that was not known.</returns>
    public bool TakeReadings(IReadOnlyCollection<TemperatureReading> readings, DateTimeOffset now)
    {
        var before = Temperature!;
        var at = Instants.Later(now, DispatchedAt!.Value);
        Temperature = before.With(readings, at);
        if (Temperature.Version == before.Version)
        {
            return false;
        }

        BreachedAt ??= at;
        BreachOpenSince ??= at;
        // What silence has accepted by now is accepted, although nobody may have looked yet.
        if (AcceptDueAt > now)
        {
            AcceptDueAt = null;
        }

        return true;
    }

    /// <summary>
    /// Somebody decides on the breaches that were found. The buyer has all its days again; what is unfit its silence rejects.
    /// </summary>
    /// <exception cref="RuleBrokenException">No breach waits for a decision.</exception>
    public void DecideBreach(TemperatureDecision decision, AcceptanceRules? rules = null)
    {
        if (Temperature is not { IsOpen: true } control)
        {
            throw new RuleBrokenException(
                "no_open_breach", "此发货单没有待处理的超温。", "No breach of this shipment's cold chain waits for a decision.");
        }

        var at = Instants.Later(decision.At, BreachOpenSince!.Value);
        Temperature = control.With(decision with { At = at });
        BreachOpenSince = null;
        if (State == ShipmentState.Delivered && IsArrivalProved && HasUndisputed)
        {
            AcceptDueAt ??= DueFrom(at, rules);
        }
    }

    /// <summary>
    /// An acceptance under an open breach is not earlier than the breach was found, so that it is held although two clocks differ.
    /// </summary>
    DateTimeOffset AfterBreach(DateTimeOffset at) => BreachOpenSince is { } since ? Instants.Later(at, since) : at;

    /// <summary>When silence accepts what arrived then; null while a breach waits for a decision, which stops the clock.</summary>
    DateTimeOffset? SilenceDueFrom(DateTimeOffset at, AcceptanceRules? rules) =>
        Temperature is { IsOpen: true } ? null : DueFrom(at, rules);
}

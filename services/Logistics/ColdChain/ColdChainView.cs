using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.ColdChain;

/// <summary>How the goods of a shipment have to be kept, what loggers say of it, and what was decided.</summary>
public sealed record ColdChainView
{
    public required ColdChainState State { get; init; }

    /// <summary>What has to be kept how; frozen when the shipment was planned.</summary>
    public required IReadOnlyList<GoodsView> Goods { get; init; }

    public required int Readings { get; init; }

    public DateTimeOffset? FirstReadingAt { get; init; }

    public DateTimeOffset? LastReadingAt { get; init; }

    /// <summary>In °C; absent without readings.</summary>
    public decimal? MinCelsius { get; init; }

    /// <summary>In °C; absent without readings.</summary>
    public decimal? MaxCelsius { get; init; }

    public required int BreachCount { get; init; }

    /// <summary>The worst 20 first.</summary>
    public required IReadOnlyList<BreachView> Breaches { get; init; }

    public required int GapCount { get; init; }

    /// <summary>The first 20: nobody knows how goods were kept meanwhile.</summary>
    public required IReadOnlyList<GapView> Gaps { get; init; }

    /// <summary>The oldest first.</summary>
    public required IReadOnlyList<DecisionView> Decisions { get; init; }

    /// <summary>What is told of a shipment; null when none of its goods has limits.</summary>
    /// <param name="shipment">The shipment.</param>
    /// <param name="scans">Its hand-overs, from which follows who had the goods.</param>
    internal static ColdChainView? Of(Shipment shipment, IEnumerable<CustodyEvent> scans)
    {
        if (shipment.Temperature is not { } control)
        {
            return null;
        }

        var chain = CustodyChain.Of(shipment.SupplierId, shipment.ConfirmedAt, scans);
        return new ColdChainView
        {
            State = StateOf(control),
            Goods = [.. control.Goods.Select(GoodsView.Of)],
            Readings = control.Readings,
            FirstReadingAt = control.FirstReadingAt,
            LastReadingAt = control.LastReadingAt,
            MinCelsius = control.MinCelsius,
            MaxCelsius = control.MaxCelsius,
            BreachCount = control.BreachCount,
            Breaches = [.. control.Breaches.Select(breach => BreachView.Of(breach, chain.HolderAt(breach.From)))],
            GapCount = control.GapCount,
            Gaps = [.. control.Gaps.Select(gap => new GapView { Class = gap.Class, From = gap.From, Until = gap.Until })],
            Decisions = [.. control.Decisions.Select(DecisionView.Of)],
        };
    }

    internal static ColdChainState StateOf(TemperatureControl control) =>
        control.IsOpen ? ColdChainState.Breached
        : control.Lines.Any(line => line.Verdict == ColdChainVerdict.Unfit) ? ColdChainState.Unfit
        : control.Lines.Count > 0 ? ColdChainState.Fit
        : control.Readings == 0 ? ColdChainState.NotRead
        : ColdChainState.Kept;

    /// <summary>Lines with the limits of their goods.</summary>
    public sealed record GoodsView
    {
        public required TemperatureClass Class { get; init; }

        /// <summary>Not colder, in °C.</summary>
        public required decimal MinCelsius { get; init; }

        /// <summary>Not warmer, in °C.</summary>
        public required decimal MaxCelsius { get; init; }

        public required IReadOnlyList<int> LineNumbers { get; init; }

        internal static GoodsView Of(ControlledGoods goods) => new()
        {
            Class = goods.Limits.Class,
            MinCelsius = goods.Limits.MinCelsius,
            MaxCelsius = goods.Limits.MaxCelsius,
            LineNumbers = goods.LineNumbers,
        };
    }

    /// <summary>Goods were beyond their limits for too long, as one logger says.</summary>
    public sealed record BreachView
    {
        public required string DeviceId { get; init; }

        public required TemperatureClass Class { get; init; }

        public required IReadOnlyList<int> LineNumbers { get; init; }

        public required DateTimeOffset From { get; init; }

        public required DateTimeOffset Until { get; init; }

        /// <summary>From the first reading beyond the limits to the last.</summary>
        public required int Minutes { get; init; }

        /// <summary>The furthest beyond the limits, in °C.</summary>
        public required decimal PeakCelsius { get; init; }

        /// <summary>Far beyond the limits for longer than is allowed for that.</summary>
        public required bool IsSevere { get; init; }

        /// <summary>Who had the goods when it began, as the hand-overs say.</summary>
        public required CustodyHolder Holder { get; init; }

        public required Guid HolderId { get; init; }

        internal static BreachView Of(TemperatureBreach breach, CustodyPeriod custody) => new()
        {
            DeviceId = breach.DeviceId,
            Class = breach.Class,
            LineNumbers = breach.LineNumbers,
            From = breach.From,
            Until = breach.Until,
            Minutes = (int)(breach.Until - breach.From).TotalMinutes,
            PeakCelsius = breach.PeakCelsius,
            IsSevere = breach.IsSevere,
            Holder = custody.Holder,
            HolderId = custody.HolderId,
        };
    }

    /// <summary>A time without readings.</summary>
    public sealed record GapView
    {
        public required TemperatureClass Class { get; init; }

        public required DateTimeOffset From { get; init; }

        public required DateTimeOffset Until { get; init; }
    }

    /// <summary>What was decided.</summary>
    public sealed record DecisionView
    {
        public required ColdChainVerdict Verdict { get; init; }

        public required ColdChainDecider By { get; init; }

        public required string Note { get; init; }

        /// <summary>Absent when the supplier decided against itself.</summary>
        public string? Document { get; init; }

        public required DateTimeOffset DecidedAt { get; init; }

        internal static DecisionView Of(TemperatureDecision decision) => new()
        {
            Verdict = decision.Verdict,
            By = decision.By,
            Note = decision.Note,
            Document = decision.Document,
            DecidedAt = decision.At,
        };
    }
}

/// <summary>What is known of the temperatures of a shipment.</summary>
public enum ColdChainState
{
    /// <summary>无记录: no logger was read out.</summary>
    NotRead = 1,

    /// <summary>未见超温: the readings that there are show no breach.</summary>
    Kept = 2,

    /// <summary>超温待处置: a breach waits for a decision.</summary>
    Breached = 3,

    /// <summary>认定合格.</summary>
    Fit = 4,

    /// <summary>认定不合格.</summary>
    Unfit = 5,
}

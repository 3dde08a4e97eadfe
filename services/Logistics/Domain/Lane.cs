using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <summary>
/// 运输线路: how far it is and how long a lorry takes from one end to the other, in this direction, as an office states it. An end is a node
/// or a region; of two ends one lane stands at a time.
/// </summary>
public sealed class Lane
{
    /// <summary>A kilometre longer than any road in the country.</summary>
    public const int MetresMax = 10_000_000;

    /// <summary>Two weeks.</summary>
    public const int MinutesMax = 20_160;

    public required Guid Id { get; init; }

    /// <summary>The id of the node or region in which it begins: by it lanes of the same ends are found.</summary>
    public required string BeginsAt { get; init; }

    /// <summary>The id of the node or region in which it ends.</summary>
    public required string EndsAt { get; init; }

    /// <summary>The node where it begins; null when it is a lane of the whole region.</summary>
    public Guid? FromNodeId { get; init; }

    /// <summary>The region in which it begins, of a node its region: its offices state the lane.</summary>
    public required string FromRegionId { get; init; }

    public Region FromRegion { get; init; } = null!;

    /// <summary>The node where it ends; null when it is a lane to the whole region.</summary>
    public Guid? ToNodeId { get; init; }

    /// <summary>The region in which it ends, of a node its region.</summary>
    public required string ToRegionId { get; init; }

    public Region ToRegion { get; init; } = null!;

    /// <summary>By road, in hundreds.</summary>
    public required int Metres { get; init; }

    /// <summary>Driving, without loading.</summary>
    public required int Minutes { get; init; }

    /// <summary>依据: the document or note by which it is stated.</summary>
    public required string Source { get; init; }

    /// <summary>The first day on which plans go by it.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which they no longer do; null while they do.</summary>
    public DateOnly? EndedOn { get; private set; }

    public required DateTimeOffset StatedAt { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string StatedBy { get; init; }

    /// <summary>Rises with each change.</summary>
    public long Version { get; private set; } = 1;

    public bool StandsOn(DateOnly day) => ValidFrom <= day && !(EndedOn <= day);

    /// <summary>Whether it was ended before it began, so that it never stood.</summary>
    public bool IsVoid => EndedOn <= ValidFrom;

    /// <summary>Whether it stands as another says it does, perhaps from an earlier day on.</summary>
    public bool Says(Lane other) => !IsVoid && StandsOn(other.ValidFrom) && (Metres, Minutes) == (other.Metres, other.Minutes)
        && (other.EndedOn is null || other.EndedOn == EndedOn);

    /// <summary>Plans of that day and later go by it no more.</summary>
    /// <param name="day">Its own first day when it has not begun: then it never stands.</param>
    /// <exception cref="RuleBrokenException">It has an end already, or begins later.</exception>
    public void End(DateOnly day)
    {
        if (EndedOn is { } ended)
        {
            throw new RuleBrokenException(
                "lane_ended", $"该线路已定于 {ended:yyyy-MM-dd} 停用。", $"This lane has ended, or ends, on {ended:yyyy-MM-dd}.", "endedOn");
        }

        if (day < ValidFrom)
        {
            throw new RuleBrokenException(
                "lane_not_begun",
                $"该线路自 {ValidFrom:yyyy-MM-dd} 起有效，停用日不能早于该日。",
                $"This lane begins on {ValidFrom:yyyy-MM-dd}; it can't end before.",
                "endedOn");
        }

        EndedOn = day;
        Version++;
    }

    /// <summary>
    /// What becomes of lanes of the same ends when another is stated: it changes nothing when it says the same; else it stands from its
    /// first day on, and the one that stood until then ends.
    /// </summary>
    /// <param name="known">Lanes of the same ends.</param>
    /// <param name="stated">What is stated now.</param>
    /// <param name="today">What plans have gone by so far stays.</param>
    /// <returns>Whether it is to be added, has ended another, or says nothing new.</returns>
    /// <exception cref="RuleBrokenException">It would stand beside another, or change what has been.</exception>
    public static RegisterEffect State(IEnumerable<Lane> known, Lane stated, DateOnly today)
    {
        List<Lane> others = [.. known.Where(lane => !lane.IsVoid)];
        var standing = others.Find(lane => lane.StandsOn(stated.ValidFrom));
        if (standing?.Says(stated) == true)
        {
            return RegisterEffect.Unchanged;
        }

        if (standing is not null && (standing.Metres, standing.Minutes) == (stated.Metres, stated.Minutes))
        {
            RequireAhead(stated.EndedOn!.Value, today, "endedOn");
            standing.End(stated.EndedOn.Value);
            return RegisterEffect.Ended;
        }

        if (standing?.ValidFrom == stated.ValidFrom)
        {
            throw new RuleBrokenException(
                "lane_begins_same_day",
                $"自 {stated.ValidFrom:yyyy-MM-dd} 起已登记另一数值（{Figures(standing, "公里", "分钟")}）；请填写更晚的起始日，或先停用原线路。",
                $"Another lane of these ends begins on {stated.ValidFrom:yyyy-MM-dd} ({Figures(standing, "km", "minutes")}); "
                + "give a later day, or end that one first.",
                "validFrom");
        }

        if (others.Find(lane => lane.ValidFrom > stated.ValidFrom && !(stated.EndedOn <= lane.ValidFrom)) is { } later)
        {
            throw new RuleBrokenException(
                "lane_overlaps",
                $"自 {later.ValidFrom:yyyy-MM-dd} 起已登记另一线路；请填写不晚于该日的停用日，或先停用该线路。",
                $"Another lane of these ends begins on {later.ValidFrom:yyyy-MM-dd}; end this one by then, or end that one first.",
                "endedOn");
        }

        if (standing is null)
        {
            return RegisterEffect.Added;
        }

        RequireAhead(stated.ValidFrom, today, "validFrom");
        standing.Supersede(stated.ValidFrom);
        return RegisterEffect.Superseded;
    }

    /// <summary>What stood until today stays, so that a plan can be understood by the lanes of its day.</summary>
    /// <exception cref="RuleBrokenException">The day is past.</exception>
    public static void RequireAhead(DateOnly day, DateOnly today, string field)
    {
        if (day < today)
        {
            throw new RuleBrokenException(
                "day_past",
                $"线路的变更只能自今天（{today:yyyy-MM-dd}）起生效。",
                $"What stands is changed from today ({today:yyyy-MM-dd}) on, or later.",
                field);
        }
    }

    /// <summary>Also one that has an end later than that.</summary>
    void Supersede(DateOnly day) => (EndedOn, Version) = (day, Version + 1);

    static string Figures(Lane lane, string km, string minutes) => FormattableString.Invariant(
        $"{lane.Metres / 1000m:0.0} {km}, {lane.Minutes} {minutes}");
}

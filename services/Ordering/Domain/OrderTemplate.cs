using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Ordering.Domain;

/// <summary>
/// What a unit orders every week (周菜单模板): lines by weekday and dock. The order of each week is made once, some days before its Monday,
/// or it is told why not.
/// </summary>
public sealed class OrderTemplate
{
    /// <summary>How far ahead of its Monday the order of a week may be made.</summary>
    public const int PlaceAheadDaysMax = 60;

    /// <summary>The most lines.</summary>
    public const int LinesMax = 1_000;

    /// <summary>The most weeks that are left out at a time.</summary>
    public const int SkippedMax = 60;

    const int DaysOfWeek = 7;

    OrderTemplate()
    {
    }

    public required Guid TemplateId { get; init; }

    /// <summary>Whose people file it.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>Who filed it, or changed it last: the orders are placed in that person's name.</summary>
    public required string FiledBy { get; set; }

    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>Rises with each change that people make.</summary>
    public long Version { get; private set; } = 1;

    public required TemplateContent Content { get; set; }

    public TemplateState State { get; private set; } = TemplateState.Active;

    /// <summary>The Monday of the week whose order is made next.</summary>
    public DateOnly NextWeek { get; private set; }

    /// <summary>The day on which that is due; null when nothing will be made: it is paused or over.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>A template whose first week is the first that is not begun and in which it holds.</summary>
    public static OrderTemplate File(
        Guid templateId, Guid unitId, TemplateContent content, string filedBy, DateTimeOffset now)
    {
        var template = new OrderTemplate
        {
            TemplateId = templateId,
            UnitId = unitId,
            FiledBy = filedBy,
            FiledAt = now,
            Content = content,
        };
        template.LookFrom(BusinessDay.Of(now));
        return template;
    }

    /// <summary>The Monday of the week of a day.</summary>
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek));

    /// <summary>The day of a weekday in a week.</summary>
    /// <param name="monday">The first day of the week.</param>
    public static DateOnly DayOf(DateOnly monday, DayOfWeek weekday) => monday.AddDays(((int)weekday + DaysOfWeek - 1) % DaysOfWeek);

    /// <summary>Says anew what it holds; weeks whose orders are made stay as they are.</summary>
    /// <exception cref="RuleBrokenException">It has ended.</exception>
    public void Revise(TemplateContent content, string by, DateOnly today)
    {
        RequireNotEnded();
        var before = NextWeek;
        (Content, FiledBy) = (content, by);
        Version++;
        LookFrom(today, notBefore: before);
    }

    /// <summary>Makes no more orders until it is resumed.</summary>
    /// <exception cref="RuleBrokenException">It has ended.</exception>
    public void Pause()
    {
        RequireNotEnded();
        State = TemplateState.Paused;
        Version++;
        Due();
    }

    /// <summary>Goes on with the first week that is not begun.</summary>
    /// <exception cref="RuleBrokenException">It has ended.</exception>
    public void Resume(DateOnly today)
    {
        RequireNotEnded();
        State = TemplateState.Active;
        Version++;
        LookFrom(today, notBefore: NextWeek);
    }

    /// <summary>Makes no more orders for good.</summary>
    public void End()
    {
        RequireNotEnded();
        State = TemplateState.Ended;
        Version++;
        Due();
    }

    /// <summary>The week has its order, or is told to have none; goes on with the one after.</summary>
    public void Advance()
    {
        NextWeek = NextWeek.AddDays(DaysOfWeek);
        Due();
    }

    /// <summary>The lines of a week: those on days on which the template holds.</summary>
    public IEnumerable<(int Number, TemplateLine Line, DateOnly Day)> LinesOf(DateOnly monday) => Content.Lines
        .Select((line, index) => (Number: index + 1, Line: line, Day: DayOf(monday, line.Weekday)))
        .Where(line => line.Day >= Content.ValidFrom && (Content.ValidUntil is null || line.Day <= Content.ValidUntil));

    void RequireNotEnded()
    {
        if (State == TemplateState.Ended)
        {
            throw new RuleBrokenException(
                "template_ended", "该模板已终止，不能再修改；请另建模板。", "This template has ended and can't be changed; file another.");
        }
    }

    /// <summary>Starts with the first week that is not begun, since what is asked for must lie ahead.</summary>
    void LookFrom(DateOnly today, DateOnly notBefore = default)
    {
        var next = MondayOf(today).AddDays(DaysOfWeek);
        var first = MondayOf(Content.ValidFrom);
        NextWeek = ((DateOnly[])[next, first, notBefore]).Max();
        Due();
    }

    void Due() => DueOn = State == TemplateState.Active && (Content.ValidUntil is null || NextWeek <= Content.ValidUntil)
        ? NextWeek.AddDays(-Content.PlaceAheadDays)
        : null;
}

/// <summary>Whether a template makes orders.</summary>
public enum TemplateState
{
    Active = 1,

    /// <summary>Until it is resumed.</summary>
    Paused = 2,

    /// <summary>For good.</summary>
    Ended = 3,
}

/// <summary>What a template orders, and when.</summary>
public sealed record TemplateContent
{
    public required string Name { get; init; }

    /// <summary>The first day for which goods are ordered.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last such day; null while there is no end.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>How many days before its Monday the order of a week is made.</summary>
    public required int PlaceAheadDays { get; init; }

    /// <summary>
    /// By how much a unit price may be above that of the line, in basis points; when it is more, no order is made and that is told.
    /// </summary>
    public required int PriceToleranceBasisPoints { get; init; }

    /// <summary>The Mondays of weeks that are left out: holidays.</summary>
    public required IReadOnlyList<DateOnly> SkippedWeeks { get; init; }

    public required IReadOnlyList<TemplateLine> Lines { get; init; }
}

/// <summary>A product that is ordered every week for a weekday and a dock.</summary>
public sealed record TemplateLine
{
    public required DayOfWeek Weekday { get; init; }

    /// <summary>For which unit: the template's own, or one that it acts for.</summary>
    public required Guid UnitId { get; init; }

    public required Guid DockId { get; init; }

    public required Guid ProductId { get; init; }

    /// <summary>In the trade unit of the product.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>The price that the unit was shown for this quantity when it filed the line.</summary>
    public required UnitPrice UnitPrice { get; init; }
}

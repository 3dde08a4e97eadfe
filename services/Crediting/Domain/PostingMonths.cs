namespace Marketplace.Crediting.Domain;

/// <summary>Which months still take entries (CR-16).</summary>
/// <param name="EarliestOpen">Every month before it is closed; null while none is.</param>
public sealed record PostingMonths(Month? EarliestOpen)
{
    /// <summary>No month is closed.</summary>
    public static PostingMonths AllOpen { get; } = new(EarliestOpen: null);

    /// <summary>Every month up to this one is closed.</summary>
    public static PostingMonths ClosedThrough(string? month) => new(month is null ? null : Month.Of(Month.Parse(month).LastDay.AddDays(1)));

    /// <summary>
    /// The posting period of an original: the month of its event while that is open, else the earliest open one, as a late entry.
    /// </summary>
    public (Month Period, EntryType Type) For(DateOnly eventDate) =>
        (PeriodOf(eventDate), IsClosed(Month.Of(eventDate)) ? EntryType.Late : EntryType.Original);

    /// <summary>The month of the event while it is open, else the earliest open one.</summary>
    public Month PeriodOf(DateOnly eventDate)
    {
        var month = Month.Of(eventDate);
        return IsClosed(month) ? EarliestOpen!.Value : month;
    }

    public bool IsClosed(Month month) => EarliestOpen is { } open && month < open;
}

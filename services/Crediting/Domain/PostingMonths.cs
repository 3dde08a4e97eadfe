namespace Marketplace.Crediting.Domain;

/// <summary>Which months still take entries (CR-16).</summary>
/// <param name="EarliestOpen">Every month before it is closed; null while none is.</param>
public sealed record PostingMonths(Month? EarliestOpen)
{
    /// <summary>No month is closed.</summary>
    public static PostingMonths AllOpen { get; } = new(EarliestOpen: null);

    /// <summary>The posting period of an original: the month of its event while that is open, else the earliest open one, as a late entry.</summary>
    public (Month Period, EntryType Type) For(DateOnly eventDate)
    {
        var month = Month.Of(eventDate);
        return EarliestOpen is { } open && month < open ? (open, EntryType.Late) : (month, EntryType.Original);
    }
}

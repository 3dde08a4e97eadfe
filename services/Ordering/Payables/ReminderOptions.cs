using System.ComponentModel.DataAnnotations;

namespace Marketplace.Ordering.Payables;

/// <summary>Section "Reminders": how often parts are looked for that are overdue since today.</summary>
public sealed record ReminderOptions
{
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMinutes(10);
}

using System.ComponentModel.DataAnnotations;

namespace Marketplace.Ordering.Orders;

/// <summary>Section "Ordering": how long orders wait.</summary>
public sealed record OverdueOptions
{
    /// <summary>How long an order waits for stock and budget before it is cancelled.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "7.00:00:00")]
    public TimeSpan ConfirmWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long all posts together may take to approve an order before it is cancelled, from when stock and budget are held for it on.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:10", "30.00:00:00")]
    public TimeSpan ApproveWithin { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How often overdue orders are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(15);
}

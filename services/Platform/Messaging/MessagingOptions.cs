using System.ComponentModel.DataAnnotations;

namespace Marketplace.Platform.Messaging;

/// <summary>Section "Messages".</summary>
public sealed record MessagingOptions
{
    /// <summary>
    /// How long what was published is kept, so that it can be published again when another service had to go back to a backup. Shorter
    /// than the inboxes remember (60 days), or a repetition would have its effect twice; zero keeps nothing.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "45.00:00:00")]
    public TimeSpan KeepSentFor { get; init; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How long messages gather whose effects nobody waits for (<see cref="Urgency.Soon"/>), unless a batch is full before: one
    /// transaction for many of them is most of what they cost.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan GatherFor { get; init; } = TimeSpan.FromMilliseconds(250);
}

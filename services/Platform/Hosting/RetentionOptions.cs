using System.ComponentModel.DataAnnotations;
using Marketplace.Platform.Access;

namespace Marketplace.Platform.Hosting;

/// <summary>Section "Retention": for how long what is about people is kept.</summary>
public sealed record RetentionOptions
{
    /// <summary>
    /// Who read what goes with the month in which it is older than so many days. No less than the database insists on; three years when
    /// nobody says otherwise.
    /// </summary>
    [Range(AccessRecord.KeptDaysMin, 36_500)]
    public int AccessDays { get; init; } = 1_096;

    /// <summary>
    /// Addresses, plates and names of receivers are forgotten so many days after what they belong to is over, and so are messages that an
    /// operator discarded: three years when nobody says otherwise, in which a claim may be brought (民法典 第一百八十八条).
    /// </summary>
    [Range(30, 36_500)]
    public int ContactDays { get; init; } = 1_096;

    /// <summary>Photographs are forgotten so many days after they were received: three years when nobody says otherwise.</summary>
    [Range(30, 36_500)]
    public int PhotosDays { get; init; } = 1_096;
}

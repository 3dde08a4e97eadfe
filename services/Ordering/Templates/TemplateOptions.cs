using System.ComponentModel.DataAnnotations;

namespace Marketplace.Ordering.Templates;

/// <summary>Section "Templates": when orders of templates are made.</summary>
public sealed record TemplateOptions
{
    /// <summary>How often it is looked for templates that are due.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMinutes(1);
}

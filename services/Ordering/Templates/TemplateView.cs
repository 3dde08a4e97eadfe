using Marketplace.Ordering.Domain;

namespace Marketplace.Ordering.Templates;

/// <summary>A template as its unit sees it.</summary>
public sealed record TemplateView
{
    public required Guid TemplateId { get; init; }

    /// <summary>Also the ETag, to be given back as If-Match.</summary>
    public required long Version { get; init; }

    public required TemplateState State { get; init; }

    /// <summary>The Monday of the week whose order is made next; null when none will be: it is paused or over.</summary>
    public DateOnly? NextWeek { get; init; }

    /// <summary>The day on which that is made.</summary>
    public DateOnly? NextOn { get; init; }

    /// <summary>In whose name orders are placed: the subject of the token of whoever filed or revised it last.</summary>
    public required string FiledBy { get; init; }

    public required DateTimeOffset FiledAt { get; init; }

    public required TemplateContent Content { get; init; }

    internal static TemplateView Of(OrderTemplate template) => new()
    {
        TemplateId = template.TemplateId,
        Version = template.Version,
        State = template.State,
        NextWeek = template.DueOn is null ? null : template.NextWeek,
        NextOn = template.DueOn,
        FiledBy = template.FiledBy,
        FiledAt = template.FiledAt,
        Content = template.Content,
    };
}

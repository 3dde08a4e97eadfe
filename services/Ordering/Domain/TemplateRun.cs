namespace Marketplace.Ordering.Domain;

/// <summary>What a template did for a week: once, whatever becomes of the orders.</summary>
public sealed class TemplateRun
{
    public required Guid TemplateId { get; init; }

    /// <summary>Whose template it is.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>The Monday of the week.</summary>
    public required DateOnly Week { get; init; }

    public required TemplateOutcome Outcome { get; set; }

    public required DateTimeOffset At { get; set; }

    /// <summary>The orders that were made, one for each unit; empty when none was.</summary>
    public required IReadOnlyList<Guid> OrderIds { get; set; }

    /// <summary>Why none was made; empty when one was.</summary>
    public required IReadOnlyList<TemplateFault> Faults { get; set; }
}

/// <summary>What a template did for a week.</summary>
public enum TemplateOutcome
{
    /// <summary>Its orders were placed.</summary>
    Ordered = 1,

    /// <summary>Nothing was ordered, for reasons that are told.</summary>
    NotOrdered = 2,

    /// <summary>The week was left out.</summary>
    Skipped = 3,
}

/// <summary>Why no order was made.</summary>
/// <param name="Line">Of the template, from 1; null when it is about the week.</param>
/// <param name="Code">For programs.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record TemplateFault(int? Line, string Code, string Zh, string En);

namespace Marketplace.Contracts.PurchasingUnits;

/// <summary>The year's target (目标任务) of a pairing or a designation as the registry knows it now.</summary>
/// <remarks>From PurchasingUnits, when it is set and whenever it is changed. To Crediting (progress, R1, R3, R7).</remarks>
public sealed record TargetPublished
{
    public required Guid TargetId { get; init; }

    /// <summary>Rises with each change; a reader keeps every version, since a report of June shows what held in June.</summary>
    public required long Version { get; init; }

    /// <summary>The pairing or designation that it is for.</summary>
    public required Guid HolderId { get; init; }

    public required TargetMeasure Measure { get; init; }

    public required int Year { get; init; }

    public required long AmountFen { get; init; }

    /// <summary>The first day on which this version holds.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    public string? SourceDocument { get; init; }

    public DateTimeOffset? RegisteredAt { get; init; }
}

/// <summary>What a target is about.</summary>
public enum TargetMeasure
{
    /// <summary>消费协作: bought and helped to sell.</summary>
    Sales = 1,

    /// <summary>直接采购, of a designated unit.</summary>
    Buy = 2,

    /// <summary>帮助销售, of a designated unit.</summary>
    HelpSell = 3,

    /// <summary>消费帮扶总额: all consumption support of the west party, to whomever it is sold.</summary>
    AllSupport = 4,
}

using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Targets;

/// <summary>A target as callers see it, with all its versions.</summary>
public sealed record TargetView
{
    public required Guid TargetId { get; init; }

    /// <summary>The number of the latest version.</summary>
    public required long Version { get; init; }

    /// <summary>The pairing or designation that it is for.</summary>
    public required Guid HolderId { get; init; }

    public required TargetMeasure Measure { get; init; }

    public required int Year { get; init; }

    /// <summary>What holds on the day asked for, or on the last day of the year; null when nothing does yet.</summary>
    public long? AmountFen { get; init; }

    /// <summary>In the order in which they were registered: of those that have begun the one that began last holds.</summary>
    public required IReadOnlyList<VersionView> Versions { get; init; }

    public sealed record VersionView(
        long Version, long AmountFen, DateOnly EffectiveFrom, string? SourceDocument, DateTimeOffset RegisteredAt);

    public static TargetView Of(Target target, DateOnly? on = null) => new()
    {
        TargetId = target.Id,
        Version = target.Version,
        HolderId = target.HolderId,
        Measure = target.Measure,
        Year = target.Year,
        AmountFen = target.On(on ?? new DateOnly(target.Year, 12, 31))?.AmountFen,
        Versions = [.. target.Versions.Select(version => new VersionView(
            version.Number, version.AmountFen, version.EffectiveFrom, version.SourceDocument, version.RegisteredAt))],
    };
}

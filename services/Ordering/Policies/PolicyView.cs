using Marketplace.Ordering.Domain;

namespace Marketplace.Ordering.Policies;

/// <summary>Who has to approve which orders of a unit.</summary>
public sealed record PolicyView
{
    public required Guid UnitId { get; init; }

    /// <summary>Of the newest version, for If-Match; null when none was filed, and no order needs approval.</summary>
    public required int? Version { get; init; }

    /// <summary>The version by which orders of today are judged; null when there is none.</summary>
    public required int? InForce { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<VersionView> Versions { get; init; }

    /// <summary>A version of the policy.</summary>
    public sealed record VersionView
    {
        public required int Version { get; init; }

        /// <summary>The first day on which it counts.</summary>
        public required DateOnly ValidFrom { get; init; }

        public required IReadOnlyList<ApprovalRule> Rules { get; init; }

        /// <summary>How many days back split orders are looked for.</summary>
        public required int SplittingDays { get; init; }

        /// <summary>The unit itself, or the one above it, which alone may then file another.</summary>
        public required Guid FiledByUnitId { get; init; }

        public required string FiledBy { get; init; }

        public required DateTimeOffset FiledAt { get; init; }

        public string? Document { get; init; }
    }

    internal static PolicyView Of(Guid unitId, IReadOnlyList<ApprovalPolicy> versions, DateOnly today) => new()
    {
        UnitId = unitId,
        Version = versions.MaxBy(policy => policy.Version)?.Version,
        InForce = versions.Where(policy => policy.ValidFrom <= today).MaxBy(policy => policy.Version)?.Version,
        Versions = [.. versions.OrderByDescending(policy => policy.Version).Select(policy => new VersionView
        {
            Version = policy.Version,
            ValidFrom = policy.ValidFrom,
            Rules = policy.Rules,
            SplittingDays = policy.SplittingDays,
            FiledByUnitId = policy.FiledByUnitId,
            FiledBy = policy.FiledBy,
            FiledAt = policy.FiledAt,
            Document = policy.Document,
        })],
    };
}

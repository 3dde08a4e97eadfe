using System.Globalization;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>The year's target (目标任务) of a pairing or a designation. It only gains versions: June shows what held in June.</summary>
public sealed class Target
{
    readonly List<TargetVersion> _versions = [];

    Target()
    {
    }

    /// <summary>Follows from holder, measure and year.</summary>
    public Guid Id { get; private init; }

    public Guid HolderId { get; private init; }

    public TargetMeasure Measure { get; private init; }

    public int Year { get; private init; }

    /// <summary>The number of the latest version.</summary>
    public long Version { get; private set; }

    /// <summary>In the order in which they were registered.</summary>
    public IReadOnlyList<TargetVersion> Versions => [.. _versions.OrderBy(version => version.Number)];

    public static Guid IdOf(Guid holderId, TargetMeasure measure, int year) =>
        StableId.Of("target", holderId.ToString("D"), measure.ToString(), year.ToString(CultureInfo.InvariantCulture));

    public static Target Open(Guid holderId, TargetMeasure measure, int year) =>
        new() { Id = IdOf(holderId, measure, year), HolderId = holderId, Measure = measure, Year = year };

    /// <summary>
    /// What holds on a day: of all versions that had begun, the one that began last; of two of one day, the later registered.
    /// </summary>
    public TargetVersion? On(DateOnly day) => _versions.Where(version => version.EffectiveFrom <= day)
        .OrderBy(version => version.EffectiveFrom).ThenBy(version => version.Number).LastOrDefault();

    /// <summary>Adds a version, unless the latest one that begins on that day says the same already.</summary>
    /// <returns>The new version, or null.</returns>
    public TargetVersion? Set(long amountFen, DateOnly effectiveFrom, string? document, DateTimeOffset now)
    {
        var latest = _versions.Where(version => version.EffectiveFrom == effectiveFrom).MaxBy(version => version.Number);
        if (latest is not null && latest.AmountFen == amountFen && latest.SourceDocument == document)
        {
            return null;
        }

        var added = TargetVersion.Of(++Version, amountFen, effectiveFrom, document, now);
        _versions.Add(added);
        return added;
    }
}

/// <summary>An amount of a target from a day on.</summary>
public sealed class TargetVersion
{
    TargetVersion()
    {
    }

    public long Number { get; private init; }

    public long AmountFen { get; private init; }

    public DateOnly EffectiveFrom { get; private init; }

    public string? SourceDocument { get; private init; }

    public DateTimeOffset RegisteredAt { get; private init; }

    internal static TargetVersion Of(long number, long amountFen, DateOnly effectiveFrom, string? document, DateTimeOffset now) => new()
    {
        Number = number,
        AmountFen = amountFen,
        EffectiveFrom = effectiveFrom,
        SourceDocument = document,
        RegisteredAt = now,
    };
}

using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Access;

/// <summary>That somebody read what is sensitive and not of the own organisation: who, what, when, and what for. Only ever added.</summary>
public sealed class AccessRecord
{
    /// <summary>
    /// For so many days nobody can delete a record, whatever the setting says: network logs are kept for six months (网络安全法 第二十一条).
    /// </summary>
    public const int KeptDaysMin = 183;

    internal const int ObjectIdMax = 100;
    internal const int KindMax = 40;
    internal const int PurposeMax = 200;
    internal const int SubjectMax = 100;

    /// <summary>Made as time goes on, so that the order of ids is the order of reading.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The subject of the reader's token.</summary>
    public required string Subject { get; init; }

    public required string Role { get; init; }

    /// <summary>Of officials.</summary>
    public OfficialTier? Tier { get; init; }

    /// <summary>Of readers who belong to an organisation.</summary>
    public Guid? Organisation { get; init; }

    /// <summary>Of officials below the nation.</summary>
    public string? RegionId { get; init; }

    /// <summary>The operation, as the OpenAPI document names it.</summary>
    public required string Operation { get; init; }

    /// <summary>What was read, such as "order" or "report".</summary>
    public required string Kind { get; init; }

    /// <summary>Which of them; null for a list.</summary>
    public string? ObjectId { get; init; }

    /// <summary>How many rows were shown.</summary>
    public required int Rows { get; init; }

    /// <summary>What is sensitive in it.</summary>
    public required DataClass DataClasses { get; init; }

    /// <summary>What the reader says that it is for; null when it said nothing.</summary>
    public string? Purpose { get; init; }

    public string? TraceId { get; init; }

    /// <summary>Whose row it was.</summary>
    public required IReadOnlyList<AccessedOrganisation> Organisations { get; init; }

    /// <summary>The tables as the guard of append-only tables knows them: rows go by age, and not before.</summary>
    public static IReadOnlyList<AppendOnlyTable> Tables { get; } =
    [
        new("access_records", ["id"]) { Aging = new("at", KeptDaysMin) },
        new("accessed_organisations", ["organisation", "record_id"]) { Aging = new("at", KeptDaysMin) },
    ];

    internal static void Configure(ModelBuilder model)
    {
        model.Entity<AccessRecord>(row =>
        {
            row.ToTable("access_records");
            row.Property(record => record.Id).ValueGeneratedNever();
            row.Property(record => record.Subject).HasMaxLength(SubjectMax);
            row.Property(record => record.Role).HasMaxLength(KindMax);
            row.Property(record => record.RegionId).HasMaxLength(KindMax);
            row.Property(record => record.Operation).HasMaxLength(ObjectIdMax);
            row.Property(record => record.Kind).HasMaxLength(KindMax);
            row.Property(record => record.ObjectId).HasMaxLength(ObjectIdMax);
            row.Property(record => record.Purpose).HasMaxLength(PurposeMax);
            row.Property(record => record.TraceId).HasMaxLength(KindMax);
            row.HasIndex(record => new { record.Subject, record.Id });
            row.HasIndex(record => new { record.RegionId, record.Id });
            row.HasIndex(record => new { record.Kind, record.ObjectId, record.Id });
            row.HasIndex(record => record.At);
            // No foreign key: both go by age, each by itself.
            row.Ignore(record => record.Organisations);
        });
        model.Entity<AccessedOrganisation>(row =>
        {
            row.ToTable("accessed_organisations");
            row.HasKey(owner => new { owner.Organisation, owner.RecordId });
            row.HasIndex(owner => owner.At);
        });
    }
}

/// <summary>An organisation of which a row was read.</summary>
public sealed class AccessedOrganisation
{
    public required Guid Organisation { get; init; }

    public required Guid RecordId { get; init; }

    /// <summary>The record's, so that both go at the same time.</summary>
    public required DateTimeOffset At { get; init; }
}

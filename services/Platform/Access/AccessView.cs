using System.Text.Json.Serialization;
using Marketplace.Platform.Web;

namespace Marketplace.Platform.Access;

/// <summary>A reading, as those see it who may know of it.</summary>
public sealed record AccessView : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid RecordId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The subject of the reader's token; null for organisations, which see of what office the reader was.</summary>
    [SeenBy(Viewers.Auditor | Viewers.Region, DataClass.Person)]
    public required string? Subject { get; init; }

    public required string Role { get; init; }

    public OfficialTier? Tier { get; init; }

    /// <summary>The reader's organisation; null for officials, auditors and operators.</summary>
    public Guid? Organisation { get; init; }

    /// <summary>The reader's region; null for all but officials.</summary>
    public string? RegionId { get; init; }

    /// <summary>The operation, as these documents name it.</summary>
    public required string Operation { get; init; }

    /// <summary>What was read, such as "order" or "report".</summary>
    public required string Kind { get; init; }

    /// <summary>Which of them; null for a page of a list.</summary>
    public string? ObjectId { get; init; }

    /// <summary>How many rows were shown.</summary>
    public required int Rows { get; init; }

    /// <summary>What is sensitive in it, whether or not this reader was shown all of it.</summary>
    public required IReadOnlyList<DataClass> DataClasses { get; init; }

    /// <summary>What the reader said that it is for; null when it said nothing.</summary>
    public string? Purpose { get; init; }

    /// <summary>By which the request is found in traces.</summary>
    public string? TraceId { get; init; }

    internal static AccessView Of(AccessRecord record, Viewers seenAs) => new()
    {
        SeenAs = seenAs,
        RecordId = record.Id,
        At = record.At,
        Subject = record.Subject,
        Role = record.Role,
        Tier = record.Tier,
        Organisation = record.Organisation,
        RegionId = record.RegionId,
        Operation = record.Operation,
        Kind = record.Kind,
        ObjectId = record.ObjectId,
        Rows = record.Rows,
        DataClasses = [.. Enum.GetValues<DataClass>().Where(each => each != DataClass.None && record.DataClasses.HasFlag(each))],
        Purpose = record.Purpose,
        TraceId = record.TraceId,
    };
}

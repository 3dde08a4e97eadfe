namespace Marketplace.Platform.Web;

/// <summary>
/// Says of a member of a view who sees it and what is sensitive about it. Everybody else gets null in its place, so that its type is
/// nullable. An endpoint that reads such a member says by <c>RecordsAccess</c> under what name its reading is recorded.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SeenByAttribute(Viewers viewers, DataClass dataClass) : Attribute
{
    public Viewers Viewers { get; } = viewers;

    public DataClass DataClass { get; } = dataClass;

    /// <summary>Of a text: others see its last four characters, enough to compare it with a paper that they hold.</summary>
    public bool IsMasked { get; init; }
}

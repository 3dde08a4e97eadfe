namespace Marketplace.Platform.Refusals;

/// <summary>An id that a caller has made is taken. The answer is the same whosever it is, and tells nothing of what has it.</summary>
public static class TakenId
{
    /// <summary>The code of such a refusal.</summary>
    public const string Code = "already_exists";

    /// <summary>The refusal.</summary>
    /// <param name="field">Where the id stands in the request.</param>
    public static RuleBrokenException Refusal(string field) => new(
        Code,
        $"{field} 已被使用；若要新建，请换一个标识；若是重复提交，请查询您自己的记录。",
        $"{field} is taken: make a new id to create another, or look your own up if you have sent this before.",
        field);
}

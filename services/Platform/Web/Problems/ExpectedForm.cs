namespace Marketplace.Platform.Web;

/// <summary>What a value has to look like, for one who has sent another: as whole sentences in both languages.</summary>
static class ExpectedForm
{
    /// <summary>What is told where only a schema can tell it.</summary>
    public static (string Zh, string En) Object { get; } = (
        "须为按接口文档填写的对象（{…}）或列表（[…]）。", "It must be an object ({…}) or a list ([…]) as the interface documentation has it.");

    /// <summary>By the name of a type, as the serializer ("System.DateOnly") or the binder ("Nullable&lt;int&gt;") writes it.</summary>
    /// <returns>Null when the name tells nothing that a caller could use.</returns>
    public static (string Zh, string En)? Of(string type) => Plain(type) switch
    {
        "DateOnly" => (
            "须为确实存在的日期，格式为 yyyy-MM-dd，例如 2026-11-16。", "It must be a day that exists, as yyyy-MM-dd, such as 2026-11-16."),
        "DateTimeOffset" or "DateTime" => (
            "须为带时区的 ISO 8601 时间，例如 2026-11-16T08:00:00Z。",
            "It must be an ISO 8601 instant with its offset, such as 2026-11-16T08:00:00Z."),
        "Guid" => (
            "须为 UUID，例如 0198c0de-0000-7000-8000-000000000001。", "It must be a UUID, such as 0198c0de-0000-7000-8000-000000000001."),
        "Int32" or "int" => Whole(int.MinValue, int.MaxValue),
        "Int64" or "long" => Whole(long.MinValue, long.MaxValue),
        "Boolean" or "bool" => ("须为 true 或 false，不加引号。", "It must be true or false, without quotes."),
        "String" or "string" => ("须为加双引号的文本。", "It must be a text in double quotes."),
        _ => null,
    };

    static (string Zh, string En) Whole(long min, long max) =>
        ($"须为 {min} 与 {max} 之间的整数，不加引号。", $"It must be a whole number between {min} and {max}, without quotes.");

    /// <summary>"DateOnly" of "System.Nullable`1[System.DateOnly]" and of "Nullable&lt;DateOnly&gt;".</summary>
    static string Plain(string type)
    {
        foreach (var (before, after) in ((string, string)[])[("System.Nullable`1[", "]"), ("Nullable<", ">")])
        {
            if (type.StartsWith(before, StringComparison.Ordinal) && type.EndsWith(after, StringComparison.Ordinal))
            {
                type = type[before.Length..^after.Length];
            }
        }

        return type.StartsWith("System.", StringComparison.Ordinal) ? type["System.".Length..] : type;
    }
}

namespace Marketplace.Contracts;

/// <summary>
/// How people call regions in tables. A name never finds a region; beside a code or id it is compared, since lists are often shifted by
/// a row.
/// </summary>
public static class RegionNaming
{
    /// <summary>The code of the fault of a name that the region never had.</summary>
    public const string Contradicts = "name_contradicts_code";

    const int NameMin = 2;

    // Full names that are seldom written out: 凉山州 is 凉山彝族自治州.
    const string Autonomous = "自治";

    /// <summary>Whether people may call a region so: by its name, with what it lies in before it, or shortened.</summary>
    /// <param name="given">As it was written.</param>
    /// <param name="name">A name of the region.</param>
    public static bool IsCalled(string given, string name)
    {
        var (said, known) = (NormalForm.Of(given), NormalForm.Of(name));
        return said.EndsWith(known, StringComparison.Ordinal)
            || (said.Length >= NameMin && known.StartsWith(said, StringComparison.Ordinal))
            || (said.Length > NameMin && known.Contains(Autonomous, StringComparison.Ordinal) && said[^1] == known[^1]
                && known.StartsWith(said[..^1], StringComparison.Ordinal));
    }

    /// <summary>Whether the two differ only in what kind of region it is, as before and after an upgrade: 会理县 and 会理市.</summary>
    /// <param name="given">As it was written.</param>
    /// <param name="name">A name of the region.</param>
    public static bool IsOfOtherKind(string given, string name)
    {
        var (said, known) = (NormalForm.Of(given), NormalForm.Of(name));
        return said.Length > NameMin && known.Length > NameMin && said.EndsWith(known[..^1] + said[^1], StringComparison.Ordinal);
    }

    /// <summary>What is asked about a name that the region never had.</summary>
    /// <param name="given">As it was written.</param>
    /// <param name="name">The name of the region.</param>
    public static BilingualText Question(string given, string name) => new(
        $"该代码是{name}，从未称为“{given}”。请核对代码和名称，表格可能错行。",
        $"This is the code of {name}, which was never called “{given}”: check both, the list may be shifted by a row.");
}

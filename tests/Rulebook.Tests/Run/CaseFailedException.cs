namespace Marketplace.Rulebook.Tests.Run;

/// <summary>A step that did not go as the case says.</summary>
public sealed class CaseFailedException(string what, string expected, string got) : Exception($"{what}: expected {expected}, got {got}")
{
    public string What { get; } = what;

    public string Expected { get; } = expected;

    public string Got { get; } = got;
}

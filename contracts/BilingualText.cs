namespace Marketplace.Contracts;

/// <summary>A text for people, in both languages.</summary>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record BilingualText(string Zh, string En);

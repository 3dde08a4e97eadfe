namespace Marketplace.Ordering.Domain;

/// <summary>A text for people, in both languages.</summary>
public sealed record Wording(string Zh, string En);

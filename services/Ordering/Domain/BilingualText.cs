namespace Marketplace.Ordering.Domain;

/// <summary>A text for people, in both languages.</summary>
public sealed record BilingualText(string Zh, string En);

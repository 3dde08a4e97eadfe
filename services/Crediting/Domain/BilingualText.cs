namespace Marketplace.Crediting.Domain;

/// <summary>The same said in Chinese and in English.</summary>
public sealed record BilingualText(string Zh, string En);

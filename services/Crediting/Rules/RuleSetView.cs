using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Rules;

/// <summary>
/// A rule set: its number, the first day of sales that it decides, and the document that it rests on; the first has none.
/// </summary>
public sealed record RuleSetView(int Version, DateOnly EffectiveFrom, RuleParameters Parameters, string? Document);

namespace Marketplace.Platform.Refusals;

/// <summary>A rule of the business forbids what was asked for, in the state that things are in (HTTP: 409).</summary>
public sealed class RuleBrokenException(string code, string zh, string en, string? field = null)
    : RefusalException(code, zh, en, field);

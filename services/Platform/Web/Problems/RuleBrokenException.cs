namespace Marketplace.Platform.Web;

/// <summary>A rule of the business forbids what was asked for: 409.</summary>
public sealed class RuleBrokenException(string code, string zh, string en, string? field = null)
    : ProblemException(409, code, zh, en, field);

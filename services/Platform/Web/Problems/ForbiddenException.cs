namespace Marketplace.Platform.Web;

/// <summary>The caller may not do this: 403.</summary>
public sealed class ForbiddenException(string code, string zh, string en, string? field = null)
    : ProblemException(403, code, zh, en, field);

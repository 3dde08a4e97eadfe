namespace Marketplace.Platform.Web;

/// <summary>There is no such thing, or the caller may not know of it: 404.</summary>
public sealed class NotFoundException(string code, string zh, string en, string? field = null)
    : ProblemException(404, code, zh, en, field);

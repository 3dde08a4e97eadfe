namespace Marketplace.Platform.Refusals;

/// <summary>There is no such thing, or the caller may not know of it (HTTP: 404).</summary>
public sealed class NotFoundException(string code, string zh, string en, string? field = null)
    : RefusalException(code, zh, en, field);

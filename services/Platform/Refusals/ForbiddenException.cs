namespace Marketplace.Platform.Refusals;

/// <summary>The caller may not do this (HTTP: 403).</summary>
public sealed class ForbiddenException(string code, string zh, string en, string? field = null)
    : RefusalException(code, zh, en, field);

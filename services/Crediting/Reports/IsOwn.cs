namespace Marketplace.Crediting.Reports;

/// <summary>Endpoint metadata: the report shows what is the caller's own.</summary>
public sealed record IsOwn;

namespace Marketplace.Platform.Web;

/// <summary>One fault of a request, in both languages.</summary>
public sealed record CheckFault(string Field, string Code, string Zh, string En);

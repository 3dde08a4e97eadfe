namespace Marketplace.Logistics.Domain;

/// <summary>Why a request about a shipment is refused, and what to do about it.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Field">Which part of the request is at fault; null when it came too early or too late.</param>
/// <param name="Chinese">For people.</param>
/// <param name="English">For people.</param>
public sealed record Refusal(string Code, string? Field, string Chinese, string English);

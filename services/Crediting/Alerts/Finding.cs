using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Alerts;

/// <summary>Something that holds today and that somebody has to know of.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Level">How serious.</param>
/// <param name="ObjectId">The pairing, county or supplier.</param>
/// <param name="ObjectName">As it is printed.</param>
/// <param name="Value">What was found, as it is printed.</param>
/// <param name="Threshold">What it was compared with.</param>
/// <param name="OwnerPath">Whose officials have to act.</param>
/// <param name="PartnerPath">Whose officials see it besides; empty when nobody's.</param>
sealed record Finding(
    AlertKind Kind, AlertLevel Level, string ObjectId, string ObjectName,
    string Value, string Threshold, string OwnerPath, string PartnerPath = "");

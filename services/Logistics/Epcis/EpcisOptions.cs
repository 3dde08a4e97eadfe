using System.ComponentModel.DataAnnotations;

namespace Marketplace.Logistics.Epcis;

/// <summary>Section "Epcis": how this installation names things in EPCIS documents.</summary>
public sealed record EpcisOptions : IValidatableObject
{
    /// <summary>
    /// What the identifiers of this installation begin with: an absolute http or https URI of a domain that is its own, without a slash at
    /// the end. It must never change, since others keep the identifiers.
    /// </summary>
    [Required, MaxLength(200)]
    public string IdBase { get; init; } = "https://id.marketplace.example";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(IdBase, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
            || uri.Query.Length + uri.Fragment.Length > 0 || IdBase.EndsWith('/'))
        {
            yield return new ValidationResult("IdBase has to be an http or https URI without a slash at its end.", [nameof(IdBase)]);
        }
    }
}

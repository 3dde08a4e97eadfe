using System.ComponentModel.DataAnnotations;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>Section "Quota": what must be reserved where no finance division has said otherwise.</summary>
public sealed record QuotaOptions
{
    /// <summary>In ten-thousandths of the planned purchases: 1,000 is 10 %.</summary>
    [Range(0, QuotaRatio.WholeBasisPoints)]
    public int MinimumBasisPoints { get; init; } = 1_000;
}

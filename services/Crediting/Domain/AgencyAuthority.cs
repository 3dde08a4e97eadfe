namespace Marketplace.Crediting.Domain;

/// <summary>The authority of an agent (代理授权) as the catalogue last published it (CR-05g).</summary>
public sealed class AgencyAuthority
{
    public required Guid AgencyId { get; init; }

    public long Version { get; private set; }

    public required Guid AgentId { get; init; }

    public required Guid PrincipalId { get; init; }

    /// <summary>The principal's products that it may sell; none named when it may sell all.</summary>
    public IReadOnlyList<Guid> ProductIds { get; private set; } = [];

    /// <summary>First day.</summary>
    public DateOnly ValidFrom { get; private set; }

    /// <summary>Last day, inclusive; before the first when it was withdrawn on that day.</summary>
    public DateOnly ValidUntil { get; private set; }

    /// <summary>True when the sale was confirmed on one of its days and is of a product that it is for.</summary>
    public bool Covers(SaleLine line) => AgentId == line.SupplierId && PrincipalId == line.PrincipalSupplierId
        && ValidFrom <= line.ConfirmedOn && line.ConfirmedOn <= ValidUntil
        && (ProductIds.Count == 0 || ProductIds.Contains(line.RecognisedProductId));

    /// <summary>Takes over what a version says; false when a newer one is known.</summary>
    public bool Learn(
        long version, IReadOnlyList<Guid> productIds, DateOnly validFrom, DateOnly validUntil, DateOnly? withdrawnFrom)
    {
        if (version <= Version)
        {
            return false;
        }

        (Version, ProductIds, ValidFrom) = (version, productIds, validFrom);
        ValidUntil = withdrawnFrom is { } withdrawn && withdrawn <= validUntil ? withdrawn.AddDays(-1) : validUntil;
        return true;
    }
}

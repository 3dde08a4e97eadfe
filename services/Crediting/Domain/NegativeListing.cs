namespace Marketplace.Crediting.Domain;

/// <summary>An entry of the negative list (负面清单) as the catalogue last published it (CR-05f).</summary>
public sealed class NegativeListing
{
    public required Guid ListingId { get; init; }

    public long Version { get; private set; }

    /// <summary>The supplier, unit or product.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>First day.</summary>
    public DateOnly ValidFrom { get; private set; }

    /// <summary>Last day, inclusive; before the first when it was lifted on that day.</summary>
    public DateOnly ValidUntil { get; private set; }

    /// <summary>True when what is confirmed on the day earns no credit.</summary>
    public bool IsInForceOn(DateOnly day) => ValidFrom <= day && day <= ValidUntil;

    /// <summary>Takes over what a version says; false when a newer one is known.</summary>
    /// <param name="version">The version.</param>
    /// <param name="validFrom">First day.</param>
    /// <param name="validUntil">Last day, inclusive.</param>
    /// <param name="liftedFrom">The first day on which it no longer counts; null while it was not lifted.</param>
    public bool Learn(long version, DateOnly validFrom, DateOnly validUntil, DateOnly? liftedFrom)
    {
        if (version <= Version)
        {
            return false;
        }

        (Version, ValidFrom) = (version, validFrom);
        ValidUntil = liftedFrom is { } lifted && lifted <= validUntil ? lifted.AddDays(-1) : validUntil;
        return true;
    }
}

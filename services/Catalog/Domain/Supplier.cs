using Marketplace.Contracts.Catalog;

namespace Marketplace.Catalog.Domain;

/// <summary>A cooperative, enterprise, family farm or village collective that sells.</summary>
public sealed class Supplier
{
    Supplier()
    {
    }

    public Guid Id { get; private init; }

    public string Name { get; private set; } = "";

    public SupplierType Type { get; private set; }

    public string RegistrationRegionId { get; private init; } = "";

    /// <summary>Where it is registered. Neither this nor where it operates decides the origin of its products (CR-12).</summary>
    public Region Registration { get; private init; } = null!;

    public string OperatingRegionId { get; private set; } = "";

    public Region Operating { get; private set; } = null!;

    /// <summary>Every warning, suspension and removal, in the order of their numbers.</summary>
    public IReadOnlyList<SupplierSanction> Sanctions { get; private set; } = [];

    /// <summary>One of its sanctions waits for the tier above to decide an appeal.</summary>
    public bool HasOpenAppeal { get; private set; }

    public DateTimeOffset RegisteredAt { get; private init; }

    /// <summary>Rises with each change that is published.</summary>
    public long Version { get; private set; }

    /// <summary>Where it stands on a day: the gravest sanction in force decides.</summary>
    public SupplierState StateOn(DateOnly day) =>
        Has(SanctionKind.Removal, day) ? SupplierState.Removed
        : Has(SanctionKind.Suspension, day) ? SupplierState.Suspended
        : Has(SanctionKind.Warning, day) ? SupplierState.Warned
        : SupplierState.Active;

    /// <summary>True when a sanction of that kind is in force on the day.</summary>
    public bool Has(SanctionKind kind, DateOnly day) => Sanctions.Any(sanction => sanction.Kind == kind && sanction.IsInForceOn(day));

    public static Supplier Register(
        Guid id, string name, SupplierType type, Region registration, Region operating, DateTimeOffset at) => new()
        {
            Id = id,
            Name = name,
            Type = type,
            RegistrationRegionId = registration.Id,
            Registration = registration,
            OperatingRegionId = operating.Id,
            Operating = operating,
            RegisteredAt = at,
            Version = 1,
        };

    public void Revise(string name, SupplierType type, Region operating)
    {
        (Name, Type, OperatingRegionId, Operating) = (name, type, operating.Id, operating);
        Version++;
    }

    /// <summary>Adds a sanction, numbered on.</summary>
    public void Sanction(SupplierSanction sanction)
    {
        Sanctions = [.. Sanctions, sanction with { Number = Sanctions.Count + 1 }];
        Version++;
    }

    /// <summary>Puts a sanction with its lifting, appeal or dismissal in the place of what it was.</summary>
    public void Resolve(SupplierSanction sanction)
    {
        Sanctions = [.. Sanctions.Select(known => known.Number == sanction.Number ? sanction : known)];
        HasOpenAppeal = Sanctions.Any(known => known.HasOpenAppeal);
        Version++;
    }

    /// <summary>A region that it names has another name or place in the tree: it is published again.</summary>
    public void RegionChanged() => Version++;
}

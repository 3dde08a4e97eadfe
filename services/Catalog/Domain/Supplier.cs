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

    public SupplierType Type { get; private init; }

    public string RegistrationRegionId { get; private init; } = "";

    /// <summary>Where it is registered. Neither this nor where it operates decides the origin of its products (CR-12).</summary>
    public Region Registration { get; private init; } = null!;

    public string OperatingRegionId { get; private set; } = "";

    public Region Operating { get; private set; } = null!;

    public SupplierState State { get; private set; }

    public string? SuspensionReason { get; private set; }

    public DateTimeOffset? SuspendedAt { get; private set; }

    public DateTimeOffset RegisteredAt { get; private init; }

    /// <summary>Rises with each change that others are told of.</summary>
    public long Version { get; private set; }

    public bool IsActive => State == SupplierState.Active;

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
            State = SupplierState.Active,
            RegisteredAt = at,
            Version = 1,
        };

    public void Revise(string name, Region operating)
    {
        (Name, OperatingRegionId, Operating) = (name, operating.Id, operating);
        Version++;
    }

    /// <summary>Stops it from selling. False when it was suspended already; nothing changes then.</summary>
    public bool Suspend(string reason, DateTimeOffset at)
    {
        if (!IsActive)
        {
            return false;
        }

        (State, SuspensionReason, SuspendedAt) = (SupplierState.Suspended, reason, at);
        Version++;
        return true;
    }

    /// <summary>A region that it names has another name or place in the tree: it is to be told anew.</summary>
    public void RegionChanged() => Version++;
}

/// <summary>Whether a supplier may sell.</summary>
public enum SupplierState
{
    /// <summary>It may.</summary>
    Active = 1,

    /// <summary>It may not; its listings are withdrawn.</summary>
    Suspended = 2,
}

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

    /// <summary>Every time it was suspended, the earliest first; only the last can be open.</summary>
    public IReadOnlyList<SupplierSuspension> Suspensions { get; private set; } = [];

    /// <summary>Why it may not sell now; null while it may.</summary>
    public SupplierSuspension? Suspension => Suspensions is [.., { LiftedAt: null } open] ? open : null;

    public DateTimeOffset RegisteredAt { get; private init; }

    /// <summary>Rises with each change that is published.</summary>
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

        State = SupplierState.Suspended;
        Suspensions = [.. Suspensions, new SupplierSuspension { Reason = reason, SuspendedAt = at }];
        Version++;
        return true;
    }

    /// <summary>
    /// Lets it sell again; what was withdrawn it puts on offer itself. False when it is not suspended; nothing changes then.
    /// </summary>
    public bool Reinstate(string reason, DateTimeOffset at)
    {
        if (Suspension is not { } open)
        {
            return false;
        }

        State = SupplierState.Active;
        Suspensions = [.. Suspensions.SkipLast(1), open with { LiftedAt = at, LiftingReason = reason }];
        Version++;
        return true;
    }

    /// <summary>A region that it names has another name or place in the tree: it is published again.</summary>
    public void RegionChanged() => Version++;
}

/// <summary>A time during which a supplier could not sell.</summary>
public sealed record SupplierSuspension
{
    public required string Reason { get; init; }

    public required DateTimeOffset SuspendedAt { get; init; }

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? LiftedAt { get; init; }

    public string? LiftingReason { get; init; }
}

/// <summary>Whether a supplier may sell.</summary>
public enum SupplierState
{
    /// <summary>It may.</summary>
    Active = 1,

    /// <summary>It may not; its listings are withdrawn.</summary>
    Suspended = 2,
}

using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>Who helps to sell (帮销主体): assisted sales are credited to the region in which it is registered (CR-07).</summary>
public sealed class Facilitator
{
    readonly List<RegisteredAffiliation> _registrations = [];

    Facilitator()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Rises with each change.</summary>
    public long Version { get; private set; }

    public string Name { get; private set; } = "";

    public FacilitatorKind Kind { get; private set; }

    /// <summary>The purchasing unit that it also is.</summary>
    public Guid? UnitId { get; private set; }

    /// <summary>When this version was registered.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    public string? SourceDocument { get; private set; }

    /// <summary>Ordered by date, without overlap. Outside of these days it helps nobody.</summary>
    public IReadOnlyList<RegisteredAffiliation> Registrations => [.. _registrations.OrderBy(registration => registration.ValidFrom)];

    public RegisteredAffiliation LatestRegistration => _registrations.MaxBy(registration => registration.ValidFrom)!;

    public static Facilitator Register(
        Guid id, string name, FacilitatorKind kind, Guid? unitId,
        IReadOnlyList<RegisteredAffiliation> registrations, string? document, DateTimeOffset now)
    {
        var facilitator = new Facilitator
        {
            Id = id,
            Version = 1,
            Name = name,
            Kind = kind,
            UnitId = unitId,
            SourceDocument = document,
            ChangedAt = now,
        };
        facilitator._registrations.AddRange(registrations);
        return facilitator;
    }

    /// <summary>Changes what it is. Says whether anything is different.</summary>
    public bool Revise(string name, FacilitatorKind kind, Guid? unitId, string? document)
    {
        if (Name == name && Kind == kind && UnitId == unitId && SourceDocument == document)
        {
            return false;
        }

        (Name, Kind, UnitId, SourceDocument) = (name, kind, unitId, document);
        Version++;
        return true;
    }

    /// <summary>Rewrites where it was and is registered. Says whether that is different.</summary>
    /// <param name="anew">Ordered by day, without overlap.</param>
    public bool Reregister(IReadOnlyList<RegisteredAffiliation> anew)
    {
        if (!RegisteredAffiliation.Rewrite(_registrations, anew))
        {
            return false;
        }

        Version++;
        return true;
    }

    /// <summary>Notes when and on which document the present version was registered.</summary>
    public void Stamp(DateTimeOffset now, string? document) => (ChangedAt, SourceDocument) = (now, document ?? SourceDocument);
}

using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Crediting.Domain;

/// <summary>A version of a facilitator (帮销主体) as the registry told it (CR-07).</summary>
public sealed class Facilitator
{
    public required Guid FacilitatorId { get; init; }

    public required long Version { get; init; }

    public required string Name { get; init; }

    /// <summary>The name in the form in which it is compared with what ledgers say.</summary>
    public string NameForm { get => NormalForm.Of(Name); private set { } }

    public required FacilitatorKind Kind { get; init; }

    /// <summary>The unit that it also is.</summary>
    public Guid? UnitId { get; init; }

    public required IReadOnlyList<Affiliation> Registrations { get; init; }

    public DateTimeOffset? RegisteredAt { get; init; }

    public DateTimeOffset LearnedAt { get; init; }

    /// <summary>False once a newer version is known.</summary>
    public bool IsCurrent { get; private set; } = true;

    /// <summary>An official let it correct sales that were accepted before it was registered (CR-19).</summary>
    public bool IsApproved { get; private set; }

    public void Supersede() => IsCurrent = false;

    public void Approve() => IsApproved = true;

    /// <summary>Known when the sale was accepted, or approved to count for it (CR-19).</summary>
    public bool IsUsableFor(DateTimeOffset accepted) => IsApproved || RegisteredAt is null || RegisteredAt <= accepted;

    /// <summary>Where it was registered on a day; null when nowhere.</summary>
    public RegionPath? PathOn(DateOnly day) => Registrations.On(day);
}

using Marketplace.Catalog.Domain;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Web;

namespace Marketplace.Catalog.Suppliers;

/// <summary>A supplier as callers see it.</summary>
public sealed record SupplierView
{
    public required Guid SupplierId { get; init; }

    public required string Name { get; init; }

    public required SupplierType Type { get; init; }

    public required string RegistrationRegionId { get; init; }

    public required string RegistrationRegionName { get; init; }

    public required string OperatingRegionId { get; init; }

    public required string OperatingRegionName { get; init; }

    /// <summary>Where it stands today: it sells while Active or Warned.</summary>
    public required SupplierState State { get; init; }

    /// <summary>
    /// Every warning, suspension and removal, with its reason, in the order of their numbers; told to itself, the officials of its region,
    /// operators and auditors only.
    /// </summary>
    public IReadOnlyList<SanctionView>? Sanctions { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Also the ETag, to be given back as If-Match.</summary>
    public required long Version { get; init; }

    /// <summary>What the caller may see of a supplier whose regions are loaded.</summary>
    internal static SupplierView Of(Supplier supplier, Caller caller, DateOnly today)
    {
        var mayKnow = caller.SeesAll || caller.Org == supplier.Id || caller.AnswersFor(supplier.Registration.PathValue);
        return new SupplierView
        {
            SupplierId = supplier.Id,
            Name = supplier.Name,
            Type = supplier.Type,
            RegistrationRegionId = supplier.RegistrationRegionId,
            RegistrationRegionName = supplier.Registration.Name,
            OperatingRegionId = supplier.OperatingRegionId,
            OperatingRegionName = supplier.Operating.Name,
            State = supplier.StateOn(today),
            Sanctions = mayKnow ? [.. supplier.Sanctions.Select(sanction => SanctionView.Of(sanction, today))] : null,
            RegisteredAt = supplier.RegisteredAt,
            Version = supplier.Version,
        };
    }
}

/// <summary>A warning, suspension or removal.</summary>
public sealed record SanctionView
{
    /// <summary>By which it is lifted and appealed against.</summary>
    public required int Number { get; init; }

    public required SanctionKind Kind { get; init; }

    public required string Reason { get; init; }

    public required string Document { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day, inclusive, after which it is over by itself; null for a removal.</summary>
    public DateOnly? Until { get; init; }

    public required bool IsInForce { get; init; }

    public DateTimeOffset? LiftedAt { get; init; }

    public string? LiftingReason { get; init; }

    /// <summary>Why the supplier has appealed; null while it has not.</summary>
    public string? AppealReason { get; init; }

    public DateTimeOffset? AppealedAt { get; init; }

    /// <summary>Why the sanction stands all the same; null while nobody has decided, and when it was lifted.</summary>
    public string? DismissalReason { get; init; }

    internal static SanctionView Of(SupplierSanction sanction, DateOnly today) => new()
    {
        Number = sanction.Number,
        Kind = sanction.Kind,
        Reason = sanction.Reason,
        Document = sanction.Document,
        From = sanction.From,
        Until = sanction.Until,
        IsInForce = sanction.IsInForceOn(today),
        LiftedAt = sanction.Lifting?.At,
        LiftingReason = sanction.Lifting?.Reason,
        AppealReason = sanction.Appeal?.Reason,
        AppealedAt = sanction.Appeal?.FiledAt,
        DismissalReason = sanction.Appeal?.DismissalReason,
    };
}

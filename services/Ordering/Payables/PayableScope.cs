using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payables;

/// <summary>Whose payables a caller looks at: a unit's to its suppliers, or what units owe a supplier.</summary>
/// <param name="UnitId">The debtor; null when all that the supplier has.</param>
/// <param name="SupplierId">The creditor; null when all that the unit has.</param>
/// <param name="SeenAs">As what the caller sees them.</param>
sealed record PayableScope(Guid? UnitId, Guid? SupplierId, Viewers SeenAs)
{
    /// <summary>Who may read what is owed, each its own.</summary>
    public static string[] Readers { get; } = [Roles.Purchaser, Roles.Approver, Roles.Supplier, Roles.Auditor];

    /// <summary>True when the other side is the supplier.</summary>
    public bool IsOfUnit => UnitId is not null;

    /// <summary>The side of the caller, and of the other side whom it names; an auditor names a side.</summary>
    /// <exception cref="ForbiddenException">A party names another as its own side.</exception>
    /// <exception cref="InvalidRequestException">An auditor names no side.</exception>
    public static PayableScope Of(Caller caller, Guid? unitId, Guid? supplierId)
    {
        if (caller.Has(Roles.Supplier))
        {
            return supplierId is null || supplierId == caller.Org
                ? new(unitId, caller.Org, Viewers.Supplier)
                : throw NotYours();
        }

        if (caller.Has(Roles.Auditor))
        {
            return unitId is null && supplierId is null
                ? throw new InvalidRequestException(
                    "side_missing", "unitId", "请填写 unitId 或 supplierId。", "Name a side: unitId or supplierId.")
                : new(unitId, supplierId, Viewers.Auditor);
        }

        return unitId is null || unitId == caller.Org ? new(caller.Org, supplierId, Viewers.Buyer) : throw NotYours();
    }

    /// <summary>As what a caller sees what is between a unit and a supplier; null when it is none of theirs.</summary>
    public static Viewers? AsSeenBy(Caller caller, Guid unitId, Guid supplierId) =>
        caller.Has(Roles.Auditor) ? Viewers.Auditor
        : caller.Has(Roles.Supplier) ? (caller.Org == supplierId ? Viewers.Supplier : null)
        : caller.Org == unitId ? Viewers.Buyer : null;

    /// <summary>The account between the sides, or all accounts of one.</summary>
    public IQueryable<PayableEntry> Entries(OrderingDb db)
    {
        var entries = db.PayableEntries.AsNoTracking();
        entries = UnitId is { } unit ? entries.Where(entry => entry.UnitId == unit) : entries;
        return SupplierId is { } supplier ? entries.Where(entry => entry.SupplierId == supplier) : entries;
    }

    /// <summary>Both sides, for what is between two.</summary>
    /// <exception cref="InvalidRequestException">The caller names no other side.</exception>
    public (Guid UnitId, Guid SupplierId) Both() => (UnitId ?? throw Missing("unitId"), SupplierId ?? throw Missing("supplierId"));

    static InvalidRequestException Missing(string field) => new(
        "side_missing", field, $"请填写对方：{field}。", $"Name the other side: {field}.");

    /// <summary>The parts of orders between the sides.</summary>
    public IQueryable<OrderPart> Parts(OrderingDb db)
    {
        var parts = db.Parts.AsQueryable();
        parts = UnitId is { } unit ? parts.Where(part => part.UnitId == unit) : parts;
        return SupplierId is { } supplier ? parts.Where(part => part.SupplierId == supplier) : parts;
    }

    /// <summary>The payments between the sides.</summary>
    public IQueryable<Payment> Payments(OrderingDb db)
    {
        var payments = db.Payments.AsQueryable();
        payments = UnitId is { } unit ? payments.Where(payment => payment.UnitId == unit) : payments;
        return SupplierId is { } supplier ? payments.Where(payment => payment.SupplierId == supplier) : payments;
    }

    /// <summary>Whose they are.</summary>
    public IEnumerable<Guid> Organisations => new[] { UnitId, SupplierId }.OfType<Guid>();

    static ForbiddenException NotYours() => new(
        "not_your_organisation", "只能查询本机构的往来；请去掉此参数或填写本机构。",
        "You may look at your own organisation's accounts only: leave this out, or give your own organisation.");
}

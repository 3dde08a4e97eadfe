using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Orders;

/// <summary>As what a caller sees an order, a part or a line of it.</summary>
static class OrderViewers
{
    /// <summary>Who sees an order's papers and where it goes: its parties, the officials of the buyer's region, auditors.</summary>
    public const Viewers Papers = Viewers.Buyer | Viewers.Supplier | Viewers.BuyerRegion | Viewers.Auditor;

    /// <summary>Who sees what all shown parts of an order add up to: not the officials of an origin.</summary>
    public const Viewers Whole = Papers | Viewers.Operator;

    public static Viewers Of(Caller caller, Order order)
    {
        var seenAs = caller.Oversight;
        if (caller.Org is { } own)
        {
            seenAs |= OrderScope.IsUnitOf(caller, order) ? Viewers.Buyer : Viewers.None;
            seenAs |= caller.Has(Roles.Supplier) && order.Parts.Any(part => part.SupplierId == own) ? Viewers.Supplier : Viewers.None;
        }

        return Covers(caller, order.UnitPath) ? seenAs | Viewers.BuyerRegion : seenAs;
    }

    /// <summary>As an official of the origin when all of the part comes from its region: its amounts then tell of nothing else.</summary>
    public static Viewers Of(Caller caller, Order order, OrderPart part) =>
        Of(caller, order) | (Covers(caller, part.CommonOrigin) ? Viewers.OriginRegion : Viewers.None);

    /// <summary>As an official of the origin when goods of the line come from its region.</summary>
    public static Viewers Of(Caller caller, Order order, OrderLine line) =>
        Of(caller, order) | (caller.Segment is { } segment && line.ComesFrom(segment) ? Viewers.OriginRegion : Viewers.None);

    static bool Covers(Caller caller, string path) => caller.Segment is { } segment && path.Contains(segment, StringComparison.Ordinal);
}

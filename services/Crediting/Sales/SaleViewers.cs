using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Crediting.Sales;

/// <summary>As what a caller sees a sale and the entries that credit it.</summary>
static class SaleViewers
{
    /// <summary>Who sees the numbers of papers in full: the parties, the side that pays, auditors. The west sees their ends.</summary>
    public const Viewers Papers = Viewers.Buyer | Viewers.Supplier | Viewers.BuyerRegion | Viewers.Auditor;

    public static Viewers Of(Caller caller, SaleLine line) => caller.Oversight
        | (caller.Has(Roles.Purchaser) && caller.Org == line.UnitId ? Viewers.Buyer : Viewers.None)
        | (caller.Has(Roles.Supplier) && caller.Org == line.SupplierId ? Viewers.Supplier : Viewers.None)
        | Sides(caller, line.UnitPath, line.OriginPath);

    /// <summary>The sides of an entry are those of its pairing.</summary>
    public static Viewers Of(Caller caller, CreditEntry entry) => caller.Oversight | Sides(caller, entry.EastPath, entry.WestPath);

    static Viewers Sides(Caller caller, string east, string west) => caller.Segment is not { } segment ? Viewers.None
        : (east.Contains(segment, StringComparison.Ordinal) ? Viewers.BuyerRegion : Viewers.None)
            | (west.Contains(segment, StringComparison.Ordinal) ? Viewers.OriginRegion : Viewers.None);
}

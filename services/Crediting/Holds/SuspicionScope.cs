using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Holds;

/// <summary>Whose suspicions a caller sees and clears.</summary>
static class SuspicionScope
{
    /// <summary>The suspicions of parties of the caller's region, or with sales that the caller sees.</summary>
    public static IQueryable<SuspectParty> OfCaller(CreditingDb db)
    {
        var segment = db.CallerSegment;
        var units = UnitsOfCaller(db);
        var suspicions = db.SuspectParties.AsNoTracking();
        return db.SeesAll
            ? suspicions
            : suspicions.Where(suspectParty => units.Any(unit => unit.UnitId == suspectParty.PartyId)
                || (segment != null && db.Suppliers.Any(
                    supplier => supplier.SupplierId == suspectParty.PartyId && supplier.RegistrationPath.Contains(segment)))
                || db.SaleLines.Any(line => line.UnitId == suspectParty.PartyId)
                || db.SaleLines.Any(line => line.SupplierId == suspectParty.PartyId));
    }

    /// <summary>Where a unit belonged is in a list within its row.</summary>
    public static IQueryable<Unit> UnitsOfCaller(CreditingDb db)
    {
        if (db.CallerSegment is not { } segment)
        {
            // A caller without a region answers for no unit, not for all of them.
            return db.Units.Where(unit => false);
        }

        var pattern = LikePattern.Containing(segment);
        return db.Units.FromSql($@"SELECT * FROM units WHERE is_current AND affiliations LIKE {pattern} ESCAPE '\'");
    }
}

using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// The newest versions of what the registry has told, now or as known at an instant, for queries that are joined with them.
/// </summary>
static class RegistryVersions
{
    extension(CreditingDb db)
    {
        /// <summary>The newest version of each pairing, now or as known at an instant.</summary>
        public IQueryable<Pairing> PairingsKnown(DateTimeOffset? at) => at is null
            ? db.Pairings.Where(known => known.IsCurrent)
            : db.Pairings.Where(known => known.LearnedAt <= at
                && !db.Pairings.Any(other => other.PairingId == known.PairingId && other.LearnedAt <= at && other.Version > known.Version));

        /// <summary>The same of designations.</summary>
        public IQueryable<Designation> DesignationsKnown(DateTimeOffset? at) => at is null
            ? db.Designations.Where(known => known.IsCurrent)
            : db.Designations.Where(known => known.LearnedAt <= at
                && !db.Designations.Any(
                    other => other.DesignationId == known.DesignationId && other.LearnedAt <= at && other.Version > known.Version));

        /// <summary>The same of units.</summary>
        public IQueryable<Unit> UnitsKnown(DateTimeOffset? at) => at is null
            ? db.Units.Where(known => known.IsCurrent)
            : db.Units.Where(known => known.LearnedAt <= at
                && !db.Units.Any(other => other.UnitId == known.UnitId && other.LearnedAt <= at && other.Version > known.Version));

        /// <summary>The same of regions.</summary>
        public IQueryable<Region> RegionsKnown(DateTimeOffset? at) => at is null
            ? db.Regions.Where(known => known.IsCurrent)
            : db.Regions.Where(known => known.LearnedAt <= at
                && !db.Regions.Any(other => other.RegionId == known.RegionId && other.LearnedAt <= at && other.Version > known.Version));
    }
}

using Marketplace.Logistics.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Storage;

/// <content>Lanes, and what trips took.</content>
public sealed partial class LogisticsDb
{
    /// <summary>Read by everybody.</summary>
    public DbSet<Lane> Lanes => Set<Lane>();

    /// <summary>Read by nobody but the job that learns from them.</summary>
    public DbSet<Trip> Trips => Set<Trip>();

    /// <summary>Read by everybody, with the lane.</summary>
    public DbSet<ObservedTime> ObservedTimes => Set<ObservedTime>();

    static void AddLanes(ModelBuilder model)
    {
        model.Entity<Lane>(LaneTables.Map);
        model.Entity<Trip>(LaneTables.Map);
        model.Entity<ObservedTime>(LaneTables.Map);
    }
}

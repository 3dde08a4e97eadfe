using Marketplace.Logistics.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Logistics.Storage;

/// <summary>The tables of lanes, and of what trips took.</summary>
static class LaneTables
{
    /// <summary>As long as the id of a region may be; that of a node is shorter.</summary>
    const int EndLength = 40;

    public static void Map(EntityTypeBuilder<Lane> lane)
    {
        lane.ToTable("lanes", table => table.HasCheckConstraint(
            "ck_lanes_sound", "metres > 0 AND minutes > 0 AND begins_at <> ends_at AND (ended_on IS NULL OR ended_on >= valid_from)"));
        lane.Property(l => l.Id).ValueGeneratedNever();
        lane.Property(l => l.BeginsAt).HasMaxLength(EndLength);
        lane.Property(l => l.EndsAt).HasMaxLength(EndLength);
        lane.Property(l => l.Source).HasMaxLength(200);
        lane.Property(l => l.Version).IsConcurrencyToken();
        lane.Ignore(l => l.IsVoid);
        lane.HasIndex(l => new { l.BeginsAt, l.EndsAt, l.ValidFrom });
        // Of two who state a lane of the same ends at once, one does.
        lane.HasIndex(l => new { l.BeginsAt, l.EndsAt }, "ux_lanes_open").HasFilter("ended_on IS NULL").IsUnique();
        lane.HasIndex(l => new { l.EndsAt, l.Id });
        lane.HasIndex(l => new { l.FromRegionId, l.Id });
        lane.HasIndex(l => new { l.ToRegionId, l.Id });
        lane.HasOne(l => l.FromRegion).WithMany().HasForeignKey(l => l.FromRegionId).OnDelete(DeleteBehavior.Restrict);
        lane.HasOne(l => l.ToRegion).WithMany().HasForeignKey(l => l.ToRegionId).OnDelete(DeleteBehavior.Restrict);
        lane.HasOne<NetworkNode>().WithMany().HasForeignKey(l => l.FromNodeId).OnDelete(DeleteBehavior.Restrict);
        lane.HasOne<NetworkNode>().WithMany().HasForeignKey(l => l.ToNodeId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(EntityTypeBuilder<Trip> trip)
    {
        trip.ToTable("trips");
        trip.HasKey(t => new { t.PlanId, t.TourNumber, t.Number });
        trip.Property(t => t.Number).ValueGeneratedNever();
        trip.Property(t => t.BeginsAt).HasMaxLength(EndLength);
        trip.Property(t => t.EndsAt).HasMaxLength(EndLength);
        trip.HasIndex(t => new { t.BeginsAt, t.EndsAt, t.Seconds });
        trip.HasIndex(t => t.ArrivedAt);
        trip.HasOne<PlanTour>().WithMany().HasForeignKey(t => new { t.PlanId, t.TourNumber }).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(EntityTypeBuilder<ObservedTime> observed)
    {
        observed.ToTable("observed_times");
        observed.HasKey(o => new { o.BeginsAt, o.EndsAt, o.ValidFrom });
        observed.Property(o => o.BeginsAt).HasMaxLength(EndLength);
        observed.Property(o => o.EndsAt).HasMaxLength(EndLength);
        observed.HasIndex(o => o.EndedOn);
    }
}

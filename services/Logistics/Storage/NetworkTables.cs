using Marketplace.Logistics.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Marketplace.Logistics.Storage;

/// <summary>The tables of the network and of its plans.</summary>
static class NetworkTables
{
    public static void Map(EntityTypeBuilder<NetworkNode> node)
    {
        node.ToTable("network_nodes");
        node.Property(n => n.Id).ValueGeneratedNever();
        node.Property(n => n.Name).HasMaxLength(100);
        node.Property(n => n.Township).HasMaxLength(100);
        node.Property(n => n.Village).HasMaxLength(100);
        node.Property(n => n.Keeper).HasMaxLength(100);
        node.Property(n => n.Version).IsConcurrencyToken();
        node.HasIndex(n => new { n.Kind, n.Id });
        node.HasOne(n => n.Region).WithMany().HasForeignKey(n => n.RegionId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(EntityTypeBuilder<DockSite> dock)
    {
        dock.ToTable("docks");
        dock.HasKey(d => d.DockId);
        dock.Property(d => d.DockId).ValueGeneratedNever();
        dock.Property(d => d.ContactPost).HasMaxLength(100);
    }

    public static void Map(EntityTypeBuilder<SupplierStation> station)
    {
        station.ToTable("supplier_stations");
        station.HasKey(s => s.SupplierId);
        station.Property(s => s.SupplierId).ValueGeneratedNever();
        station.HasOne<NetworkNode>().WithMany().HasForeignKey(s => s.NodeId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(EntityTypeBuilder<CarrierVehicle> vehicle)
    {
        vehicle.ToTable("carrier_vehicles");
        vehicle.Property(v => v.Id).ValueGeneratedNever();
        vehicle.Property(v => v.Name).HasMaxLength(100);
        vehicle.HasIndex(v => new { v.CarrierId, v.Id });
        vehicle.HasIndex(v => new { v.Use, v.NodeId });
        vehicle.HasOne<Carrier>().WithMany().HasForeignKey(v => v.CarrierId).OnDelete(DeleteBehavior.Restrict);
        vehicle.HasOne<Region>().WithMany().HasForeignKey(v => v.RegionId).OnDelete(DeleteBehavior.Restrict);
        vehicle.HasOne<NetworkNode>().WithMany().HasForeignKey(v => v.NodeId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(
        EntityTypeBuilder<TransportPlan> plan, ValueConverter<IReadOnlyList<PlanLeftOut>, string> json,
        ValueComparer<IReadOnlyList<PlanLeftOut>> comparer)
    {
        plan.ToTable("transport_plans");
        plan.HasKey(p => p.PlanId);
        plan.Property(p => p.PlanId).ValueGeneratedNever();
        plan.Ignore(p => p.Freight);
        plan.Property(p => p.LeftOut).HasConversion(json, comparer);
        plan.HasIndex(p => new { p.MadeAt, p.PlanId });
        plan.HasMany(p => p.Parts).WithOne().HasForeignKey(part => part.PlanId).OnDelete(DeleteBehavior.Restrict);
        plan.HasMany(p => p.Tours).WithOne().HasForeignKey(tour => tour.PlanId).OnDelete(DeleteBehavior.Restrict);
        plan.HasMany(p => p.Revisions).WithOne().HasForeignKey(revision => revision.PlanId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(
        EntityTypeBuilder<PlanRevision> revision, ValueConverter<IReadOnlyList<PlanLeftOut>, string> json,
        ValueComparer<IReadOnlyList<PlanLeftOut>> comparer)
    {
        revision.ToTable("plan_revisions");
        revision.HasKey(r => new { r.PlanId, r.Number });
        revision.Property(r => r.Number).ValueGeneratedNever();
        revision.Property(r => r.Note).HasMaxLength(200);
        revision.Property(r => r.PlaceName).HasMaxLength(100);
        revision.Property(r => r.LeftOut).HasConversion(json, comparer);
    }

    public static void Map(EntityTypeBuilder<PlanPart> part)
    {
        part.ToTable("plan_parts");
        part.HasKey(p => new { p.PlanId, p.ShipmentId });
        // No shipment is in two plans that stand.
        part.HasIndex(p => p.ShipmentId, "ux_plan_parts_live").HasFilter("released_at IS NULL").IsUnique();
        part.HasOne<Shipment>().WithMany().HasForeignKey(p => p.ShipmentId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(
        EntityTypeBuilder<PlanTour> tour, ValueConverter<IReadOnlyList<TourRefusal>, string> json,
        ValueComparer<IReadOnlyList<TourRefusal>> comparer, ValueConverter<TourTransfer, string> transfer,
        ValueComparer<TourTransfer> transferComparer)
    {
        tour.ToTable("plan_tours");
        tour.HasKey(t => new { t.PlanId, t.Number });
        tour.Property(t => t.Number).ValueGeneratedNever();
        tour.Property(t => t.PlaceName).HasMaxLength(100);
        tour.Property(t => t.Class).HasMaxLength(20);
        tour.Property(t => t.Cost).HasColumnName("cost_fen");
        tour.Ignore(t => t.LoadKg);
        tour.Ignore(t => t.LoadLitres);
        tour.Ignore(t => t.Remaining);
        tour.Ignore(t => t.IsStanding);
        tour.Ignore(t => t.RefusedBy);
        tour.Property(t => t.Refusals).HasConversion(json, comparer);
        tour.Property(t => t.Transfer).HasConversion(transfer!, transferComparer);
        tour.HasIndex(t => new { t.CarrierId, t.PlanId });
        // What a carrier drives, and what is driven in a region, in the order in which tours begin.
        tour.HasIndex(t => new { t.CarrierId, t.DepartsAt, t.PlanId, t.Number });
        tour.HasIndex(t => new { t.DepartsAt, t.PlanId, t.Number });
        // How many vehicles of an offer are taken on a day, and which have failed.
        tour.HasIndex(t => new { t.Day, t.VehicleId });
        tour.HasIndex(t => t.VehicleOutUntil, "ix_plan_tours_failed").HasFilter("vehicle_out_until IS NOT NULL");
        tour.HasMany(t => t.Stops).WithOne().HasForeignKey(s => new { s.PlanId, s.TourNumber }).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(EntityTypeBuilder<PlanStop> stop)
    {
        stop.ToTable("plan_stops");
        stop.HasKey(s => new { s.PlanId, s.TourNumber, s.Number });
        stop.Property(s => s.PlaceName).HasMaxLength(100);
        stop.Property(s => s.Freight).HasColumnName("freight_fen");
        stop.HasIndex(s => s.ShipmentId);
        stop.HasOne<Shipment>().WithMany().HasForeignKey(s => s.ShipmentId).OnDelete(DeleteBehavior.Restrict);
    }
}

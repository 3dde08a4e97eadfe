using Marketplace.Logistics.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Logistics.Storage;

/// <summary>The tables of what stations take in, and of hand-overs.</summary>
static class IntakeTables
{
    public static void Map(EntityTypeBuilder<Intake> intake)
    {
        intake.ToTable("intakes", table => table.HasCheckConstraint(
            "ck_intakes_signs",
            "(reverses IS NULL AND weight_grams > 0 AND amount_fen >= 0) OR (reverses IS NOT NULL AND weight_grams < 0)"));
        intake.HasKey(i => i.IntakeId);
        intake.Property(i => i.IntakeId).ValueGeneratedNever();
        intake.Property(i => i.PathValue).HasColumnName("path");
        intake.Property(i => i.Grade).HasMaxLength(20);
        intake.Property(i => i.Reason).HasMaxLength(200);
        intake.Ignore(i => i.Weight);
        // What a station took in on some days, what was taken in for a batch, and whether a household still comes.
        intake.HasIndex(i => new { i.NodeId, i.Day });
        intake.HasIndex(i => new { i.NodeId, i.RecordedAt, i.IntakeId });
        intake.HasIndex(i => new { i.BatchId, i.RecordedAt, i.IntakeId });
        intake.HasIndex(i => new { i.HouseholdId, i.Day });
        // Events of a time, as others query them.
        intake.HasIndex(i => new { i.RecordedAt, i.IntakeId });
        intake.HasIndex(i => i.Reverses, "ux_intakes_reversed").HasFilter("reverses IS NOT NULL").IsUnique();
        intake.HasOne<NetworkNode>().WithMany().HasForeignKey(i => i.NodeId).OnDelete(DeleteBehavior.Restrict);
        intake.HasOne<Household>().WithMany().HasForeignKey(i => i.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        intake.HasOne<OfferedBatch>().WithMany().HasForeignKey(i => i.BatchId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(EntityTypeBuilder<CustodyEvent> scan)
    {
        scan.ToTable("custody_events", table => table.HasCheckConstraint("ck_custody_events_packages", "packages > 0"));
        scan.HasKey(s => s.EventId);
        scan.Property(s => s.EventId).ValueGeneratedNever();
        scan.Property(s => s.PlaceName).HasMaxLength(100);
        scan.Property(s => s.PackageNumbers).HasMaxLength(4_000);
        scan.Property(s => s.Note).HasMaxLength(200);
        scan.HasIndex(s => s.ShipmentId);
        scan.HasIndex(s => new { s.RecordedAt, s.EventId });
        scan.HasOne<Shipment>().WithMany().HasForeignKey(s => s.ShipmentId).OnDelete(DeleteBehavior.Restrict);
        scan.HasOne<NetworkNode>().WithMany().HasForeignKey(s => s.NodeId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(EntityTypeBuilder<Household> household)
    {
        household.ToTable("households");
        household.HasKey(h => h.HouseholdId);
        household.Property(h => h.HouseholdId).ValueGeneratedNever();
        household.Property(h => h.Name).HasMaxLength(50);
        household.Property(h => h.Account).HasMaxLength(60);
        household.HasIndex(h => new { h.NodeId, h.HouseholdId });
        household.HasIndex(h => h.RegisteredAt, "ix_households_known").HasFilter("erased_at IS NULL");
        household.HasOne<NetworkNode>().WithMany().HasForeignKey(h => h.NodeId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(EntityTypeBuilder<OfferedBatch> batch)
    {
        batch.ToTable("batches");
        batch.HasKey(b => b.BatchId);
        batch.Property(b => b.BatchId).ValueGeneratedNever();
    }

    public static void Map(EntityTypeBuilder<TradedProduct> product)
    {
        product.ToTable("products");
        product.HasKey(p => p.ProductId);
        product.Property(p => p.ProductId).ValueGeneratedNever();
        product.Property(p => p.Name).HasMaxLength(200);
        product.Property(p => p.UnitName).HasMaxLength(20);
        // Where the goods of a supplier come from.
        product.HasIndex(p => p.SupplierId);
    }
}

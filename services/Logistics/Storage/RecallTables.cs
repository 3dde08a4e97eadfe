using Marketplace.Logistics.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Logistics.Storage;

/// <summary>The tables by which the goods of a batch are found.</summary>
static class RecallTables
{
    public static void Map(EntityTypeBuilder<ShipmentBatch> part)
    {
        part.ToTable("shipment_batches");
        part.HasKey(p => new { p.BatchId, p.ShipmentId });
        part.HasIndex(p => p.ShipmentId);
        part.HasOne<Shipment>().WithMany().HasForeignKey(p => p.ShipmentId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(EntityTypeBuilder<RecalledBatch> batch)
    {
        batch.ToTable("recalled_batches");
        batch.HasKey(b => new { b.BatchId, b.RecallId });
        batch.Property(b => b.Reason).HasMaxLength(500);
        batch.HasIndex(b => b.RecallId);
        batch.HasIndex(b => b.BatchId, "ix_recalled_batches_open").HasFilter("lifted_at IS NULL");
    }
}

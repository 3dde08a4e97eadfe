using Marketplace.Logistics.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Logistics.Storage;

/// <summary>The tables of readings, and of what suppliers ask for their products.</summary>
static class ColdChainTables
{
    public static void Map(EntityTypeBuilder<TemperatureReading> reading)
    {
        reading.ToTable("temperature_readings");
        // The readings of a shipment lie together, by logger and time.
        reading.HasKey(r => new { r.ShipmentId, r.DeviceId, r.StatedAt });
        reading.Property(r => r.DeviceId).HasMaxLength(TemperatureReading.DeviceIdLength);
        reading.Property(r => r.Class).HasConversion<int>();
        reading.Ignore(r => r.Celsius);
        reading.HasOne<Shipment>().WithMany().HasForeignKey(r => r.ShipmentId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(EntityTypeBuilder<ReadingUpload> upload)
    {
        upload.ToTable("reading_uploads");
        upload.HasKey(u => new { u.ShipmentId, u.Number });
        upload.Property(u => u.Number).ValueGeneratedNever();
        // The oldest are forgotten first.
        upload.HasIndex(u => u.RecordedAt);
        upload.HasOne<Shipment>().WithMany().HasForeignKey(u => u.ShipmentId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(EntityTypeBuilder<ProductTemperature> limits)
    {
        limits.ToTable(
            "product_temperatures", table => table.HasCheckConstraint("ck_product_temperatures_range", "min_hundredths < max_hundredths"));
        limits.HasKey(l => l.ProductId);
        limits.Property(l => l.ProductId).ValueGeneratedNever();
        limits.Ignore(l => l.Limits);
    }
}

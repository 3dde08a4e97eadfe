using Marketplace.Logistics.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Marketplace.Logistics.Storage;

/// <summary>The tables of events that other parties captured. Our own events follow from the other tables.</summary>
static class EpcisTables
{
    public static void Map(EntityTypeBuilder<CapturedEvent> captured)
    {
        captured.ToTable("captured_events");
        captured.HasKey(c => c.EventKey);
        captured.Property(c => c.EventKey).ValueGeneratedNever();
        captured.Property(c => c.EventId).HasMaxLength(CapturedEvent.EventIdLength);
        captured.Property(c => c.Digest).HasMaxLength(64);
        captured.HasIndex(c => new { c.CapturedBy, c.EventId, c.IsErrorDeclaration }).IsUnique();
        captured.HasIndex(c => c.EventId);
        captured.HasIndex(c => new { c.RecordedAt, c.EventKey });
        captured.HasOne<EpcisCapture>().WithMany().HasForeignKey(c => c.CaptureId).OnDelete(DeleteBehavior.Restrict);
        captured.HasMany(c => c.Names).WithOne().HasForeignKey(name => name.EventKey).OnDelete(DeleteBehavior.Restrict);
        captured.HasMany(c => c.Shipments).WithOne().HasForeignKey(link => link.EventKey).OnDelete(DeleteBehavior.Restrict);
        captured.HasMany(c => c.Batches).WithOne().HasForeignKey(link => link.EventKey).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(EntityTypeBuilder<CapturedEventName> name)
    {
        name.ToTable("captured_event_names");
        name.HasKey(n => new { n.Value, n.EventKey });
        name.Property(n => n.Value).HasMaxLength(CapturedEvent.EventIdLength);
        name.HasIndex(n => n.EventKey);
    }

    public static void Map(EntityTypeBuilder<CapturedEventShipment> link)
    {
        link.ToTable("captured_event_shipments");
        link.HasKey(l => new { l.ShipmentId, l.EventKey });
        link.HasIndex(l => l.EventKey);
        link.HasOne<Shipment>().WithMany().HasForeignKey(l => l.ShipmentId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(EntityTypeBuilder<CapturedEventBatch> link)
    {
        link.ToTable("captured_event_batches");
        link.HasKey(l => new { l.BatchId, l.EventKey });
        link.HasIndex(l => l.EventKey);
    }

    public static void Map(
        EntityTypeBuilder<EpcisCapture> capture, ValueConverter<IReadOnlyList<CaptureFault>, string> asJson,
        ValueComparer<IReadOnlyList<CaptureFault>> comparer)
    {
        capture.ToTable("epcis_captures");
        capture.HasKey(c => c.CaptureId);
        capture.Property(c => c.CaptureId).ValueGeneratedNever();
        capture.Property(c => c.Faults).HasConversion(asJson, comparer);
        capture.Ignore(c => c.IsSuccess);
        capture.HasIndex(c => new { c.CapturedBy, c.RecordedAt, c.CaptureId });
    }
}

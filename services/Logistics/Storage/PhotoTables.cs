using Marketplace.Logistics.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Logistics.Storage;

/// <summary>The tables of photographs: what is known of them, and apart from it the pictures.</summary>
static class PhotoTables
{
    const int Sha256Length = 64;

    public static void Map(EntityTypeBuilder<ShipmentPhoto> photo)
    {
        photo.ToTable("shipment_photos");
        photo.HasKey(p => p.PhotoId);
        photo.Property(p => p.PhotoId).ValueGeneratedNever();
        photo.Property(p => p.Note).HasMaxLength(ShipmentPhoto.NoteLength);
        photo.Property(p => p.WithdrawalReason).HasMaxLength(ShipmentPhoto.ReasonLength);
        photo.Property(p => p.Sha256).HasMaxLength(Sha256Length);
        photo.HasIndex(p => new { p.ShipmentId, p.RecordedAt, p.PhotoId });
        // The oldest are forgotten first.
        photo.HasIndex(p => p.RecordedAt, "ix_shipment_photos_kept").HasFilter("withdrawn_at IS NULL AND forgotten_at IS NULL");
        photo.HasOne<Shipment>().WithMany().HasForeignKey(p => p.ShipmentId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(EntityTypeBuilder<PhotoContent> content)
    {
        content.ToTable("photo_contents");
        content.HasKey(c => c.PhotoId);
        content.Property(c => c.PhotoId).ValueGeneratedNever();
        content.HasOne<ShipmentPhoto>().WithOne().HasForeignKey<PhotoContent>(c => c.PhotoId).OnDelete(DeleteBehavior.Restrict);
    }
}

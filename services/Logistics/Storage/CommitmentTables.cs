using Marketplace.Logistics.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Logistics.Storage;

/// <summary>The tables of what becomes of shipments beside their acceptance, and of regions.</summary>
static class CommitmentTables
{
    public static void Map(EntityTypeBuilder<CarrierChange> change)
    {
        change.ToTable("carrier_changes");
        change.HasKey(c => new { c.ShipmentId, c.Number });
        change.Property(c => c.Number).ValueGeneratedNever();
        change.Property(c => c.OldWaybill).HasMaxLength(40);
        change.Property(c => c.NewWaybill).HasMaxLength(40);
        change.Property(c => c.Note).HasMaxLength(200);
        change.HasOne<Shipment>().WithMany().HasForeignKey(c => c.ShipmentId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(EntityTypeBuilder<LossReport> report)
    {
        report.ToTable("loss_reports", table => table.HasCheckConstraint("ck_loss_reports_quantity", "quantity >= 0"));
        report.HasKey(r => new { r.ShipmentId, r.Number });
        report.Property(r => r.Number).ValueGeneratedNever();
        report.Property(r => r.Note).HasMaxLength(200);
        report.HasIndex(r => r.ReportedAt);
        report.HasOne<Shipment>().WithMany().HasForeignKey(r => r.ShipmentId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(EntityTypeBuilder<CommitmentEnd> end)
    {
        end.ToTable("commitment_ends");
        end.HasKey(e => e.EndId);
        end.Property(e => e.EndId).ValueGeneratedNever();
        end.Property(e => e.Amount).HasColumnName("amount_fen");
        // The reliability of a supplier and of a unit is counted over a period.
        end.HasIndex(e => new { e.SupplierId, e.EndedAt });
        end.HasIndex(e => new { e.UnitId, e.EndedAt });
        end.HasIndex(e => e.ShipmentId);
        end.HasOne<Shipment>().WithMany().HasForeignKey(e => e.ShipmentId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Map(EntityTypeBuilder<CarrierRegion> region)
    {
        region.ToTable("carrier_regions");
        region.HasKey(row => new { row.RegionId, row.CarrierId });
    }

    public static void Map(EntityTypeBuilder<Region> region)
    {
        region.ToTable("regions");
        region.Property(r => r.Id).ValueGeneratedNever();
        region.Property(r => r.PathValue).HasColumnName("path");
        region.Property(r => r.Version).IsConcurrencyToken();
    }

    public static void Map(EntityTypeBuilder<AcceptanceLine> line)
    {
        line.ToTable("acceptance_lines", table =>
        {
            table.HasCheckConstraint("ck_acceptance_lines_add_up", "accepted + short + rejected = dispatched");
            table.HasCheckConstraint(
                "ck_acceptance_lines_not_negative", "accepted >= 0 AND short >= 0 AND rejected >= 0 AND payable_fen >= 0");
            table.HasCheckConstraint("ck_acceptance_lines_amounts", "accepted_fen >= payable_fen AND free <= accepted");
            table.HasCheckConstraint("ck_acceptance_lines_reason", "(rejected > 0) = (rejection_reason IS NOT NULL)");
        });
        line.Property<Guid>("AcceptanceId");
        line.HasKey("AcceptanceId", nameof(AcceptanceLine.LineNumber));
        line.Property(l => l.LineNumber).ValueGeneratedNever();
        line.Property(l => l.RejectionReason).HasMaxLength(200);
        line.Property(l => l.AcceptedAmount).HasColumnName("accepted_fen");
        line.Property(l => l.PayableAmount).HasColumnName("payable_fen");
        line.Property(l => l.SettledAmount).HasColumnName("settled_fen");
        line.Property(l => l.Subsidised).HasColumnName("subsidised_fen");
        line.Ignore(l => l.Batches);
    }

    public static void Map(EntityTypeBuilder<Dispute> dispute)
    {
        dispute.ToTable("disputes", table => table.HasCheckConstraint(
            "ck_disputes_add_up",
            "quantity > 0 AND (state = 'Open' OR (accepted >= 0 AND rejected >= 0 AND accepted + rejected = quantity))"));
        dispute.HasKey(d => d.DisputeId);
        dispute.Property(d => d.DisputeId).ValueGeneratedNever();
        dispute.Property(d => d.Reason).HasMaxLength(500);
        dispute.Property(d => d.Note).HasMaxLength(200);
        dispute.Ignore(d => d.IsOpen);
        dispute.HasIndex(d => d.ShipmentId);
        dispute.HasIndex(d => new { d.State, d.RaisedAt, d.DisputeId });
    }

    public static void Map(EntityTypeBuilder<ReturnClaim> claim)
    {
        claim.ToTable(
            "returns", table => table.HasCheckConstraint("ck_returns_something", "quantity >= 0 AND (quantity > 0 OR amount_fen > 0)"));
        claim.HasKey(c => c.ReturnId);
        claim.Property(c => c.ReturnId).ValueGeneratedNever();
        claim.Property(c => c.Amount).HasColumnName("amount_fen");
        claim.Property(c => c.PayableChange).HasColumnName("payable_change_fen");
        claim.Property(c => c.Reason).HasMaxLength(500);
        claim.Property(c => c.Document).HasMaxLength(200);
        claim.Property(c => c.RefusalReason).HasMaxLength(500);
        claim.HasIndex(c => c.ShipmentId);
        claim.HasIndex(c => new { c.State, c.RequestedAt, c.ReturnId });
        claim.HasIndex(c => new { c.DecidedAt, c.ReturnId }, "ix_returns_decided").HasFilter("decided_at IS NOT NULL");
        claim.HasOne<Shipment>().WithMany().HasForeignKey(c => c.ShipmentId).OnDelete(DeleteBehavior.Restrict);
    }
}

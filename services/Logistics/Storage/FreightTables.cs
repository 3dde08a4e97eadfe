using Marketplace.Logistics.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Logistics.Storage;

/// <summary>The table of what carriers ask.</summary>
static class FreightTables
{
    public static void Map(EntityTypeBuilder<CarrierTariff> tariff)
    {
        tariff.ToTable("carrier_tariffs", table =>
        {
            table.HasCheckConstraint("ck_carrier_tariffs_lorry", "(lorry_kg IS NULL) = (lorry_fen IS NULL)");
            table.HasCheckConstraint("ck_carrier_tariffs_positive", "fen_per_tonne > 0 AND minimum_fen >= 0");
        });
        tariff.Property(t => t.Id).ValueGeneratedNever();
        tariff.Ignore(t => t.LastDay);
        // Its own list, and what it has stated for the same ends and class.
        tariff.HasIndex(t => new { t.CarrierId, t.Id });
        tariff.HasIndex(t => new { t.CarrierId, t.FromRegionId, t.ToRegionId });
        // What all carriers ask for a way.
        tariff.HasIndex(t => new { t.FromRegionId, t.ToRegionId, t.Id });
        tariff.HasOne(t => t.Carrier).WithMany().HasForeignKey(t => t.CarrierId).OnDelete(DeleteBehavior.Restrict);
        tariff.HasOne(t => t.From).WithMany().HasForeignKey(t => t.FromRegionId).OnDelete(DeleteBehavior.Restrict);
        tariff.HasOne(t => t.To).WithMany().HasForeignKey(t => t.ToRegionId).OnDelete(DeleteBehavior.Restrict);
    }
}

using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Logistics.Storage;

/// <content>Carriers, and what they ask.</content>
public sealed partial class LogisticsDb
{
    /// <summary>Read by everybody.</summary>
    public DbSet<CarrierTariff> Tariffs => Set<CarrierTariff>();

    static void AddCarriers(ModelBuilder model)
    {
        model.Entity<Carrier>(Map);
        model.Entity<CarrierRegion>(CommitmentTables.Map);
        model.Entity<CarrierTariff>(FreightTables.Map);
    }

    static void Map(EntityTypeBuilder<Carrier> carrier)
    {
        carrier.ToTable("carriers");
        carrier.Property(c => c.Id).ValueGeneratedNever();
        carrier.Property(c => c.Name).HasMaxLength(100);
        carrier.Property(c => c.CreditCode).HasMaxLength(SocialCreditCode.Length);
        carrier.Property(c => c.EndReason).HasMaxLength(500);
        carrier.Property(c => c.EndDocument).HasMaxLength(200);
        carrier.Property(c => c.Relations).HasConversion(
            new AsJson<IReadOnlyList<CarrierRelation>>(), ByReference<IReadOnlyList<CarrierRelation>>());
        carrier.Property(c => c.Suspensions).HasConversion(
            new AsJson<IReadOnlyList<CarrierSuspension>>(), ByReference<IReadOnlyList<CarrierSuspension>>());
        carrier.Property(c => c.Version).IsConcurrencyToken();
        carrier.HasIndex(c => c.CreditCode).IsUnique().HasFilter("ended_on IS NULL");
        carrier.HasOne(c => c.Region).WithMany().HasForeignKey(c => c.RegionId).OnDelete(DeleteBehavior.Restrict);
        carrier.HasMany(c => c.Regions).WithOne().HasForeignKey(row => row.CarrierId).OnDelete(DeleteBehavior.Cascade);
    }
}

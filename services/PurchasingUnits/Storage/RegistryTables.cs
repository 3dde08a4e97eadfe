using Marketplace.PurchasingUnits.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Marketplace.PurchasingUnits.Storage;

/// <summary>The tables of what the registry keeps beside units, pairings and budgets.</summary>
static class RegistryTables
{
    const int RegionIdMax = 40;
    const int NameMax = 100;
    const int DocumentMax = 200;

    public static void Configure(ModelBuilder model)
    {
        RegionHistory(model);
        model.Entity<Facilitator>(facilitator =>
        {
            facilitator.ToTable("facilitators");
            facilitator.Property(row => row.Version).IsConcurrencyToken();
            facilitator.Property(row => row.Name).HasMaxLength(NameMax);
            facilitator.Property(row => row.SourceDocument).HasMaxLength(DocumentMax);
            facilitator.HasIndex(row => row.UnitId);
            facilitator.Ignore(row => row.LatestRegistration);
            facilitator.OwnsMany(row => row.Registrations, registration =>
            {
                registration.ToTable(
                    "facilitator_registrations",
                    table => table.HasCheckConstraint("ck_facilitator_registrations_days", "valid_to > valid_from"));
                registration.WithOwner().HasForeignKey("FacilitatorId");
                registration.HasKey("FacilitatorId", nameof(RegisteredAffiliation.ValidFrom));
                registration.Property(row => row.RegionId).HasMaxLength(RegionIdMax);
                registration.HasOne<Region>().WithMany().HasForeignKey(row => row.RegionId).OnDelete(DeleteBehavior.Restrict);
            });
            facilitator.Navigation(row => row.Registrations).HasField("_registrations").UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        model.Entity<Designation>(designation =>
        {
            designation.ToTable("designations", table => table.HasCheckConstraint("ck_designations_days", "valid_to > valid_from"));
            designation.Property(row => row.Version).IsConcurrencyToken();
            designation.Property(row => row.UnitName).HasMaxLength(NameMax);
            designation.Property(row => row.CountyRegionId).HasMaxLength(RegionIdMax);
            designation.Property(row => row.CountyName).HasMaxLength(NameMax);
            designation.Property(row => row.SourceDocument).HasMaxLength(DocumentMax);
            designation.HasIndex(row => row.UnitId);
            designation.HasIndex(row => row.CountyRegionId);
            designation.HasOne<PurchasingUnit>().WithMany().HasForeignKey(row => row.UnitId).OnDelete(DeleteBehavior.Restrict);
            designation.HasOne<Region>().WithMany().HasForeignKey(row => row.CountyRegionId).OnDelete(DeleteBehavior.Restrict);
        });
        Docks(model);
        Quotas(model);
        model.Entity<Target>(target =>
        {
            target.ToTable("targets");
            target.Property(row => row.Id).ValueGeneratedNever();
            target.Property(row => row.Version).IsConcurrencyToken();
            target.HasIndex(row => new { row.HolderId, row.Measure, row.Year }).IsUnique();
            target.OwnsMany(row => row.Versions, version =>
            {
                version.ToTable("target_versions");
                version.WithOwner().HasForeignKey("TargetId");
                version.HasKey("TargetId", nameof(TargetVersion.Number));
                version.Property(row => row.Number).ValueGeneratedNever();
                version.Property(row => row.SourceDocument).HasMaxLength(DocumentMax);
            });
            target.Navigation(row => row.Versions).HasField("_versions").UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        model.Entity<RegistryChange>(change =>
        {
            change.ToTable("registry_changes");
            change.HasKey(row => row.Number);
            change.Property(row => row.By).HasMaxLength(200);
            change.Property(row => row.ObjectId).HasMaxLength(RegionIdMax);
            change.Property(row => row.Document).HasMaxLength(DocumentMax);
            change.HasIndex(row => new { row.ObjectId, row.Number });
            change.HasIndex(row => new { row.Kind, row.Number });
        });
    }

    static void RegionHistory(ModelBuilder model)
    {
        model.Entity<RegionCodeVersion>(version =>
        {
            version.ToTable(
                "region_code_versions", table => table.HasCheckConstraint("ck_region_code_versions_days", "valid_to > valid_from"));
            version.HasKey(row => new { row.RegionId, row.ValidFrom });
            version.Property(row => row.RegionId).HasMaxLength(RegionIdMax);
            version.Property(row => row.Code).HasMaxLength(6);
            version.Property(row => row.Name).HasMaxLength(NameMax);
            version.Property(row => row.ParentId).HasMaxLength(RegionIdMax);
            version.HasIndex(row => row.Code);
        });
        model.Entity<RegionLineage>(lineage =>
        {
            lineage.ToTable("region_lineages");
            lineage.Property(row => row.FromRegionId).HasMaxLength(RegionIdMax);
            lineage.Property(row => row.ToRegionId).HasMaxLength(RegionIdMax);
            lineage.Property(row => row.Document).HasMaxLength(DocumentMax);
            lineage.HasIndex(row => row.FromRegionId);
            lineage.HasIndex(row => row.ToRegionId);
        });
        model.Entity<Subdivision>(subdivision =>
        {
            subdivision.ToTable("subdivisions", table => table.HasCheckConstraint("ck_subdivisions_days", "valid_to > valid_from"));
            subdivision.HasKey(row => new { row.SubdivisionId, row.ValidFrom });
            subdivision.Property(row => row.SubdivisionId).HasMaxLength(RegionIdMax);
            subdivision.Property(row => row.Code).HasMaxLength(12);
            subdivision.Property(row => row.Name).HasMaxLength(NameMax);
            subdivision.Property(row => row.ParentId).HasMaxLength(RegionIdMax);
            subdivision.Property(row => row.CountyId).HasMaxLength(RegionIdMax);
            subdivision.Property(row => row.Document).HasMaxLength(DocumentMax);
            subdivision.HasIndex(row => row.Code);
            subdivision.HasIndex(row => new { row.CountyId, row.ParentId, row.Code });
            subdivision.HasIndex(row => row.ParentId);
            subdivision.HasOne<Region>().WithMany().HasForeignKey(row => row.CountyId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PovertyListing>(listing =>
        {
            listing.ToTable("poverty_listings", table => table.HasCheckConstraint("ck_poverty_listings_days", "valid_to > valid_from"));
            listing.HasKey(row => new { row.RegionId, row.ValidFrom });
            listing.Property(row => row.RegionId).HasMaxLength(RegionIdMax);
            listing.Property(row => row.Document).HasMaxLength(DocumentMax);
        });
        model.Entity<Reaffiliation>(pending =>
        {
            pending.ToTable("reaffiliations");
            pending.HasKey(row => new { row.UnitId, row.RegionId, row.On });
            pending.Property(row => row.RegionId).HasMaxLength(RegionIdMax);
            pending.Property(row => row.On).HasColumnName("split_on");
        });
    }

    static void Quotas(ModelBuilder model)
    {
        model.Entity<QuotaRatio>(ratio =>
        {
            ratio.ToTable(
                "quota_ratios", table => table.HasCheckConstraint("ck_quota_ratios_share", "minimum_basis_points BETWEEN 0 AND 10000"));
            ratio.Property(row => row.Id).ValueGeneratedNever();
            ratio.Property(row => row.Version).IsConcurrencyToken();
            ratio.Property(row => row.FinanceDivision).HasMaxLength(NameMax);
            ratio.Property(row => row.SourceDocument).HasMaxLength(DocumentMax);
        });
        model.Entity<QuotaPlan>(plan =>
        {
            plan.ToTable("quota_plans", table => table.HasCheckConstraint(
                "ck_quota_plans_amounts", "reserved_fen >= 0 AND (planned_fen IS NULL OR planned_fen >= reserved_fen)"));
            plan.Property(row => row.Id).ValueGeneratedNever();
            plan.Property(row => row.Version).IsConcurrencyToken();
            plan.Property(row => row.UnitName).HasMaxLength(NameMax);
            plan.Property(row => row.WaiverDocument).HasMaxLength(DocumentMax);
            plan.Property(row => row.SourceDocument).HasMaxLength(DocumentMax);
            plan.HasIndex(row => new { row.UnitId, row.Year }).IsUnique();
        });
    }

    static void Docks(ModelBuilder model) => model.Entity<Dock>(dock =>
    {
        dock.ToTable("docks", table => table.HasCheckConstraint("ck_docks_days", "valid_to > valid_from"));
        dock.Property(row => row.Id).ValueGeneratedNever();
        dock.Property(row => row.Version).IsConcurrencyToken();
        dock.ComplexProperty(row => row.Facts, facts =>
        {
            facts.Property(row => row.Name).HasColumnName("name").HasMaxLength(NameMax);
            facts.Property(row => row.RegionId).HasColumnName("region_id").HasMaxLength(RegionIdMax);
            facts.Property(row => row.Address).HasColumnName("address").HasMaxLength(DocumentMax);
            facts.Property(row => row.Latitude).HasColumnName("latitude").HasConversion<Microdegrees>();
            facts.Property(row => row.Longitude).HasColumnName("longitude").HasConversion<Microdegrees>();
            facts.Property(row => row.Hours).HasColumnName("hours").AsJson();
            facts.Property(row => row.VehicleKgMax).HasColumnName("vehicle_kg_max");
            facts.Property(row => row.HasColdStore).HasColumnName("has_cold_store");
            facts.Property(row => row.ContactPost).HasColumnName("contact_post").HasMaxLength(NameMax);
        });
        dock.HasIndex(row => new { row.UnitId, row.Id });
        // Few docks have ended: for those who look for what is to be forgotten.
        dock.HasIndex(row => row.ValidTo, "ix_docks_ended").HasFilter("valid_to IS NOT NULL");
        dock.HasOne<PurchasingUnit>().WithMany().HasForeignKey(row => row.UnitId).OnDelete(DeleteBehavior.Restrict);
    });

    // Decimals are text in SQLite; a millionth of a degree is a tenth of a metre.
    sealed class Microdegrees() : ValueConverter<decimal, int>(degrees => (int)(degrees * 1_000_000), stored => stored / 1_000_000m);
}

using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Storage;

/// <summary>What the registry has told: every version, so that a sale shows the one that decided it and a report the one it knew.</summary>
static class RegistryTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Pairing>(pairing =>
        {
            pairing.ToTable("pairings");
            pairing.HasKey(p => new { p.PairingId, p.Version });
            pairing.Property(p => p.EastPath).HasMaxLength(CreditingDb.PathLength);
            pairing.Property(p => p.EastName).HasMaxLength(CreditingDb.NameLength);
            pairing.Property(p => p.WestPath).HasMaxLength(CreditingDb.PathLength);
            pairing.Property(p => p.WestName).HasMaxLength(CreditingDb.NameLength);
            pairing.Ignore(p => p.East);
            pairing.Ignore(p => p.West);
            pairing.Ignore(p => p.CreditsBefore);
            pairing.HasIndex(p => p.PairingId).IsUnique().HasFilter("is_current").HasDatabaseName("ix_pairings_current");
        });
        model.Entity<Designation>(designation =>
        {
            designation.ToTable("designations");
            designation.HasKey(d => new { d.DesignationId, d.Version });
            designation.Property(d => d.UnitName).HasMaxLength(CreditingDb.NameLength);
            designation.Property(d => d.CountyPath).HasMaxLength(CreditingDb.PathLength);
            designation.Property(d => d.CountyName).HasMaxLength(CreditingDb.NameLength);
            designation.Ignore(d => d.County);
        });
        model.Entity<Unit>(unit =>
        {
            unit.ToTable("units");
            unit.HasKey(u => new { u.UnitId, u.Version });
            unit.Property(u => u.Name).HasMaxLength(CreditingDb.NameLength);
            unit.Property(u => u.Affiliations).HasConversion(CreditingDb.Json<Affiliation>(), CreditingDb.SameElements<Affiliation>());
            unit.Property(u => u.Canteens).HasConversion(CreditingDb.Json<Canteen>(), CreditingDb.SameElements<Canteen>());
            unit.Property(u => u.Agents).HasConversion(CreditingDb.Json<BuyingAgent>(), CreditingDb.SameElements<BuyingAgent>());
            unit.HasIndex(u => u.ParentId);
        });
        model.Entity<Facilitator>(facilitator =>
        {
            facilitator.ToTable("facilitators");
            facilitator.HasKey(f => new { f.FacilitatorId, f.Version });
            facilitator.Property(f => f.Name).HasMaxLength(CreditingDb.NameLength);
            facilitator.HasIndex(f => f.NameForm);
            facilitator.HasIndex(f => f.UnitId);
            facilitator.Property(f => f.Registrations)
                .HasConversion(CreditingDb.Json<Affiliation>(), CreditingDb.SameElements<Affiliation>());
        });
        model.Entity<Supplier>(supplier =>
        {
            supplier.ToTable("suppliers");
            supplier.HasKey(s => s.SupplierId);
            supplier.Property(s => s.Version).IsConcurrencyToken();
            supplier.Property(s => s.Name).HasMaxLength(CreditingDb.NameLength);
            supplier.HasIndex(s => s.NameForm);
            supplier.Property(s => s.RegistrationPath).HasMaxLength(CreditingDb.PathLength);
            supplier.Property(s => s.Suspensions).HasConversion(CreditingDb.Json<Suspension>(), CreditingDb.SameElements<Suspension>());
        });
        model.Entity<RecognitionRecord>(record =>
        {
            record.ToTable("recognition_records");
            record.HasKey(r => r.RecordId);
            record.Property(r => r.RecordId).ValueGeneratedNever();
            record.Property(r => r.Version).IsConcurrencyToken();
            record.Property(r => r.Number).HasMaxLength(CreditingDb.IdLength);
            record.Property(r => r.CountyId).HasMaxLength(CreditingDb.IdLength);
            record.Ignore(r => r.LastDay);
            record.HasIndex(r => new { r.SupplierId, r.Number });
        });
        model.Entity<RecalledBatch>(batch =>
        {
            batch.ToTable("recalled_batches");
            batch.HasKey(b => new { b.RecallId, b.BatchId });
            batch.HasIndex(b => b.BatchId);
        });
        model.Entity<ColdChainBreach>(breach =>
        {
            breach.ToTable("cold_chain_breaches");
            breach.HasKey(b => b.LineId);
            breach.Property(b => b.LineId).ValueGeneratedNever();
        });
        model.Entity<NegativeListing>(listing =>
        {
            listing.ToTable("negative_listings");
            listing.HasKey(l => l.ListingId);
            listing.Property(l => l.ListingId).ValueGeneratedNever();
            listing.Property(l => l.Version).IsConcurrencyToken();
            listing.HasIndex(l => l.SubjectId);
        });
        model.Entity<AgencyAuthority>(agency =>
        {
            agency.ToTable("agency_authorities");
            agency.HasKey(a => a.AgencyId);
            agency.Property(a => a.AgencyId).ValueGeneratedNever();
            agency.Property(a => a.Version).IsConcurrencyToken();
            agency.Property(a => a.ProductIds).HasConversion(CreditingDb.Json<Guid>(), CreditingDb.SameElements<Guid>());
            agency.HasIndex(a => a.AgentId);
        });
        model.Entity<QuotaPlan>(plan =>
        {
            plan.ToTable("quota_plans");
            plan.HasKey(p => new { p.QuotaPlanId, p.Version });
            plan.Property(p => p.UnitName).HasMaxLength(CreditingDb.NameLength);
            plan.HasIndex(p => new { p.UnitId, p.Year });
        });
        model.Entity<Target>(target =>
        {
            target.ToTable("targets");
            target.HasKey(t => new { t.TargetId, t.Version });
            target.HasIndex(t => new { t.HolderId, t.Year });
        });
        model.Entity<Region>(region =>
        {
            region.ToTable("regions");
            region.HasKey(r => new { r.RegionId, r.Version });
            region.Property(r => r.RegionId).HasMaxLength(CreditingDb.IdLength);
            region.Property(r => r.Code).HasMaxLength(CreditingDb.IdLength);
            region.Property(r => r.Name).HasMaxLength(CreditingDb.NameLength);
            region.Property(r => r.Path).HasMaxLength(CreditingDb.PathLength);
            region.Property(r => r.CodeVersions)
                .HasConversion(CreditingDb.Json<RegionName>(), CreditingDb.SameElements<RegionName>());
            region.Property(r => r.FormerPovertyCounty)
                .HasConversion(CreditingDb.Json<ListingPeriod>(), CreditingDb.SameElements<ListingPeriod>());
            region.Ignore(r => r.RegionPath);
        });
        model.Entity<StoredRuleSet>(set =>
        {
            set.ToTable("rule_sets");
            set.HasKey(s => s.Version);
            set.Property(s => s.Version).ValueGeneratedNever();
        });
    }
}

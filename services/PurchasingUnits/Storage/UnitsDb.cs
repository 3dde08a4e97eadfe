using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Storage;

/// <summary>Regions, units, facilitators, pairings, designations, quota plans, targets and budgets, and who changed what.</summary>
public sealed class UnitsDb(DbContextOptions<UnitsDb> options, Caller caller) : MarketplaceDb(options, caller)
{
    public DbSet<Region> Regions => Set<Region>();

    public DbSet<RegionCodeVersion> RegionCodeVersions => Set<RegionCodeVersion>();

    public DbSet<RegionLineage> RegionLineages => Set<RegionLineage>();

    /// <summary>Townships and villages, which are not in the tree of regions.</summary>
    public DbSet<Subdivision> Subdivisions => Set<Subdivision>();

    public DbSet<PovertyListing> PovertyListings => Set<PovertyListing>();

    /// <summary>Scoped: a unit's people see it and its subtree, officials what belongs or belonged to their region.</summary>
    public DbSet<PurchasingUnit> Units => Set<PurchasingUnit>();

    public DbSet<Pairing> Pairings => Set<Pairing>();

    public DbSet<Facilitator> Facilitators => Set<Facilitator>();

    public DbSet<Designation> Designations => Set<Designation>();

    /// <summary>Scoped to officials of either side of the holder.</summary>
    public DbSet<Target> Targets => Set<Target>();

    public DbSet<QuotaRatio> QuotaRatios => Set<QuotaRatio>();

    /// <inheritdoc cref="BudgetAccounts"/>
    public DbSet<Dock> Docks => Set<Dock>();

    /// <inheritdoc cref="BudgetAccounts"/>
    public DbSet<QuotaPlan> QuotaPlans => Set<QuotaPlan>();

    /// <inheritdoc cref="BudgetAccounts"/>
    public DbSet<Reaffiliation> Reaffiliations => Set<Reaffiliation>();

    /// <summary>Scoped to officials of the regions that the change concerns.</summary>
    public DbSet<RegistryChange> RegistryChanges => Set<RegistryChange>();

    /// <summary>Not scoped by itself: it is reached through its unit, which is.</summary>
    public DbSet<BudgetAccount> BudgetAccounts => Set<BudgetAccount>();

    /// <inheritdoc cref="BudgetAccounts"/>
    public DbSet<BudgetHold> BudgetHolds => Set<BudgetHold>();

    public DbSet<BudgetSettlement> BudgetSettlements => Set<BudgetSettlement>();

    public DbSet<BudgetRefund> BudgetRefunds => Set<BudgetRefund>();

    /// <inheritdoc cref="BudgetAccounts"/>
    public DbSet<QuotaAccount> QuotaAccounts => Set<QuotaAccount>();

    /// <inheritdoc cref="BudgetAccounts"/>
    public DbSet<QuotaEntry> QuotaEntries => Set<QuotaEntry>();

    public DbSet<QuotaHold> QuotaHolds => Set<QuotaHold>();

    /// <inheritdoc cref="BudgetAccounts"/>
    public DbSet<QuotaOmission> QuotaOmissions => Set<QuotaOmission>();

    public DbSet<QuotaMonth> QuotaMonths => Set<QuotaMonth>();

    /// <inheritdoc cref="BudgetAccounts"/>
    public DbSet<QuotaWarning> QuotaWarnings => Set<QuotaWarning>();

    /// <summary>What a unit path contains exactly when it lies in the subtree of the caller's unit; null for callers without one.</summary>
    public string? CallerUnitSegment => CallerOrg is { } org ? PurchasingUnit.Segment(org) : null;

    /// <summary>What an import has read for its next rows; null outside of imports.</summary>
    internal RowsAhead? Ahead { get; set; }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        AddProposals(model);
        AddJobs(model);
        model.Entity<Region>(region =>
        {
            region.ToTable("regions");
            region.Property(row => row.Id).HasMaxLength(40);
            region.Property(row => row.Code).HasMaxLength(6);
            region.Property(row => row.Name).HasMaxLength(100);
            region.Property(row => row.ParentId).HasMaxLength(40);
            // A code may be given again once its region has ended.
            region.HasIndex(row => row.Code).IsUnique().HasFilter("ended_on IS NULL");
            region.HasIndex(row => row.ParentId);
            region.HasOne<Region>().WithMany().HasForeignKey(row => row.ParentId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PurchasingUnit>(unit =>
        {
            unit.ToTable("purchasing_units");
            unit.Property(row => row.Version).IsConcurrencyToken();
            unit.Property(row => row.Name).HasMaxLength(100);
            unit.Property(row => row.FinanceDivision).HasMaxLength(100);
            unit.Property(row => row.Department).HasMaxLength(100);
            unit.Property(row => row.SourceDocument).HasMaxLength(200);
            unit.Property(row => row.Canteens).AsJson();
            unit.Property(row => row.Agents).AsJson();
            unit.Ignore(row => row.IsCentralBudget);
            unit.HasOne<PurchasingUnit>().WithMany().HasForeignKey(row => row.ParentId).OnDelete(DeleteBehavior.Restrict);
            unit.HasQueryFilter(row => SeesAll
                || row.UnitPath.Contains(CallerUnitSegment!)
                || row.Affiliations.Any(affiliation => affiliation.RegionPath.Contains(CallerSegment!)));
            unit.OwnsMany(row => row.Affiliations, affiliation =>
            {
                affiliation.ToTable("affiliations", table => table.HasCheckConstraint("ck_affiliations_days", "valid_to > valid_from"));
                affiliation.WithOwner().HasForeignKey("UnitId");
                affiliation.HasKey("UnitId", nameof(RegisteredAffiliation.ValidFrom));
                affiliation.Property(row => row.RegionId).HasMaxLength(40);
                affiliation.HasOne<Region>().WithMany().HasForeignKey(row => row.RegionId).OnDelete(DeleteBehavior.Restrict);
            });
            unit.Navigation(row => row.Affiliations).HasField("_affiliations").UsePropertyAccessMode(PropertyAccessMode.Field);
            unit.Ignore(row => row.LatestAffiliation);
        });
        model.Entity<Pairing>(pairing =>
        {
            pairing.ToTable("pairings", table => table.HasCheckConstraint(
                "ck_pairings_days", "valid_to > valid_from AND (transition_until IS NULL OR transition_until >= valid_to)"));
            pairing.Property(row => row.Version).IsConcurrencyToken();
            pairing.Property(row => row.EastRegionId).HasMaxLength(40);
            pairing.Property(row => row.EastName).HasMaxLength(100);
            pairing.Property(row => row.WestRegionId).HasMaxLength(40);
            pairing.Property(row => row.WestName).HasMaxLength(100);
            pairing.Property(row => row.SourceDocument).HasMaxLength(200);
            pairing.HasIndex(row => new { row.EastRegionId, row.WestRegionId });
            pairing.HasOne<Region>().WithMany().HasForeignKey(row => row.EastRegionId).OnDelete(DeleteBehavior.Restrict);
            pairing.HasOne<Region>().WithMany().HasForeignKey(row => row.WestRegionId).OnDelete(DeleteBehavior.Restrict);
        });
        RegistryTables.Configure(model);
        QuotaTables.Configure(model);
        model.Entity<Target>().HasQueryFilter(row => SeesAll
            || Pairings.Any(holder => holder.Id == row.HolderId
                && (holder.EastPath.Contains(CallerSegment!) || holder.WestPath.Contains(CallerSegment!)))
            || Designations.Any(holder => holder.Id == row.HolderId && (holder.CountyPath.Contains(CallerSegment!)
                || Units.Any(unit => unit.Id == holder.UnitId))));
        model.Entity<RegistryChange>().HasQueryFilter(row => SeesAll || row.RegionPaths.Contains(CallerSegment!));
        model.Entity<BudgetAccount>(account =>
        {
            // Orders never hold more than there is; what was accepted beyond it is named apart.
            account.ToTable("budget_accounts", table => table.HasCheckConstraint(
                "ck_budget_accounts_within_amount",
                "held_fen >= 0 AND settled_fen >= 0 AND overdrawn_fen >= 0 AND held_fen + settled_fen <= amount_fen + overdrawn_fen"));
            account.Property(row => row.Id).ValueGeneratedNever();
            account.HasIndex(row => new { row.UnitId, row.Year }).IsUnique();
            account.Ignore(row => row.AvailableFen);
        });
        model.Entity<BudgetHold>(hold =>
        {
            // What is settled may exceed the order: goods are weighed at the dock (CR-01).
            hold.ToTable("budget_holds", table => table.HasCheckConstraint(
                "ck_budget_holds_open", "open_fen >= 0 AND open_fen <= amount_fen AND settled_fen >= 0"));
            hold.HasKey(row => row.OrderId);
            hold.Property(row => row.OrderId).ValueGeneratedNever();
            hold.HasIndex(row => new { row.UnitId, row.Year, row.OrderId });
            hold.HasIndex(row => new { row.UnitId, row.Year, row.OrderId }, "ix_budget_holds_overdrawn").HasFilter("overdrawn_fen > 0");
            hold.Ignore(row => row.AccountId);
        });
        model.Entity<BudgetSettlement>(settlement =>
        {
            settlement.ToTable("budget_settlements");
            settlement.HasKey(row => row.SourceId);
            settlement.Property(row => row.SourceId).ValueGeneratedNever();
        });
        model.Entity<BudgetRefund>(refund =>
        {
            refund.ToTable("budget_refunds");
            refund.HasKey(row => row.ReturnId);
            refund.Property(row => row.ReturnId).ValueGeneratedNever();
        });
    }
}

using System.Text.Json;
using Marketplace.Catalog.Domain;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Marketplace.Catalog.Storage;

/// <summary>
/// Suppliers, products, recognitions, the negative list, batches and what is held of them, and what was learned of regions and units.
/// Everybody may read all of it.
/// </summary>
public sealed class CatalogDb(DbContextOptions<CatalogDb> options, Caller caller) : MarketplaceDb(options, caller)
{
    /// <summary>A column of batches that the database computes, in thousandths of the unit: queries add plain numbers.</summary>
    public const string AvailableThousandths = "AvailableThousandths";

    public DbSet<Supplier> Suppliers => Set<Supplier>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<ProductPair> ProductPairs => Set<ProductPair>();

    public DbSet<RecognitionRecord> RecognitionRecords => Set<RecognitionRecord>();

    public DbSet<AgencyAuthority> AgencyAuthorities => Set<AgencyAuthority>();

    public DbSet<NegativeListing> NegativeListings => Set<NegativeListing>();

    public DbSet<PurchasingUnit> PurchasingUnits => Set<PurchasingUnit>();

    public DbSet<Batch> Batches => Set<Batch>();

    public DbSet<Recall> Recalls => Set<Recall>();

    public DbSet<RecalledBatch> RecalledBatches => Set<RecalledBatch>();

    public DbSet<StockHold> StockHolds => Set<StockHold>();

    public DbSet<StockAllocation> StockAllocations => Set<StockAllocation>();

    public DbSet<Region> Regions => Set<Region>();

    public DbSet<Specialty> Specialties => Set<Specialty>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        base.ConfigureConventions(configuration);
        configuration.Properties<Quantity>().HaveConversion<QuantityColumn>();
        configuration.Properties<UnitPrice>().HaveConversion<UnitPriceColumn>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        AddProposals(model);
        AddJobs(model);
        model.Entity<Supplier>(Map);
        model.Entity<Product>(Map);
        model.Entity<SetComponent>(Map);
        model.Entity<ProductPair>(Map);
        model.Entity<RecognitionRecord>(Map);
        model.Entity<AgencyAuthority>(Map);
        model.Entity<NegativeListing>(Map);
        model.Entity<PurchasingUnit>(Map);
        model.Entity<Batch>(Map);
        model.Entity<Recall>(Map);
        model.Entity<RecalledBatch>(Map);
        model.Entity<StockHold>(Map);
        model.Entity<StockAllocation>(Map);
        model.Entity<Region>(Map);
        model.Entity<Specialty>(Map);
    }

    static void Map(EntityTypeBuilder<Supplier> supplier)
    {
        supplier.ToTable("suppliers");
        supplier.Property(s => s.Id).ValueGeneratedNever();
        supplier.Property(s => s.Name).HasMaxLength(100);
        supplier.Property(s => s.Sanctions).HasConversion<JsonColumn<SupplierSanction>, JsonComparer<SupplierSanction>>();
        supplier.HasIndex(s => s.Id).HasFilter("has_open_appeal").HasDatabaseName("ix_suppliers_open_appeal");
        supplier.Property(s => s.Version).IsConcurrencyToken();
        supplier.HasOne(s => s.Registration).WithMany().HasForeignKey(s => s.RegistrationRegionId).OnDelete(DeleteBehavior.Restrict);
        supplier.HasOne(s => s.Operating).WithMany().HasForeignKey(s => s.OperatingRegionId).OnDelete(DeleteBehavior.Restrict);
    }

    static void Map(EntityTypeBuilder<Product> product)
    {
        product.ToTable("products");
        product.Property(p => p.Id).ValueGeneratedNever();
        product.Property(p => p.Name).HasMaxLength(100);
        product.Property(p => p.PriceTiers).HasConversion<JsonColumn<PriceTier>, JsonComparer<PriceTier>>();
        product.Property(p => p.Delivery).HasConversion(
            terms => JsonSerializer.Serialize(terms, JsonSerializerOptions.Web),
            stored => JsonSerializer.Deserialize<DeliveryTerms>(stored, JsonSerializerOptions.Web));
        product.Property(p => p.Version).IsConcurrencyToken();
        product.ComplexProperty(p => p.Unit, unit =>
        {
            unit.Property(u => u.Name).HasColumnName("unit_name").HasMaxLength(20);
            unit.Property(u => u.Grams).HasColumnName("unit_grams");
            unit.Property(u => u.Pieces).HasColumnName("unit_pieces");
        });
        product.ComplexProperty(p => p.Recognition, recognition =>
        {
            recognition.Property(r => r.Number).HasColumnName("recognition_number").HasMaxLength(50);
            recognition.Property(r => r.RecordId).HasColumnName("recognition_record_id");
            recognition.Property(r => r.ValidFrom).HasColumnName("recognition_valid_from");
            recognition.Property(r => r.ValidUntil).HasColumnName("recognition_valid_until");
        });
        product.Property(p => p.PrincipalName).HasMaxLength(100);
        product.Ignore(p => p.Agency);
        // What agents sell of a supplier and of a product; few listings are an agent's.
        product.HasIndex(p => p.PrincipalId).HasFilter("principal_id IS NOT NULL");
        product.HasIndex(p => p.PrincipalProductId).HasFilter("principal_product_id IS NOT NULL");
        // Lists are by id; each filter that narrows a list much has an index that yields its products in that order.
        product.HasIndex(p => new { p.SupplierId, p.Id });
        product.HasIndex(p => new { p.OriginId, p.Id });
        product.HasIndex(p => new { p.Category, p.Id });
        product.HasOne(p => p.Supplier).WithMany().HasForeignKey(p => p.SupplierId).OnDelete(DeleteBehavior.Restrict);
        product.HasOne(p => p.Origin).WithMany().HasForeignKey(p => p.OriginId).OnDelete(DeleteBehavior.Restrict);
        product.HasMany(p => p.Components).WithOne().HasForeignKey(c => c.ProductId).OnDelete(DeleteBehavior.Restrict);
        // A product is published with its components.
        product.Navigation(p => p.Components).AutoInclude();
    }

    static void Map(EntityTypeBuilder<SetComponent> component)
    {
        component.ToTable("set_components", table => table.HasCheckConstraint("ck_set_components_weight", "weight > 0"));
        component.HasKey(c => new { c.ProductId, c.ShareNo });
        component.Property(c => c.ShareNo).ValueGeneratedNever();
        component.ComplexProperty(c => c.Recognition, recognition =>
        {
            recognition.Property(r => r.Number).HasColumnName("recognition_number").HasMaxLength(50);
            recognition.Property(r => r.RecordId).HasColumnName("recognition_record_id");
            recognition.Property(r => r.ValidFrom).HasColumnName("recognition_valid_from");
            recognition.Property(r => r.ValidUntil).HasColumnName("recognition_valid_until");
        });
        component.HasOne(c => c.Origin).WithMany().HasForeignKey(c => c.OriginId).OnDelete(DeleteBehavior.Restrict);
        component.Navigation(c => c.Origin).AutoInclude();
    }

    static void Map(EntityTypeBuilder<ProductPair> pair)
    {
        pair.ToTable("product_pairs");
        pair.HasKey(p => new { p.Pair, p.ProductId });
        pair.Property(p => p.Pair).HasMaxLength(4);
        pair.HasOne<Product>().WithMany().HasForeignKey(p => p.ProductId).OnDelete(DeleteBehavior.Cascade);
    }

    static void Map(EntityTypeBuilder<RecognitionRecord> record)
    {
        record.ToTable("recognition_records");
        record.Property(r => r.Id).ValueGeneratedNever();
        record.Property(r => r.Number).HasMaxLength(50);
        record.Property(r => r.Issuer).HasMaxLength(100);
        record.Property(r => r.Document).HasMaxLength(200);
        record.Property(r => r.WithdrawnReason).HasMaxLength(500);
        record.Property(r => r.DeclinedReason).HasMaxLength(500);
        record.Ignore(r => r.LastDay);
        record.Ignore(r => r.Confirmed);
        record.Property(r => r.Version).IsConcurrencyToken();
        // A county gives a number once, whoever else claims it.
        record.HasIndex(r => new { r.CountyId, r.Kind, r.Number }).IsUnique().HasFilter("NOT is_declined AND NOT is_claim");
        record.HasIndex(r => new { r.HolderId, r.CountyId, r.Kind, r.Number }).IsUnique();
        record.HasOne(r => r.County).WithMany().HasForeignKey(r => r.CountyId).OnDelete(DeleteBehavior.Restrict);
        record.HasOne<Supplier>().WithMany().HasForeignKey(r => r.HolderId).OnDelete(DeleteBehavior.Restrict);
        record.HasOne<Product>().WithMany().HasForeignKey(r => r.ProductId).OnDelete(DeleteBehavior.Restrict);
        record.HasOne<Batch>().WithMany().HasForeignKey(r => r.BatchId).OnDelete(DeleteBehavior.Restrict);
    }

    static void Map(EntityTypeBuilder<AgencyAuthority> agency)
    {
        agency.ToTable("agency_authorities");
        agency.Property(a => a.Id).ValueGeneratedNever();
        agency.Property(a => a.ProductIds).HasConversion<JsonColumn<Guid>, JsonComparer<Guid>>();
        agency.Ignore(a => a.LastDay);
        agency.Property(a => a.Version).IsConcurrencyToken();
        agency.HasIndex(a => new { a.AgentId, a.PrincipalId });
        agency.HasOne(a => a.Agent).WithMany().HasForeignKey(a => a.AgentId).OnDelete(DeleteBehavior.Restrict);
        agency.HasOne(a => a.Principal).WithMany().HasForeignKey(a => a.PrincipalId).OnDelete(DeleteBehavior.Restrict);
    }

    static void Map(EntityTypeBuilder<NegativeListing> listing)
    {
        listing.ToTable("negative_listings");
        listing.Property(l => l.Id).ValueGeneratedNever();
        listing.Property(l => l.Version).IsConcurrencyToken();
        listing.HasIndex(l => l.SubjectId);
    }

    static void Map(EntityTypeBuilder<PurchasingUnit> unit)
    {
        unit.ToTable("purchasing_units");
        unit.Property(u => u.Id).ValueGeneratedNever();
        unit.Property(u => u.Affiliations).HasConversion<JsonColumn<Affiliation>, JsonComparer<Affiliation>>();
        unit.Property(u => u.Version).IsConcurrencyToken();
    }

    static void Map(EntityTypeBuilder<Batch> batch)
    {
        // The last guard against overselling, whatever the program does.
        batch.ToTable("batches", table => table.HasCheckConstraint(
            "ck_batches_stock", "reserved >= 0 AND taken >= 0 AND reserved + taken <= quantity"));
        batch.Property(b => b.Id).ValueGeneratedNever();
        batch.Ignore(b => b.Available);
        batch.Property<long>(AvailableThousandths).HasColumnName("available")
            .HasComputedColumnSql("CASE WHEN is_recalled THEN 0 ELSE quantity - reserved - taken END", stored: true);
        batch.HasIndex(b => new { b.ProductId, b.HarvestUntil, b.Id });
        batch.HasOne<Batch>().WithMany().HasForeignKey(b => b.SourceBatchId).OnDelete(DeleteBehavior.Restrict);
        batch.HasOne<Product>().WithMany().HasForeignKey(b => b.ProductId).OnDelete(DeleteBehavior.Restrict);
    }

    static void Map(EntityTypeBuilder<Recall> recall)
    {
        recall.ToTable("recalls");
        recall.Property(r => r.RecallId).ValueGeneratedNever();
        recall.Property(r => r.ProductName).HasMaxLength(100);
        recall.Property(r => r.SupplierName).HasMaxLength(100);
        recall.Property(r => r.Reason).HasMaxLength(500);
        recall.Property(r => r.Document).HasMaxLength(200);
        recall.Property(r => r.LiftingReason).HasMaxLength(500);
        recall.Property(r => r.LiftingDocument).HasMaxLength(200);
        recall.Property(r => r.Version).IsConcurrencyToken();
        recall.HasIndex(r => new { r.RecalledAt, r.RecallId });
        recall.HasIndex(r => new { r.SupplierId, r.RecalledAt, r.RecallId });
        // Of one batch one at a time.
        recall.HasIndex(r => r.BatchId, "ix_recalls_open").IsUnique().HasFilter("lifted_at IS NULL");
        recall.HasMany(r => r.Batches).WithOne().HasForeignKey(batch => batch.RecallId).OnDelete(DeleteBehavior.Restrict);
    }

    static void Map(EntityTypeBuilder<RecalledBatch> batch)
    {
        batch.ToTable("recalled_batches");
        batch.HasKey(b => new { b.RecallId, b.BatchId });
        batch.HasIndex(b => b.BatchId);
        batch.HasOne<Batch>().WithMany().HasForeignKey(b => b.BatchId).OnDelete(DeleteBehavior.Restrict);
    }

    static void Map(EntityTypeBuilder<StockHold> hold)
    {
        hold.ToTable("stock_holds");
        hold.HasKey(h => h.OrderId);
        hold.Property(h => h.OrderId).ValueGeneratedNever();
    }

    static void Map(EntityTypeBuilder<StockAllocation> allocation)
    {
        allocation.ToTable("stock_allocations");
        allocation.HasKey(a => new { a.OrderId, a.LineId, a.BatchId });
        allocation.Ignore(a => a.IsOpen);
        allocation.HasOne<StockHold>().WithMany().HasForeignKey(a => a.OrderId).OnDelete(DeleteBehavior.Restrict);
        allocation.HasOne<Batch>().WithMany().HasForeignKey(a => a.BatchId).OnDelete(DeleteBehavior.Restrict);
    }

    static void Map(EntityTypeBuilder<Region> region)
    {
        region.ToTable("regions");
        // How long these may be is for the registry to say.
        region.Property(r => r.Id).ValueGeneratedNever();
        region.Ignore(r => r.Path);
        region.Property(r => r.PathValue).HasColumnName("path");
        region.Property(r => r.Version).IsConcurrencyToken();
    }

    static void Map(EntityTypeBuilder<Specialty> specialty)
    {
        specialty.ToTable("specialties");
        specialty.HasKey(s => new { s.OriginId, s.Name });
        specialty.Property(s => s.OriginId).HasMaxLength(40);
        specialty.Property(s => s.Name).HasMaxLength(100);
        specialty.Property(s => s.OriginName).HasMaxLength(100);
        specialty.Property(s => s.SaleUnit).HasMaxLength(20);
    }

    sealed class QuantityColumn() : ValueConverter<Quantity, long>(quantity => quantity.Thousandths, stored => new Quantity(stored));

    sealed class UnitPriceColumn() : ValueConverter<UnitPrice, long>(price => price.TenThousandths, stored => new UnitPrice(stored));

    /// <summary>Lists that are read and written with their row only, such as price tiers, are one column of JSON.</summary>
    sealed class JsonColumn<T>() : ValueConverter<IReadOnlyList<T>, string>(
        list => JsonSerializer.Serialize(list, JsonSerializerOptions.Web),
        stored => JsonSerializer.Deserialize<IReadOnlyList<T>>(stored, JsonSerializerOptions.Web)!);

    sealed class JsonComparer<T>() : ValueComparer<IReadOnlyList<T>>(
        (left, right) => left!.SequenceEqual(right!),
        list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
        // Records in a list that nobody changes: the list is its own snapshot.
        list => list);
}

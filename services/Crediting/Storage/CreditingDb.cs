using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Marketplace.Crediting.Storage;

/// <summary>The sales, the ledger of credits, its sums, and what the registry has told so far.</summary>
public sealed class CreditingDb(DbContextOptions<CreditingDb> options, Caller caller) : MarketplaceDb(options, caller)
{
    const int IdLength = 40;
    const int PathLength = 200;
    const int NameLength = 200;
    const int MonthLength = 7;

    /// <summary>Buyers and sellers see their own, officials what was bought or grown in their region.</summary>
    public DbSet<SaleLine> SaleLines => Set<SaleLine>();

    /// <summary>Officials see the entries of pairings that have a side in their region.</summary>
    public DbSet<CreditEntry> CreditEntries => Set<CreditEntry>();

    /// <summary>Not scoped: it names no place. Reports reach it through the pairings that the caller sees.</summary>
    public DbSet<PairingMonth> PairingMonths => Set<PairingMonth>();

    /// <summary>Every version of each pairing. Officials see those that have a side in their region.</summary>
    public DbSet<Pairing> Pairings => Set<Pairing>();

    public DbSet<Unit> Units => Set<Unit>();

    public DbSet<Region> Regions => Set<Region>();

    public DbSet<RegistryState> RegistryStates => Set<RegistryState>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        base.ConfigureConventions(configuration);
        configuration.Properties<Quantity>().HaveConversion<Thousandths>();
        configuration.Properties<UnitPrice>().HaveConversion<TenThousandths>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.Entity<SaleLine>(Configure);
        model.Entity<CreditEntry>(Configure);
        model.Entity<PairingMonth>(Configure);
        model.Entity<Pairing>(Configure);
        model.Entity<Unit>(Configure);
        model.Entity<Region>(Configure);
        model.Entity<RegistryState>(Configure);

        model.Entity<SaleLine>().HasQueryFilter(line =>
            SeesAll || line.UnitId == CallerOrg || line.SupplierId == CallerOrg
            || (CallerSegment != null && (line.UnitPath.Contains(CallerSegment) || line.OriginPath.Contains(CallerSegment))));
        model.Entity<CreditEntry>().HasQueryFilter(entry =>
            SeesAll || (CallerSegment != null && (entry.EastPath.Contains(CallerSegment) || entry.WestPath.Contains(CallerSegment))));
        model.Entity<Pairing>().HasQueryFilter(pairing =>
            SeesAll || (CallerSegment != null && (pairing.EastPath.Contains(CallerSegment) || pairing.WestPath.Contains(CallerSegment))));
    }

    static void Configure(EntityTypeBuilder<SaleLine> line)
    {
        line.ToTable("sale_lines");
        line.HasKey(l => new { l.LineId, l.AcceptanceNo });
        line.Property(l => l.OrderNumber).HasMaxLength(IdLength);
        line.Property(l => l.UnitName).HasMaxLength(NameLength);
        line.Property(l => l.UnitPath).HasMaxLength(PathLength);
        line.Property(l => l.SupplierName).HasMaxLength(NameLength);
        line.Property(l => l.ProductName).HasMaxLength(NameLength);
        line.Property(l => l.OriginPath).HasMaxLength(PathLength);
        line.Property(l => l.OriginName).HasMaxLength(NameLength);
        line.Property(l => l.OriginProvince).HasMaxLength(IdLength);
        line.Property(l => l.DeliveryPath).HasMaxLength(PathLength);
        line.Property(l => l.Batches).HasConversion(Json<BatchPart>(), SameElements<BatchPart>());
        line.Ignore(l => l.ConfirmedOn);
        line.Ignore(l => l.Recognition);

        // For lists from the newest down, whole and of one buyer or seller; for one order; for lines that a new pairing may concern.
        line.HasIndex(l => new { l.AcceptedAt, l.LineId });
        line.HasIndex(l => new { l.UnitId, l.AcceptedAt });
        line.HasIndex(l => new { l.SupplierId, l.AcceptedAt });
        line.HasIndex(l => l.OrderId);
        line.HasIndex(l => new { l.OriginProvince, l.RecognitionDate });
    }

    static void Configure(EntityTypeBuilder<CreditEntry> entry)
    {
        entry.ToTable("credit_entries");
        entry.HasKey(e => e.EntryId);
        entry.Property(e => e.EastPath).HasMaxLength(PathLength);
        entry.Property(e => e.WestPath).HasMaxLength(PathLength);
        entry.Property(e => e.PostingPeriod).HasMaxLength(MonthLength);

        // CR-21: a replay finds its place taken.
        entry.HasIndex(e => new { e.LineId, e.AcceptanceNo, e.ShareNo, e.Scheme, e.Tier, e.EntryType, e.Sequence }).IsUnique();

        // CR-08: at most one pairing per share, scheme and tier, whoever posts at the same time and whether in time or late.
        entry.HasIndex(e => new { e.LineId, e.AcceptanceNo, e.ShareNo, e.Scheme, e.Tier })
            .IsUnique().HasFilter("entry_type IN ('Original', 'Late')").HasDatabaseName("ix_credit_entries_one_pairing");
        entry.HasIndex(e => new { e.PairingId, e.PostingPeriod, e.EntryId });
        entry.HasOne<SaleLine>().WithMany().HasForeignKey(e => new { e.LineId, e.AcceptanceNo }).OnDelete(DeleteBehavior.Restrict);
    }

    static void Configure(EntityTypeBuilder<PairingMonth> month)
    {
        month.ToTable("pairing_months");
        month.HasKey(m => new { m.PairingId, m.PostingPeriod, m.RecognitionMonth, m.Mode, m.EntryType });
        month.Property(m => m.PostingPeriod).HasMaxLength(MonthLength);
        month.Property(m => m.RecognitionMonth).HasMaxLength(MonthLength);
    }

    static void Configure(EntityTypeBuilder<Pairing> pairing)
    {
        pairing.ToTable("pairings");
        pairing.HasKey(p => new { p.PairingId, p.Version });
        pairing.Property(p => p.EastPath).HasMaxLength(PathLength);
        pairing.Property(p => p.EastName).HasMaxLength(NameLength);
        pairing.Property(p => p.WestPath).HasMaxLength(PathLength);
        pairing.Property(p => p.WestName).HasMaxLength(NameLength);
        pairing.Ignore(p => p.East);
        pairing.Ignore(p => p.West);
        pairing.Ignore(p => p.CreditsBefore);
        pairing.HasIndex(p => p.PairingId).IsUnique().HasFilter("is_current").HasDatabaseName("ix_pairings_current");
    }

    static void Configure(EntityTypeBuilder<Unit> unit)
    {
        unit.ToTable("units");
        unit.HasKey(u => u.UnitId);
        // Two instances that learn two versions at once must not leave the older one.
        unit.Property(u => u.Version).IsConcurrencyToken();
        unit.Property(u => u.Name).HasMaxLength(NameLength);
        unit.Property(u => u.Affiliations).HasConversion(Json<Affiliation>(), SameElements<Affiliation>());
    }

    static void Configure(EntityTypeBuilder<Region> region)
    {
        region.ToTable("regions");
        region.HasKey(r => r.RegionId);
        region.Property(r => r.RegionId).HasMaxLength(IdLength);
        region.Property(r => r.Version).IsConcurrencyToken();
        region.Property(r => r.Code).HasMaxLength(IdLength);
        region.Property(r => r.Name).HasMaxLength(NameLength);
        region.Property(r => r.Path).HasMaxLength(PathLength);
    }

    static void Configure(EntityTypeBuilder<RegistryState> state)
    {
        state.ToTable("registry_states");
        state.HasKey(s => s.Id);
        state.Property(s => s.Id).ValueGeneratedNever();
        state.HasData(new RegistryState { Id = RegistryState.Only, Version = 0 });
    }

    static ValueConverter<IReadOnlyList<T>, string> Json<T>() => new(
        list => JsonSerializer.Serialize(list, JsonSerializerOptions.Web),
        text => JsonSerializer.Deserialize<List<T>>(text, JsonSerializerOptions.Web) ?? new List<T>());

    // The lists are only ever replaced, never changed in place.
    static ValueComparer<IReadOnlyList<T>> SameElements<T>() => new(
        (left, right) => (left ?? Array.Empty<T>()).SequenceEqual(right ?? Array.Empty<T>()),
        list => list.Count,
        list => list);

    sealed class Thousandths() : ValueConverter<Quantity, long>(quantity => quantity.Thousandths, stored => new Quantity(stored));

    sealed class TenThousandths() : ValueConverter<UnitPrice, long>(price => price.TenThousandths, stored => new UnitPrice(stored));
}

using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
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
    internal const int IdLength = 40;
    internal const int PathLength = 200;
    internal const int NameLength = 200;
    internal const int MonthLength = 7;

    /// <summary>Buyers and sellers see their own, officials what was bought or grown in their region.</summary>
    public DbSet<SaleLine> SaleLines => Set<SaleLine>();

    /// <summary>By which officials see sales.</summary>
    public DbSet<SaleRegion> SaleRegions => Set<SaleRegion>();

    /// <summary>Officials see the entries of pairings that have a side in their region.</summary>
    public DbSet<CreditEntry> CreditEntries => Set<CreditEntry>();

    /// <summary>Not scoped: it names no place. Reports reach it through the pairings that the caller sees.</summary>
    public DbSet<PairingMonth> PairingMonths => Set<PairingMonth>();

    public DbSet<PairingDay> PairingDays => Set<PairingDay>();

    public DbSet<VerifiedMonth> VerifiedMonths => Set<VerifiedMonth>();

    public DbSet<VerifiedDay> VerifiedDays => Set<VerifiedDay>();

    public DbSet<SaleMonth> SaleMonths => Set<SaleMonth>();

    public DbSet<PartySaleMonth> PartySaleMonths => Set<PartySaleMonth>();

    /// <summary>Not scoped: own figures says whose sums a caller reads.</summary>
    public DbSet<PartyMonth> PartyMonths => Set<PartyMonth>();

    /// <summary>Every version of each pairing. Officials see those that have a side in their region.</summary>
    public DbSet<Pairing> Pairings => Set<Pairing>();

    /// <summary>Every version of each designation.</summary>
    public DbSet<Designation> Designations => Set<Designation>();

    /// <summary>Every version of each purchasing unit.</summary>
    public DbSet<Unit> Units => Set<Unit>();

    /// <summary>Every version of each facilitator.</summary>
    public DbSet<Facilitator> Facilitators => Set<Facilitator>();

    public DbSet<Supplier> Suppliers => Set<Supplier>();

    /// <summary>The newest version of each record of the counties' registers.</summary>
    public DbSet<RecognitionRecord> RecognitionRecords => Set<RecognitionRecord>();

    public DbSet<NegativeListing> NegativeListings => Set<NegativeListing>();

    public DbSet<RecalledBatch> RecalledBatches => Set<RecalledBatch>();

    public DbSet<ColdChainBreach> ColdChainBreaches => Set<ColdChainBreach>();

    public DbSet<AgencyAuthority> AgencyAuthorities => Set<AgencyAuthority>();

    /// <summary>Every version of each quota plan.</summary>
    public DbSet<QuotaPlan> QuotaPlans => Set<QuotaPlan>();

    /// <summary>Every version of each target.</summary>
    public DbSet<Target> Targets => Set<Target>();

    /// <summary>Every version of each region.</summary>
    public DbSet<Region> Regions => Set<Region>();

    public DbSet<LedgerHead> LedgerHeads => Set<LedgerHead>();

    public DbSet<JournalEvent> Journal => Set<JournalEvent>();

    public DbSet<LedgerBlock> LedgerBlocks => Set<LedgerBlock>();

    public DbSet<SignedTreeHead> TreeHeads => Set<SignedTreeHead>();

    /// <summary>Not scoped: whoever may read the entry may read its certificate.</summary>
    public DbSet<IssuedCertificate> Certificates => Set<IssuedCertificate>();

    public DbSet<WitnessPosition> WitnessPositions => Set<WitnessPosition>();

    /// <summary>Officials see those of their region and of what lies in it.</summary>
    public DbSet<Snapshot> Snapshots => Set<Snapshot>();

    /// <summary>Officials see those of their region and of what lies in it.</summary>
    public DbSet<DueSnapshot> DueSnapshots => Set<DueSnapshot>();

    public DbSet<SnapshotSignature> SnapshotSignatures => Set<SnapshotSignature>();

    public DbSet<Hold> Holds => Set<Hold>();

    public DbSet<BatchUsage> BatchUsages => Set<BatchUsage>();

    public DbSet<PriceDay> PriceDays => Set<PriceDay>();

    public DbSet<BenchmarkOverride> BenchmarkOverrides => Set<BenchmarkOverride>();

    public DbSet<SuspectParty> SuspectParties => Set<SuspectParty>();

    public DbSet<StoredRuleSet> RuleSets => Set<StoredRuleSet>();

    public DbSet<ClosedPeriod> ClosedPeriods => Set<ClosedPeriod>();

    public DbSet<ReturnRecord> Returns => Set<ReturnRecord>();

    public DbSet<Correction> Corrections => Set<Correction>();

    public DbSet<CorrectionLine> CorrectionLines => Set<CorrectionLine>();

    public DbSet<EvidenceTotals> EvidenceTotals => Set<EvidenceTotals>();

    public DbSet<EvidenceDocument> EvidenceDocuments => Set<EvidenceDocument>();

    /// <inheritdoc cref="VerificationWithdrawal"/>
    public DbSet<VerificationWithdrawal> VerificationWithdrawals => Set<VerificationWithdrawal>();

    public DbSet<OtherMeasure> OtherMeasures => Set<OtherMeasure>();

    public DbSet<Alert> Alerts => Set<Alert>();

    public DbSet<ProjectionPosition> ProjectionPositions => Set<ProjectionPosition>();

    /// <summary>Officials see those that have a side in their region.</summary>
    public DbSet<QuotaFlow> QuotaFlows => Set<QuotaFlow>();

    /// <summary>What is under way, of all buyers: reports sum it up, and show no single part.</summary>
    public DbSet<OpenPart> OpenParts => Set<OpenPart>();

    /// <inheritdoc cref="OpenParts"/>
    public DbSet<OpenCredit> OpenCredits => Set<OpenCredit>();

    /// <summary>Not scoped, like all projected sums: reports reach them through the pairings and flows that the caller sees.</summary>
    public DbSet<ChannelMonth> ChannelMonths => Set<ChannelMonth>();

    public DbSet<SoldProduct> SoldProducts => Set<SoldProduct>();

    public DbSet<ProductMonth> ProductMonths => Set<ProductMonth>();

    public DbSet<BuyerMonth> BuyerMonths => Set<BuyerMonth>();

    /// <summary>Officials see those that have a facilitator or an origin in their region.</summary>
    public DbSet<Import> Imports => Set<Import>();

    /// <summary>Officials see those whose facilitator or origin is in their region.</summary>
    public DbSet<ImportRow> ImportRows => Set<ImportRow>();

    public DbSet<ImportReview> ImportReviews => Set<ImportReview>();

    /// <summary>
    /// Whose sales a purchaser sees; null for everybody else. An organisation counts only in the role that the token gives it.
    /// </summary>
    public Guid? UnitScope { get; } = caller.Has(Roles.Purchaser) ? caller.Org : null;

    /// <summary>Whose sales a supplier sees; null for everybody else.</summary>
    public Guid? SupplierScope { get; } = caller.Has(Roles.Supplier) ? caller.Org : null;

    /// <summary>True for officials who are nothing else, and so see what they see by its regions alone.</summary>
    public bool IsListedByRegion => CallerRegion is not null && (UnitScope ?? SupplierScope) is null;

    /// <summary>
    /// The sales that the caller sees, for lists: reached by the index in which those of the caller lie in the order of the list.
    /// Officials have it beside the sales; what joins them here is the same as the query filter of sales asks for, which is left
    /// out because a condition that is written twice misleads the planner about how many rows there are.
    /// </summary>
    public IQueryable<ListedSale> ListedSales() =>
        IsListedByRegion
            ? from region in SaleRegions
              join line in SaleLines.AsNoTracking().IgnoreQueryFilters()
                  on new { region.LineId, region.AcceptanceNo, region.ShareNo }
                  equals new { line.LineId, line.AcceptanceNo, line.ShareNo }
              where region.RegionId == CallerRegion
              select new ListedSale
              {
                  AcceptedAt = region.AcceptedAt,
                  LineId = region.LineId,
                  AcceptanceNo = region.AcceptanceNo,
                  ShareNo = region.ShareNo,
                  Line = line,
              }
            : SaleLines.AsNoTracking().Select(line => new ListedSale
            {
                AcceptedAt = line.AcceptedAt,
                LineId = line.LineId,
                AcceptanceNo = line.AcceptanceNo,
                ShareNo = line.ShareNo,
                Line = line,
            });

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        base.ConfigureConventions(configuration);
        configuration.Properties<Quantity>().HaveConversion<Thousandths>();
        configuration.Properties<UnitPrice>().HaveConversion<TenThousandths>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        AddProposals(model);
        AddJobs(model);
        model.Entity<SaleLine>(Configure);
        model.Entity<SaleRegion>(region =>
        {
            region.ToTable("sale_regions");
            region.HasKey(r => new { r.RegionId, r.AcceptedAt, r.LineId, r.AcceptanceNo, r.ShareNo });
            region.Property(r => r.RegionId).HasMaxLength(IdLength);
        });
        model.Entity<CreditEntry>(Configure);
        RegistryTables.Configure(model);
        LedgerTables.Configure(model);
        ProjectionTables.Configure(model);
        OpenTables.Configure(model);
        ImportTables.Configure(model);

        model.Entity<SaleLine>().HasQueryFilter(line => EF.Parameter(ScopedCaller) == null
            || line.UnitId == UnitScope
            || line.SupplierId == SupplierScope
            || SaleRegions.Any(region => region.RegionId == CallerRegion && region.AcceptedAt == line.AcceptedAt
                && region.LineId == line.LineId && region.AcceptanceNo == line.AcceptanceNo && region.ShareNo == line.ShareNo));
        model.Entity<CreditEntry>().HasQueryFilter(entry =>
            EF.Parameter(ScopedCaller) == null
            || (EF.Parameter(CallerSegment) != null
                && (entry.EastPath.Contains(CallerSegment!) || entry.WestPath.Contains(CallerSegment!))));
        model.Entity<Hold>().HasQueryFilter(hold =>
            SeesAll || (CallerSegment != null && (hold.UnitPath.Contains(CallerSegment) || hold.OriginPath.Contains(CallerSegment))));
        model.Entity<OtherMeasure>().HasQueryFilter(measure =>
            SeesAll || (CallerSegment != null && (measure.EastPath.Contains(CallerSegment) || measure.WestPath.Contains(CallerSegment))));
        model.Entity<Alert>().HasQueryFilter(alert =>
            SeesAll || (CallerSegment != null && (alert.OwnerPath.Contains(CallerSegment) || alert.PartnerPath.Contains(CallerSegment))));
        model.Entity<QuotaFlow>().HasQueryFilter(flow =>
            SeesAll || (CallerSegment != null && (flow.EastPath.Contains(CallerSegment) || flow.WestPath.Contains(CallerSegment))));
        model.Entity<Import>().HasQueryFilter(import =>
            SeesAll || (CallerSegment != null && import.Paths.Contains(CallerSegment)));
        model.Entity<ImportRow>().HasQueryFilter(row =>
            SeesAll || (CallerSegment != null && (row.FacilitatorPath.Contains(CallerSegment) || row.OriginPath.Contains(CallerSegment))));
        model.Entity<Snapshot>().HasQueryFilter(snapshot =>
            SeesAll || (CallerSegment != null && snapshot.RegionPath.Contains(CallerSegment)));
        model.Entity<DueSnapshot>().HasQueryFilter(due =>
            SeesAll || (CallerSegment != null && due.RegionPath.Contains(CallerSegment)));
        model.Entity<Pairing>().HasQueryFilter(pairing =>
            SeesAll || (CallerSegment != null && (pairing.EastPath.Contains(CallerSegment) || pairing.WestPath.Contains(CallerSegment))));
    }

    static void Configure(EntityTypeBuilder<SaleLine> line)
    {
        line.ToTable("sale_lines");
        line.HasKey(l => new { l.LineId, l.AcceptanceNo, l.ShareNo });
        line.Property(l => l.PurchaseNumber).HasMaxLength(IdLength);
        line.Property(l => l.UnitName).HasMaxLength(NameLength);
        line.Property(l => l.UnitPath).HasMaxLength(PathLength);
        line.Property(l => l.SupplierName).HasMaxLength(NameLength);
        line.Property(l => l.SupplierRegistrationPath).HasMaxLength(PathLength);
        line.Property(l => l.FacilitatorName).HasMaxLength(NameLength);
        line.Property(l => l.FacilitatorPath).HasMaxLength(PathLength);
        line.Property(l => l.ProductName).HasMaxLength(NameLength);
        line.Property(l => l.OriginPath).HasMaxLength(PathLength);
        line.Property(l => l.OriginName).HasMaxLength(NameLength);
        line.Property(l => l.OriginId).HasMaxLength(IdLength);
        line.Property(l => l.OriginProvince).HasMaxLength(IdLength);
        line.Property(l => l.DeliveryPath).HasMaxLength(PathLength);
        line.Property(l => l.InvoiceNumber).HasMaxLength(IdLength);
        line.Property(l => l.VerifiedPeriod).HasMaxLength(MonthLength);
        line.Property(l => l.Batches).HasConversion(Json<BatchPart>(), SameElements<BatchPart>());
        line.Property(l => l.ReleasedFor).HasMaxLength(PathLength).HasConversion(
            reasons => string.Join(' ', reasons),
            text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<CreditReason>).ToList(),
            SameElements<CreditReason>());
        line.Ignore(l => l.ConfirmedOn);
        line.Ignore(l => l.KnownAt);
        line.Ignore(l => l.Recognition);
        line.Ignore(l => l.RecognitionHolderId);
        line.Ignore(l => l.RecognisedProductId);
        line.Ignore(l => l.CountingUnitId);
        line.Ignore(l => l.IsFacilitatedInTime);
        line.Ignore(l => l.Attribution);
        line.Ignore(l => l.IsCreditedByRegion);
        line.Ignore(l => l.IsSplit);
        line.Ignore(l => l.IsAwaitingReview);

        // For lists from the newest down, whole and of one buyer or seller; for one order or shipment; for the sales of a county, a unit
        // or a facilitator that a change of the registry may concern.
        line.HasIndex(l => new { l.AcceptedAt, l.LineId });
        line.HasIndex(l => new { l.UnitId, l.AcceptedAt });
        line.HasIndex(l => new { l.SupplierId, l.AcceptedAt });
        line.HasIndex(l => l.PrincipalSupplierId).HasFilter("principal_supplier_id IS NOT NULL");
        line.HasIndex(l => l.PurchaseId);
        line.HasIndex(l => l.EvidenceId);
        line.HasIndex(l => new { l.OriginId, l.RecognitionDate });
        line.HasIndex(l => new { l.OriginProvince, l.RecognitionDate });
        line.HasIndex(l => l.FacilitatorId).HasFilter("facilitator_id IS NOT NULL");
        line.HasIndex(l => l.PrincipalUnitId).HasFilter("principal_unit_id IS NOT NULL");

        // For what was verified on a day, up to an instant of it.
        line.HasIndex(l => l.VerifiedAt).HasFilter("verified_at IS NOT NULL");
    }

    static void Configure(EntityTypeBuilder<CreditEntry> entry)
    {
        entry.ToTable("credit_entries");
        entry.HasKey(e => e.EntryNo);
        entry.Property(e => e.EntryNo).ValueGeneratedNever();
        entry.HasIndex(e => e.EntryId).IsUnique();
        entry.Property(e => e.EastPath).HasMaxLength(PathLength);
        entry.Property(e => e.WestPath).HasMaxLength(PathLength);
        entry.Property(e => e.PostingPeriod).HasMaxLength(MonthLength);

        // CR-21: a replay finds its place taken.
        entry.HasIndex(e => new { e.LineId, e.AcceptanceNo, e.ShareNo, e.Scheme, e.Tier, e.EntryType, e.Sequence }).IsUnique();

        // CR-08: at most one pairing per share, scheme and tier, whoever posts at the same time and whether in time or late.
        entry.HasIndex(e => new { e.LineId, e.AcceptanceNo, e.ShareNo, e.Scheme, e.Tier })
            .IsUnique().HasFilter("entry_type IN ('Original', 'Late')").HasDatabaseName("ix_credit_entries_one_pairing");
        entry.HasIndex(e => new { e.HolderId, e.PostingPeriod, e.EntryNo }).IncludeProperties(e => e.AmountFen);

        // For what was adjusted in a month (R14); the many that are no adjustment are not in it.
        entry.HasIndex(e => new { e.PostingPeriod, e.EntryNo })
            .HasFilter("entry_type <> 'Original'").HasDatabaseName("ix_credit_entries_adjustments");
        entry.HasOne<SaleLine>().WithMany()
            .HasForeignKey(e => new { e.LineId, e.AcceptanceNo, e.ShareNo }).OnDelete(DeleteBehavior.Restrict);
    }

    internal static ValueConverter<IReadOnlyList<T>, string> Json<T>() => new(
        list => JsonSerializer.Serialize(list, JsonSerializerOptions.Web),
        text => JsonSerializer.Deserialize<List<T>>(text, JsonSerializerOptions.Web) ?? new List<T>());

    // The lists are only ever replaced, never changed in place.
    internal static ValueComparer<IReadOnlyList<T>> SameElements<T>() => new(
        (left, right) => (left ?? Array.Empty<T>()).SequenceEqual(right ?? Array.Empty<T>()),
        list => list.Count,
        list => list);

    sealed class Thousandths() : ValueConverter<Quantity, long>(quantity => quantity.Thousandths, stored => new Quantity(stored));

    sealed class TenThousandths() : ValueConverter<UnitPrice, long>(price => price.TenThousandths, stored => new UnitPrice(stored));
}

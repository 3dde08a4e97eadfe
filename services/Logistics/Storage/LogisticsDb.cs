using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Marketplace.Logistics.Storage;

/// <summary>Shipments with their lines, the acceptances of them, and the register of carriers, which everybody may read.</summary>
public sealed partial class LogisticsDb(DbContextOptions<LogisticsDb> options, Caller caller) : MarketplaceDb(options, caller)
{
    /// <summary>Its parties see their own, officials what is bought, delivered or grown in their region.</summary>
    public DbSet<Shipment> Shipments => Set<Shipment>();

    /// <inheritdoc cref="ShipmentRegion"/>
    public DbSet<ShipmentRegion> ShipmentRegions => Set<ShipmentRegion>();

    /// <summary>Reached by way of a shipment, which is scoped.</summary>
    public DbSet<Acceptance> Acceptances => Set<Acceptance>();

    /// <summary>Reached by way of a shipment, or through <see cref="SeenReturns"/>.</summary>
    public DbSet<ReturnClaim> Returns => Set<ReturnClaim>();

    /// <summary>Disputes are seen by those who see their shipment.</summary>
    public IQueryable<Dispute> SeenDisputes =>
        Set<Dispute>().Where(dispute => Shipments.Any(shipment => shipment.ShipmentId == dispute.ShipmentId));

    /// <summary>Returns are seen by those who see their shipment.</summary>
    public IQueryable<ReturnClaim> SeenReturns =>
        Set<ReturnClaim>().Where(claim => Shipments.Any(shipment => shipment.ShipmentId == claim.ShipmentId));

    /// <summary>Reached by way of a shipment.</summary>
    public DbSet<CarrierChange> CarrierChanges => Set<CarrierChange>();

    /// <summary>Reached by way of a shipment.</summary>
    public DbSet<LossReport> LossReports => Set<LossReport>();

    /// <summary>Reached by way of a shipment.</summary>
    public DbSet<CommitmentEnd> CommitmentEnds => Set<CommitmentEnd>();

    /// <summary>Read by everybody.</summary>
    public DbSet<Carrier> Carriers => Set<Carrier>();

    /// <inheritdoc cref="CarrierRegion"/>
    public DbSet<CarrierRegion> CarrierRegions => Set<CarrierRegion>();

    public DbSet<Region> Regions => Set<Region>();

    /// <summary>Read by everybody.</summary>
    public DbSet<NetworkNode> Nodes => Set<NetworkNode>();

    /// <summary>Read by everybody.</summary>
    public DbSet<CarrierVehicle> Vehicles => Set<CarrierVehicle>();

    /// <summary>Officials see those of their region, carriers those with a tour of theirs.</summary>
    public DbSet<TransportPlan> Plans => Set<TransportPlan>();

    /// <summary>Each is read and set by its supplier, and read by plans.</summary>
    public DbSet<SupplierStation> SupplierStations => Set<SupplierStation>();

    /// <summary>Reached by way of a shipment.</summary>
    public DbSet<CustodyEvent> CustodyEvents => Set<CustodyEvent>();

    /// <summary>Their public parts are read by everybody.</summary>
    public DbSet<LabelKey> LabelKeys => Set<LabelKey>();

    /// <summary>Reached by way of a shipment.</summary>
    public DbSet<TemperatureReading> TemperatureReadings => Set<TemperatureReading>();

    /// <summary>Reached by way of a shipment.</summary>
    public DbSet<ReadingUpload> ReadingUploads => Set<ReadingUpload>();

    /// <summary>Each is set by the supplier of the product, and read when shipments are planned.</summary>
    public DbSet<ProductTemperature> ProductTemperatures => Set<ProductTemperature>();

    /// <summary>A station sees what it took in, a supplier what was taken in for it, officials what stations of their region did.</summary>
    public DbSet<Intake> Intakes => Set<Intake>();

    /// <summary>Each is seen by the station that knows it.</summary>
    public DbSet<Household> Households => Set<Household>();

    /// <summary>For which stations take goods in.</summary>
    public DbSet<OfferedBatch> Batches => Set<OfferedBatch>();

    /// <summary>A supplier sees its own, officials those of their region.</summary>
    public IQueryable<OfferedBatch> SeenBatches => ScopedCaller is null
        ? Batches
        : Batches.Where(batch => (SupplierScope != null && batch.SupplierId == SupplierScope)
            || (CallerSegment != null && batch.OriginPath.Contains(CallerSegment)));

    /// <summary>Reached by way of a shipment.</summary>
    public DbSet<ShipmentBatch> ShipmentBatches => Set<ShipmentBatch>();

    /// <summary>Read by everybody: whoever has goods of it has to know.</summary>
    public DbSet<RecalledBatch> RecalledBatches => Set<RecalledBatch>();

    /// <summary>What products are called.</summary>
    public DbSet<TradedProduct> Products => Set<TradedProduct>();

    /// <summary>Where docks are.</summary>
    public DbSet<DockSite> Docks => Set<DockSite>();

    /// <summary>Reached by way of a plan, or of a shipment.</summary>
    public DbSet<PlanPart> PlanParts => Set<PlanPart>();

    /// <summary>Reached by way of a plan, or of a shipment.</summary>
    public DbSet<PlanTour> PlanTours => Set<PlanTour>();

    /// <summary>Reached by way of a plan, or of a shipment.</summary>
    public DbSet<PlanStop> PlanStops => Set<PlanStop>();

    /// <summary>
    /// Whose shipments a supplier sees; null for everybody else. An organisation counts only in the role that the token gives it.
    /// </summary>
    public Guid? SupplierScope { get; } = caller.Has(Roles.Supplier) ? caller.Org : null;

    /// <summary>Whose shipments a purchaser or approver sees; null for everybody else.</summary>
    public Guid? UnitScope { get; } = caller.Has(Roles.Purchaser) || caller.Has(Roles.Approver) ? caller.Org : null;

    /// <summary>Whose shipments a carrier sees; null for everybody else.</summary>
    public Guid? CarrierScope { get; } = caller.Has(Roles.Carrier) ? caller.Org : null;

    /// <summary>Which station a keeper keeps; null for everybody else.</summary>
    public Guid? KeeperScope { get; } = caller.Has(Roles.Keeper) ? caller.Org : null;

    /// <summary>
    /// The shipments that the caller sees, for lists: reached by the index in which those of the caller lie in the order of the list.
    /// Officials have it beside the shipments; what joins them here is the same as the query filter of shipments asks for, which is left
    /// out because a condition that is written twice misleads the planner about how many rows there are.
    /// </summary>
    public IQueryable<Listed<Shipment>> ListedShipments() =>
        IsListedByRegion
            ? from region in ShipmentRegions
              join shipment in Shipments.AsNoTracking().IgnoreQueryFilters()
                  on new { region.PlannedAt, region.ShipmentId } equals new { shipment.PlannedAt, shipment.ShipmentId }
              where region.RegionId == CallerRegion
              select new Listed<Shipment> { At = region.PlannedAt, Id = region.ShipmentId, Row = shipment }
            : AsListed(Shipments);

    /// <summary>
    /// As <see cref="ListedShipments"/>, by the index of each way in which the caller has to do with shipments: what a unit has ordered,
    /// and what others have ordered for it. None is in both.
    /// </summary>
    public IReadOnlyList<IQueryable<Listed<Shipment>>> ListedByIndex() =>
        UnitScope is { } unit && (SupplierScope ?? CarrierScope) is null && CallerRegion is null
            ?
            [
                AsListed(Shipments.IgnoreQueryFilters().Where(shipment => shipment.UnitId == unit)),
                AsListed(Shipments.IgnoreQueryFilters().Where(shipment => shipment.PrincipalUnitId == unit)),
            ]
            : [ListedShipments()];

    static IQueryable<Listed<Shipment>> AsListed(IQueryable<Shipment> shipments) => shipments.AsNoTracking()
        .Select(shipment => new Listed<Shipment> { At = shipment.PlannedAt, Id = shipment.ShipmentId, Row = shipment });

    /// <summary>True for officials who are nothing else, and so see what they see by its regions alone.</summary>
    public bool IsListedByRegion => CallerRegion is not null && (SupplierScope ?? UnitScope ?? CarrierScope) is null;

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        base.ConfigureConventions(configuration);
        configuration.Properties<Money>().HaveConversion<MoneyAsFen>();
        configuration.Properties<Quantity>().HaveConversion<QuantityAsThousandths>();
        configuration.Properties<UnitPrice>().HaveConversion<PriceAsTenThousandths>();
        configuration.Properties<RegionPath>().HaveConversion<RegionPathAsText>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        AddProposals(model);
        AddJobs(model);
        model.Entity<NetworkNode>(NetworkTables.Map);
        model.Entity<CarrierVehicle>(NetworkTables.Map);
        model.Entity<DockSite>(NetworkTables.Map);
        model.Entity<SupplierStation>(NetworkTables.Map);
        model.Entity<CustodyEvent>(IntakeTables.Map);
        model.Entity<OfferedBatch>(IntakeTables.Map);
        model.Entity<TradedProduct>(IntakeTables.Map);
        model.Entity<ShipmentBatch>(RecallTables.Map);
        model.Entity<RecalledBatch>(RecallTables.Map);
        model.Entity<LabelKey>(LabelTables.Map);
        model.Entity<TemperatureReading>(ColdChainTables.Map);
        model.Entity<ReadingUpload>(ColdChainTables.Map);
        model.Entity<ProductTemperature>(ColdChainTables.Map);
        AddCapturedEvents(model);
        model.Entity<Household>(household =>
        {
            IntakeTables.Map(household);
            household.HasQueryFilter(h => EF.Parameter(ScopedCaller) == null
                || (EF.Parameter(KeeperScope) != null && h.NodeId == KeeperScope));
        });
        model.Entity<Intake>(intake =>
        {
            IntakeTables.Map(intake);
            intake.HasQueryFilter(i => EF.Parameter(ScopedCaller) == null
                || (EF.Parameter(KeeperScope) != null && i.NodeId == KeeperScope)
                || i.SupplierId == SupplierScope
                || (EF.Parameter(CallerSegment) != null && i.PathValue.Contains(CallerSegment!)));
        });
        model.Entity<PlanPart>(NetworkTables.Map);
        model.Entity<PlanStop>(NetworkTables.Map);
        model.Entity<PlanRevision>(revision =>
            NetworkTables.Map(revision, new AsJson<IReadOnlyList<PlanLeftOut>>(), ByReference<IReadOnlyList<PlanLeftOut>>()));
        model.Entity<PlanTour>(tour =>
            NetworkTables.Map(
                tour, new AsJson<IReadOnlyList<TourRefusal>>(), ByReference<IReadOnlyList<TourRefusal>>(), new AsJson<TourTransfer>(),
                ByReference<TourTransfer>()));
        model.Entity<TransportPlan>(plan =>
        {
            NetworkTables.Map(plan, new AsJson<IReadOnlyList<PlanLeftOut>>(), ByReference<IReadOnlyList<PlanLeftOut>>());
            // Officials see the plans of their region and those below, a carrier those that have asked it.
            plan.HasQueryFilter(p => EF.Parameter(ScopedCaller) == null
                || (EF.Parameter(CallerSegment) != null && p.PathValue.Contains(CallerSegment!))
                || (EF.Parameter(CarrierScope) != null && p.Tours.Any(tour => tour.CarrierId == CarrierScope)));
        });
        AddCarriers(model);
        model.Entity<Region>(CommitmentTables.Map);
        model.Entity<CarrierChange>(CommitmentTables.Map);
        model.Entity<LossReport>(CommitmentTables.Map);
        model.Entity<CommitmentEnd>(CommitmentTables.Map);
        model.Entity<Shipment>(shipment =>
        {
            shipment.ToTable("shipments", table =>
            {
                table.HasCheckConstraint("ck_shipments_delivered_after_dispatch", "delivered_at >= dispatched_at");
                table.HasCheckConstraint("ck_shipments_accepted_after_delivery", "accepted_at >= delivered_at");
                table.HasCheckConstraint("ck_shipments_accepted_not_negative", "accepted_fen >= 0");
                table.HasCheckConstraint(
                    "ck_shipments_cancelled_before_dispatch",
                    "(state = 'Cancelled') = (cancelled_at IS NOT NULL) AND (cancelled_at IS NULL OR dispatched_at IS NULL)");
                table.HasCheckConstraint(
                    "ck_shipments_lost_before_acceptance",
                    "(state = 'Lost') = (lost_at IS NOT NULL) "
                    + "AND (lost_at IS NULL OR (accepted_at IS NULL AND dispatched_at IS NOT NULL AND lost_at >= dispatched_at))");
            });
            shipment.HasKey(s => s.ShipmentId);
            shipment.Property(s => s.ShipmentId).ValueGeneratedNever();
            shipment.Property(s => s.OrderedAmount).HasColumnName("ordered_fen");
            shipment.Property(s => s.DispatchedAmount).HasColumnName("dispatched_fen");
            shipment.Property(s => s.AcceptedAmount).HasColumnName("accepted_fen");
            shipment.Property(s => s.Terms).HasConversion(new AsJson<OrderTerms>()!, ByReference<OrderTerms>());
            shipment.Property(s => s.LeftOut).HasConversion(new AsJson<PlanLeftOut>()!, ByReference<PlanLeftOut>());
            shipment.Property(s => s.Temperature).HasConversion(new AsJson<TemperatureControl>()!, ByReference<TemperatureControl>());
            shipment.Property(s => s.DockName).HasMaxLength(100);
            shipment.Property(s => s.Waybill).HasMaxLength(40);
            shipment.Property(s => s.Vehicle).HasMaxLength(40);
            shipment.Property(s => s.ReceivedBy).HasMaxLength(80);
            shipment.Property(s => s.NonDeliveryReason).HasMaxLength(200);
            shipment.HasIndex(s => s.OrderId);
            // Everybody asks for the newest of their own in some state; auditors and officials for the newest of all.
            shipment.HasIndex(s => new { s.SupplierId, s.State, s.PlannedAt, s.ShipmentId });
            shipment.HasIndex(s => new { s.UnitId, s.State, s.PlannedAt, s.ShipmentId });
            shipment.HasIndex(s => new { s.PrincipalUnitId, s.State, s.PlannedAt, s.ShipmentId })
                .HasFilter("principal_unit_id IS NOT NULL");
            shipment.HasIndex(s => new { s.CarrierId, s.State, s.PlannedAt, s.ShipmentId });
            shipment.HasIndex(s => new { s.State, s.PlannedAt, s.ShipmentId });
            // What comes to a canteen, leaves a supplier or rides with a carrier on a day; and what comes to a dock.
            shipment.HasIndex(s => new { s.SupplierId, s.DeliverOn }, "ix_shipments_supplier_day").HasFilter("deliver_on IS NOT NULL");
            shipment.HasIndex(s => new { s.UnitId, s.DeliverOn }, "ix_shipments_unit_day").HasFilter("deliver_on IS NOT NULL");
            shipment.HasIndex(s => new { s.PrincipalUnitId, s.DeliverOn }, "ix_shipments_principal_day")
                .HasFilter("principal_unit_id IS NOT NULL AND deliver_on IS NOT NULL");
            shipment.HasIndex(s => new { s.CarrierId, s.DeliverOn }, "ix_shipments_carrier_day").HasFilter("deliver_on IS NOT NULL");
            shipment.HasIndex(s => new { s.DockId, s.DeliverOn }, "ix_shipments_dock_day").HasFilter("dock_id IS NOT NULL");
            // Few wait for their buyer at any time: for those who look for what silence has accepted.
            shipment.HasIndex(s => s.AcceptDueAt, "ix_shipments_due").HasFilter("state = 'Delivered'");
            // What has not arrived by when it is due, or dropped out of its plan, is little.
            shipment.HasIndex(s => s.DueAt, "ix_shipments_awaited").HasFilter("state IN ('Planned', 'Dispatched')");
            shipment.HasIndex(s => s.DispatchDueAt, "ix_shipments_unsent").HasFilter("state = 'Planned'");
            // What was sent, came, or was lost, in a month.
            shipment.HasIndex(s => new { s.DispatchedAt, s.ShipmentId }, "ix_shipments_dispatched").HasFilter("dispatched_at IS NOT NULL");
            shipment.HasIndex(s => s.DeliveredAt, "ix_shipments_delivered").HasFilter("delivered_at IS NOT NULL");
            shipment.HasIndex(s => s.LostAt, "ix_shipments_lost").HasFilter("lost_at IS NOT NULL");
            // Few breaches wait for a decision at any time.
            shipment.HasIndex(s => s.BreachOpenSince, "ix_shipments_breached").HasFilter("breach_open_since IS NOT NULL");
            shipment.HasIndex(s => s.PlannedAt, "ix_shipments_with_address").HasFilter("delivery_address IS NOT NULL");
            // Until it is dispatched a shipment has no carrier, and callers who are none must not match that.
            shipment.HasQueryFilter(s => EF.Parameter(ScopedCaller) == null
                || s.SupplierId == SupplierScope
                || s.UnitId == UnitScope
                || (EF.Parameter(UnitScope) != null && s.PrincipalUnitId == UnitScope)
                || (EF.Parameter(CarrierScope) != null && s.CarrierId == CarrierScope)
                || s.Regions.Any(region => region.RegionId == CallerRegion));
            shipment.Ignore(s => s.IsCarriedBySupplier);
            shipment.Ignore(s => s.PayerId);
            shipment.Ignore(s => s.Window);
            shipment.Ignore(s => s.Parties);
            shipment.Ignore(s => s.OpenLines);
            shipment.Ignore(s => s.ClassOfGoods);
            shipment.Ignore(s => s.IsClosed);
            shipment.HasMany(s => s.Disputes).WithOne().HasForeignKey(dispute => dispute.ShipmentId).OnDelete(DeleteBehavior.Restrict);
            shipment.HasMany(s => s.Lines).WithOne().HasForeignKey("ShipmentId").OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ShipmentRegion>(region =>
        {
            region.ToTable("shipment_regions");
            region.HasKey(r => new { r.PlannedAt, r.ShipmentId, r.RegionId });
            region.HasIndex(r => new { r.RegionId, r.PlannedAt, r.ShipmentId }).IsUnique();
            // By the whole of the shipment's place in the list: then PostgreSQL knows that each row has its shipment.
            region.HasOne<Shipment>().WithMany(shipment => shipment.Regions)
                .HasForeignKey(r => new { r.PlannedAt, r.ShipmentId })
                .HasPrincipalKey(shipment => new { shipment.PlannedAt, shipment.ShipmentId })
                .OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ShipmentLine>(line =>
        {
            line.ToTable("shipment_lines", table =>
            {
                table.HasCheckConstraint("ck_shipment_lines_dispatched", "dispatched >= 0 AND dispatched <= ordered + ordered");
                table.HasCheckConstraint(
                    "ck_shipment_lines_free",
                    "ordered_free >= 0 AND ordered_free < ordered AND accepted_free >= 0 AND accepted_free <= dispatched_free "
                    + "AND (dispatched_free = 0 OR dispatched_free <= dispatched)");
                table.HasCheckConstraint("ck_shipment_lines_decided", "decided >= 0 AND (decided = 0 OR decided <= dispatched)");
                table.HasCheckConstraint(
                    "ck_shipment_lines_lost",
                    "lost_by_supplier >= 0 AND lost_by_carrier >= 0 "
                    + "AND (lost_by_supplier = 0 OR lost_by_supplier <= dispatched) "
                    + "AND (lost_by_carrier = 0 OR lost_by_carrier <= dispatched)");
                table.HasCheckConstraint("ck_shipment_lines_settled", "settled_fen >= 0 AND settled_fen <= ordered_fen - discount_fen");
            });
            line.Property<Guid>("ShipmentId");
            // The lines of a shipment lie together and come by number.
            line.HasKey("ShipmentId", nameof(ShipmentLine.LineNumber));
            line.Property(l => l.LineNumber).ValueGeneratedNever();
            line.Property(l => l.OrderedAmount).HasColumnName("ordered_fen");
            line.Property(l => l.Discount).HasColumnName("discount_fen");
            line.Property(l => l.AcceptedAmount).HasColumnName("accepted_fen");
            line.Property(l => l.Granted).HasColumnName("granted_fen");
            line.Property(l => l.Settled).HasColumnName("settled_fen");
            line.Property(l => l.Subsidy).HasColumnName("subsidy_fen");
            line.Property(l => l.Subsidised).HasColumnName("subsidised_fen");
            line.Ignore(l => l.ReservedAmount);
            line.Ignore(l => l.IsCancelled);
            line.Ignore(l => l.Lost);
            line.Property(l => l.Cancellation).HasConversion(new AsJson<LineCancellation>()!, ByReference<LineCancellation>());
            line.Property(l => l.Goods).HasConversion(new AsJson<GoodsFacts>(), ByReference<GoodsFacts>());
            line.Property(l => l.Batches).HasConversion(new AsJson<IReadOnlyList<BatchShare>>(), ByReference<IReadOnlyList<BatchShare>>());
        });
        model.Entity<Acceptance>(acceptance =>
        {
            acceptance.ToTable("acceptances");
            acceptance.HasKey(a => a.AcceptanceId);
            acceptance.Property(a => a.AcceptanceId).ValueGeneratedNever();
            acceptance.Property(a => a.AcceptedAmount).HasColumnName("accepted_fen");
            acceptance.Property(a => a.PayableAmount).HasColumnName("payable_fen");
            acceptance.HasIndex(a => new { a.ShipmentId, a.AcceptanceNo }).IsUnique();
            acceptance.HasIndex(a => new { a.AcceptedAt, a.AcceptanceId });
            acceptance.HasOne<Shipment>().WithMany().HasForeignKey(a => a.ShipmentId).OnDelete(DeleteBehavior.Restrict);
            acceptance.HasMany(a => a.Lines).WithOne().HasForeignKey("AcceptanceId").OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<AcceptanceLine>(CommitmentTables.Map);
        model.Entity<Dispute>(CommitmentTables.Map);
        model.Entity<ReturnClaim>(CommitmentTables.Map);
        AddPhotos(model);
        AddLanes(model);
    }

    /// <summary>What is stored as JSON is never changed in place, so it need not be compared by content.</summary>
    static ValueComparer<T> ByReference<T>()
        where T : class => new((left, right) => ReferenceEquals(left, right), value => value.GetHashCode(), value => value);

    sealed class MoneyAsFen() : ValueConverter<Money, long>(money => money.Fen, fen => new Money(fen));

    sealed class QuantityAsThousandths() : ValueConverter<Quantity, long>(
        quantity => quantity.Thousandths, thousandths => new Quantity(thousandths));

    sealed class PriceAsTenThousandths() : ValueConverter<UnitPrice, long>(price => price.TenThousandths, value => new UnitPrice(value));

    sealed class RegionPathAsText() : ValueConverter<RegionPath, string>(path => path.Value, value => new RegionPath(value));

    sealed class AsJson<T>() : ValueConverter<T, string>(
        value => JsonSerializer.Serialize(value, MessageTypes.Json), json => JsonSerializer.Deserialize<T>(json, MessageTypes.Json)!)
        where T : class;
}

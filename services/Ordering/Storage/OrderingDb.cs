using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Marketplace.Ordering.Storage;

/// <summary>Orders with their parts, lines, payments and invoices, and what Ordering has learned from others.</summary>
public sealed partial class OrderingDb(DbContextOptions<OrderingDb> options, Caller caller) : MarketplaceDb(options, caller)
{
    /// <summary>
    /// Buyers see their own, what was bought for them and what the units below them bought; suppliers their own, officials what was bought
    /// or grown in their region.
    /// </summary>
    public DbSet<Order> Orders => Set<Order>();

    /// <inheritdoc cref="OrderRegion"/>
    public DbSet<OrderRegion> OrderRegions => Set<OrderRegion>();

    public DbSet<OrderPart> Parts => Set<OrderPart>();

    public DbSet<OrderLine> Lines => Set<OrderLine>();

    public DbSet<AcceptedLine> AcceptedLines => Set<AcceptedLine>();

    public DbSet<PayableChange> PayableChanges => Set<PayableChange>();

    /// <summary>Suppliers see what they quoted, units what was quoted to them.</summary>
    public DbSet<Quotation> Quotations => Set<Quotation>();

    /// <inheritdoc cref="SubsidyProgram"/>
    public DbSet<SubsidyProgram> SubsidyPrograms => Set<SubsidyProgram>();

    /// <inheritdoc cref="SubsidyGrant"/>
    public DbSet<SubsidyGrant> SubsidyGrants => Set<SubsidyGrant>();

    /// <inheritdoc cref="Payment"/>
    public DbSet<Payment> Payments => Set<Payment>();

    /// <inheritdoc cref="PaymentMatching"/>
    public DbSet<PaymentMatching> PaymentMatchings => Set<PaymentMatching>();

    /// <inheritdoc cref="PaymentReceipt"/>
    public DbSet<PaymentReceipt> PaymentReceipts => Set<PaymentReceipt>();

    /// <inheritdoc cref="PaymentReminder"/>
    public DbSet<PaymentReminder> PaymentReminders => Set<PaymentReminder>();

    /// <inheritdoc cref="AgreedTerm"/>
    public DbSet<AgreedTerm> AgreedTerms => Set<AgreedTerm>();

    /// <inheritdoc cref="Invoice"/>
    public DbSet<Invoice> Invoices => Set<Invoice>();

    /// <inheritdoc cref="InvoiceLine"/>
    public DbSet<InvoiceLine> InvoiceLines => Set<InvoiceLine>();

    public DbSet<Listing> Listings => Set<Listing>();

    public DbSet<Supplier> Suppliers => Set<Supplier>();

    public DbSet<NegativeListing> NegativeListings => Set<NegativeListing>();

    /// <inheritdoc cref="PayableEntry"/>
    public DbSet<PayableEntry> PayableEntries => Set<PayableEntry>();

    public DbSet<PurchasingUnit> PurchasingUnits => Set<PurchasingUnit>();

    public DbSet<Dock> Docks => Set<Dock>();

    public DbSet<Facilitator> Facilitators => Set<Facilitator>();

    public DbSet<Region> Regions => Set<Region>();

    /// <summary>
    /// Whose orders a purchaser or approver sees; null for everybody else. An organisation counts only in the role that the token gives it.
    /// </summary>
    public Guid? UnitScope { get; } = caller.Has(Roles.Purchaser) || caller.Has(Roles.Approver) ? caller.Org : null;

    /// <summary>Of which supplier's parts a caller sees the orders; null for everybody but suppliers.</summary>
    public Guid? SupplierScope { get; } = caller.Has(Roles.Supplier) ? caller.Org : null;

    /// <summary>
    /// The orders that the caller sees, with their parts, for lists: reached by the index in which those of the caller lie in the
    /// order of the list. Officials and suppliers have it beside the orders; what joins them here is the same as the query filter of
    /// orders asks for, which is left out because a condition that is written twice misleads the planner about how many rows there are.
    /// </summary>
    public IQueryable<Listed<Order>> ListedOrders()
    {
        var orders = Orders.AsNoTracking().Include(order => order.Parts);
        return (SeesAll, CallerRegion, UnitScope, SupplierScope) switch
        {
            (false, { } own, null, null) =>
                from region in OrderRegions
                join order in orders.IgnoreQueryFilters()
                    on new { region.SubmittedAt, region.OrderId } equals new { order.SubmittedAt, order.OrderId }
                where region.RegionId == own
                select new Listed<Order> { At = region.SubmittedAt, Id = region.OrderId, Row = order },
            (false, null, { } own, null) =>
                from unit in OrderUnits
                join order in orders.IgnoreQueryFilters()
                    on new { unit.SubmittedAt, unit.OrderId } equals new { order.SubmittedAt, order.OrderId }
                where unit.UnitId == own
                select new Listed<Order> { At = unit.SubmittedAt, Id = unit.OrderId, Row = order },
            (false, null, null, { } own) =>
                from part in Parts
                join order in orders.IgnoreQueryFilters() on part.OrderId equals order.OrderId
                where part.SupplierId == own
                select new Listed<Order> { At = part.SubmittedAt, Id = part.OrderId, Row = order },
            _ => orders.Select(order => new Listed<Order> { At = order.SubmittedAt, Id = order.OrderId, Row = order }),
        };
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        base.ConfigureConventions(configuration);
        configuration.Properties<Money>().HaveConversion<MoneyAsFen>();
        configuration.Properties<Quantity>().HaveConversion<QuantityAsThousandths>();
        configuration.Properties<RegionPath>().HaveConversion<PathAsText>();
        configuration.Properties<GoodsFacts>().HaveConversion<StoredJson.Converter<GoodsFacts>>();
        configuration.Properties<Agency>().HaveConversion<StoredJson.Converter<Agency>>();
        configuration.Properties<DeliveryTerms>().HaveConversion<StoredJson.Converter<DeliveryTerms>>();
        configuration.Properties<Recognition>().HaveConversion<StoredJson.Converter<Recognition>>();
        configuration.Properties<TradeUnit>().HaveConversion<StoredJson.Converter<TradeUnit>>();
        ConvertDrafts(configuration);
        configuration.Properties<OrderTerms>().HaveConversion<StoredJson.Converter<OrderTerms>>();
        configuration.Properties<IReadOnlyList<int>>()
            .HaveConversion<StoredJson.Converter<IReadOnlyList<int>>, StoredJson.Comparer<IReadOnlyList<int>>>();
        configuration.Properties<IReadOnlyList<PartCancellation>>()
            .HaveConversion<StoredJson.Converter<IReadOnlyList<PartCancellation>>, StoredJson.Comparer<IReadOnlyList<PartCancellation>>>();
        configuration.Properties<IReadOnlyList<OriginPart>>()
            .HaveConversion<StoredJson.Converter<IReadOnlyList<OriginPart>>, StoredJson.Comparer<IReadOnlyList<OriginPart>>>();
        configuration.Properties<IReadOnlyList<HeldLine>>()
            .HaveConversion<StoredJson.Converter<IReadOnlyList<HeldLine>>, StoredJson.Comparer<IReadOnlyList<HeldLine>>>();
        configuration.Properties<IReadOnlyList<PriceTier>>()
            .HaveConversion<StoredJson.Converter<IReadOnlyList<PriceTier>>, StoredJson.Comparer<IReadOnlyList<PriceTier>>>();
        configuration.Properties<IReadOnlyList<QuotationLine>>()
            .HaveConversion<StoredJson.Converter<IReadOnlyList<QuotationLine>>, StoredJson.Comparer<IReadOnlyList<QuotationLine>>>();
        configuration.Properties<IReadOnlyList<Suspension>>()
            .HaveConversion<StoredJson.Converter<IReadOnlyList<Suspension>>, StoredJson.Comparer<IReadOnlyList<Suspension>>>();
        configuration.Properties<IReadOnlyList<ReceivingHours>>()
            .HaveConversion<StoredJson.Converter<IReadOnlyList<ReceivingHours>>, StoredJson.Comparer<IReadOnlyList<ReceivingHours>>>();
        configuration.Properties<IReadOnlyList<Affiliation>>()
            .HaveConversion<StoredJson.Converter<IReadOnlyList<Affiliation>>, StoredJson.Comparer<IReadOnlyList<Affiliation>>>();
        ConfigureApprovalValues(configuration);
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        ConfigureOrders(model);
        ConfigureQuotations(model);
        ConfigureSubsidies(model);
        AddProposals(model);
        ConfigureRegions(model);
        ConfigureUnits(model);
        ConfigureParts(model);
        ConfigureLines(model);
        PayableTables.Configure(model);
        ConfigurePayables(model);
        ConfigureLearned(model);
        ConfigureApprovals(model);
        ConfigureDrafts(model);
        ConfigureGifts(model);
        ConfigureTemplates(model);
        ConfigureAgents(model);
    }

    void ConfigureOrders(ModelBuilder model) => model.Entity<Order>(order =>
    {
        order.ToTable("orders", table => table.HasCheckConstraint("ck_orders_amount", "amount_fen >= 0 AND accepted_fen >= 0"));
        order.HasKey(row => row.OrderId);
        order.Property(row => row.OrderId).ValueGeneratedNever();
        order.Property(row => row.Number).HasMaxLength(OrderNumber.LengthMax);
        order.Property(row => row.Amount).HasColumnName("amount_fen");
        order.Property(row => row.Accepted).HasColumnName("accepted_fen");
        order.Property(row => row.Subsidy).HasColumnName("subsidy_fen");
        order.HasMany(row => row.Parts).WithOne().HasForeignKey(part => part.OrderId).OnDelete(DeleteBehavior.Restrict);
        order.Property(row => row.BudgetLeft).HasColumnName("budget_left_fen");
        order.HasIndex(row => row.Number).IsUnique();
        // The last that is known of a unit's budget.
        order.HasIndex(row => new { row.PayerId, row.SubmittedAt }, "ix_orders_budget_left").HasFilter("budget_left_fen IS NOT NULL");
        order.HasOne<Quotation>().WithMany().HasForeignKey(row => row.QuotationId).OnDelete(DeleteBehavior.Restrict);
        // A quotation is ordered once; an order that is cancelled leaves it to another.
        order.HasIndex(row => row.QuotationId, "ix_orders_quotation").IsUnique()
            .HasFilter("quotation_id IS NOT NULL AND state <> 'Cancelled'");
        // Few orders wait at any time, so this stays small however many there are: for those who look for what is overdue.
        order.HasIndex(row => row.SubmittedAt, "ix_orders_waiting").HasFilter("state = 'Submitted'");
        order.HasQueryFilter(row => EF.Parameter(ScopedCaller) == null
            || row.Units.Any(unit => unit.UnitId == UnitScope)
            || row.Parts.Any(part => part.SupplierId == SupplierScope)
            || row.Regions.Any(region => region.RegionId == CallerRegion));
    });

    static void ConfigureParts(ModelBuilder model) => model.Entity<OrderPart>(part =>
    {
        part.ToTable("order_parts", table =>
        {
            table.HasCheckConstraint(
                "ck_order_parts_owed", "owed_fen = accepted_fen + price_rises_fen - refunds_fen - paid_fen");
            foreach (var recorded in (string[])["paid", "invoiced"])
            {
                table.HasCheckConstraint(
                    $"ck_order_parts_{recorded}",
                    $"{recorded}_fen >= 0 AND "
                    + $"({recorded}_fen <= amount_fen + price_rises_fen OR {recorded}_fen <= accepted_fen + price_rises_fen)");
            }
        });
        part.HasKey(row => row.PartId);
        part.Property(row => row.PartId).ValueGeneratedNever();
        part.Property(row => row.Amount).HasColumnName("amount_fen");
        part.Property(row => row.Discount).HasColumnName("discount_fen");
        part.Property(row => row.Subsidy).HasColumnName("subsidy_fen");
        part.Property(row => row.Accepted).HasColumnName("accepted_fen");
        part.Property(row => row.PriceRises).HasColumnName("price_rises_fen");
        part.Property(row => row.Refunds).HasColumnName("refunds_fen");
        part.Property(row => row.DeliveryAddress).HasMaxLength(200);
        part.Property(row => row.DockName).HasMaxLength(100);
        part.Ignore(row => row.Window);
        part.Property(row => row.Lost).HasColumnName("lost_fen");
        part.Ignore(row => row.Payable);
        part.Ignore(row => row.Cancelled);
        part.Ignore(row => row.IsEndedUnaccepted);
        part.Property(row => row.Paid).HasColumnName("paid_fen");
        part.Property(row => row.Invoiced).HasColumnName("invoiced_fen");
        part.HasMany(row => row.Lines).WithOne().HasForeignKey(line => line.PartId).OnDelete(DeleteBehavior.Restrict);
        part.HasMany(row => row.Matchings).WithOne().HasForeignKey(matching => matching.PartId).OnDelete(DeleteBehavior.Restrict);
        part.HasMany(row => row.InvoiceLines).WithOne().HasForeignKey(line => line.PartId).OnDelete(DeleteBehavior.Restrict);
        part.HasIndex(row => new { row.SupplierId, row.SubmittedAt, row.OrderId });
        part.HasIndex(row => row.SubmittedAt, "ix_order_parts_with_address").HasFilter("delivery_address IS NOT NULL");
        // What is not settled is a small part of all: for those who look for what is owed, by either side and by due day.
        part.HasIndex(row => new { row.UnitId, row.DueOn, row.PartId }, "ix_order_parts_owed_by").HasFilter("owed_fen <> 0")
            .IncludeProperties(row => new { row.OwedFen, row.SupplierId });
        part.HasIndex(row => new { row.SupplierId, row.DueOn, row.PartId }, "ix_order_parts_owed_to").HasFilter("owed_fen <> 0")
            .IncludeProperties(row => new { row.OwedFen, row.UnitId });
        // Those that were reminded of are left out: what is looked for every day stays small.
        part.HasIndex(row => new { row.DueOn, row.PartId }, "ix_order_parts_to_remind").HasFilter("owed_fen > 0 AND reminded_at IS NULL");
        // For officials, by what is owed where; all that they sum lies in the index.
        part.HasIndex(row => new { row.UnitPath, row.UnitId }, "ix_order_parts_owed_in").HasFilter("owed_fen > 0")
            .IncludeProperties(row => new { row.OwedFen, row.DueOn, row.SupplierId });
        part.HasIndex(row => new { row.CommonOrigin, row.SupplierId }, "ix_order_parts_owed_from").HasFilter("owed_fen > 0")
            .IncludeProperties(row => new { row.OwedFen, row.DueOn, row.UnitId });
    });

    void ConfigurePayables(ModelBuilder model) => model.Entity<PayableEntry>(entry =>
    {
        entry.ToTable("payable_entries");
        entry.HasKey(row => row.EntryId);
        entry.Property(row => row.EntryId).ValueGeneratedNever();
        entry.HasIndex(row => new { row.UnitId, row.SupplierId, row.RecordedAt, row.EntryId })
            .IncludeProperties(row => new { row.AmountFen, row.Kind });
        entry.HasIndex(row => new { row.SupplierId, row.UnitId, row.RecordedAt, row.EntryId })
            .IncludeProperties(row => new { row.AmountFen, row.Kind });
        entry.HasOne<OrderPart>().WithMany().HasForeignKey(row => row.PartId).OnDelete(DeleteBehavior.Restrict);
        entry.HasQueryFilter(row => EF.Parameter(ScopedCaller) == null || row.UnitId == UnitScope || row.SupplierId == SupplierScope);
    });

    static void ConfigureLines(ModelBuilder model)
    {
        model.Entity<OrderLine>(line =>
        {
            line.ToTable("order_lines", table => table.HasCheckConstraint(
                "ck_order_lines_quantity",
                "quantity > 0 AND free >= 0 AND free < quantity AND discount_fen >= 0 AND discount_fen <= amount_fen"));
            line.HasKey(row => row.LineId);
            line.Property(row => row.LineId).ValueGeneratedNever();
            line.Property(row => row.Amount).HasColumnName("amount_fen");
            line.Property(row => row.Discount).HasColumnName("discount_fen");
            line.Property(row => row.Subsidy).HasColumnName("subsidy_fen");
            line.HasMany(row => row.Acceptances).WithOne().HasForeignKey(accepted => accepted.LineId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<AcceptedLine>(accepted =>
        {
            accepted.ToTable("accepted_lines", table => table.HasCheckConstraint("ck_accepted_lines", "quantity >= 0 AND amount_fen >= 0"));
            accepted.HasKey(row => new { row.LineId, row.AcceptanceNo });
            accepted.Property(row => row.AcceptanceNo).ValueGeneratedNever();
            accepted.Property(row => row.Amount).HasColumnName("amount_fen");
        });
        model.Entity<PayableChange>(change =>
        {
            change.ToTable("payable_changes");
            change.HasKey(row => row.ReturnId);
            change.Property(row => row.ReturnId).ValueGeneratedNever();
            change.Property(row => row.Amount).HasColumnName("amount_fen");
            change.HasOne<OrderLine>().WithMany().HasForeignKey(row => row.LineId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    /// <summary>
    /// The version that was read is part of every update, so that of two processes that learn at once the
    /// later one loses and tries again.
    /// </summary>
    static void ConfigureLearned(ModelBuilder model)
    {
        model.Entity<Listing>(listing =>
        {
            listing.ToTable("listings");
            listing.HasKey(row => row.ProductId);
            listing.Property(row => row.ProductId).ValueGeneratedNever();
            listing.Property(row => row.Version).IsConcurrencyToken();
            listing.Property(row => row.NameStart).HasMaxLength(2);
            listing.Property(row => row.NameEnd).HasMaxLength(2);
            listing.HasIndex(row => row.NameForm);
            listing.HasIndex(row => new { row.NameStart, row.IsOnOffer });
            listing.HasIndex(row => new { row.NameEnd, row.IsOnOffer });
        });
        model.Entity<Supplier>(supplier =>
        {
            supplier.ToTable("suppliers");
            supplier.HasKey(row => row.SupplierId);
            supplier.Property(row => row.SupplierId).ValueGeneratedNever();
            supplier.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<NegativeListing>(listing =>
        {
            listing.ToTable("negative_listings");
            listing.HasKey(row => row.ListingId);
            listing.Property(row => row.ListingId).ValueGeneratedNever();
            listing.Property(row => row.Version).IsConcurrencyToken();
            listing.HasIndex(row => row.SubjectId);
        });
        model.Entity<PurchasingUnit>(unit =>
        {
            unit.ToTable("purchasing_units");
            unit.HasKey(row => row.UnitId);
            unit.Property(row => row.UnitId).ValueGeneratedNever();
            unit.Property(row => row.Version).IsConcurrencyToken();
            unit.HasMany(row => row.Policies).WithOne().HasForeignKey(policy => policy.UnitId).OnDelete(DeleteBehavior.Restrict);
            unit.HasMany(row => row.Agents).WithOne().HasForeignKey(agent => agent.UnitId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Dock>(dock =>
        {
            dock.ToTable("docks");
            dock.HasKey(row => row.DockId);
            dock.Property(row => row.DockId).ValueGeneratedNever();
            dock.Property(row => row.Version).IsConcurrencyToken();
            dock.HasIndex(row => row.UnitId);
        });
        model.Entity<Facilitator>(facilitator =>
        {
            facilitator.ToTable("facilitators");
            facilitator.HasKey(row => row.FacilitatorId);
            facilitator.Property(row => row.FacilitatorId).ValueGeneratedNever();
            facilitator.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<Region>(region =>
        {
            region.ToTable("regions");
            region.HasKey(row => row.RegionId);
            region.Property(row => row.Version).IsConcurrencyToken();
        });
    }

    sealed class MoneyAsFen() : ValueConverter<Money, long>(money => money.Fen, fen => new Money(fen));

    sealed class QuantityAsThousandths() : ValueConverter<Quantity, long>(quantity => quantity.Thousandths, stored => new Quantity(stored));

    sealed class PathAsText() : ValueConverter<RegionPath, string>(path => path.Value, stored => new RegionPath(stored));
}

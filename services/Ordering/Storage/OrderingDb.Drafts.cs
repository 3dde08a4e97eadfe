using Marketplace.Ordering.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Storage;

/// <content>Drafts, templates, and which units and regions an order concerns.</content>
public sealed partial class OrderingDb
{
    /// <summary>Each unit sees its own.</summary>
    public DbSet<Draft> Drafts => Set<Draft>();

    /// <summary>Each unit sees its own.</summary>
    public DbSet<OrderTemplate> OrderTemplates => Set<OrderTemplate>();

    /// <inheritdoc cref="TemplateRun"/>
    public DbSet<TemplateRun> TemplateRuns => Set<TemplateRun>();

    /// <inheritdoc cref="OrderUnit"/>
    public DbSet<OrderUnit> OrderUnits => Set<OrderUnit>();

    /// <inheritdoc cref="UnitAgent"/>
    public DbSet<UnitAgent> UnitAgents => Set<UnitAgent>();

    static void ConvertDrafts(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DraftEntry>().HaveConversion<StoredJson.Converter<DraftEntry>>();
        configuration.Properties<TemplateContent>().HaveConversion<StoredJson.Converter<TemplateContent>>();
        configuration.Properties<IReadOnlyList<TemplateFault>>()
            .HaveConversion<StoredJson.Converter<IReadOnlyList<TemplateFault>>, StoredJson.Comparer<IReadOnlyList<TemplateFault>>>();
        configuration.Properties<IReadOnlyList<Guid>>()
            .HaveConversion<StoredJson.Converter<IReadOnlyList<Guid>>, StoredJson.Comparer<IReadOnlyList<Guid>>>();
    }

    void ConfigureDrafts(ModelBuilder model)
    {
        model.Entity<Draft>(draft =>
        {
            draft.ToTable("drafts");
            draft.HasKey(row => row.DraftId);
            draft.Property(row => row.DraftId).ValueGeneratedNever();
            draft.Property(row => row.Name).HasMaxLength(100);
            draft.Ignore(row => row.ExpiresOn);
            draft.HasMany(row => row.Lines).WithOne().HasForeignKey(line => line.DraftId).OnDelete(DeleteBehavior.Cascade);
            draft.HasIndex(row => new { row.UnitId, row.CreatedAt, row.DraftId });
            draft.HasIndex(row => row.ChangedAt);
            draft.HasQueryFilter(row => EF.Parameter(ScopedCaller) == null || row.UnitId == UnitScope);
        });
        model.Entity<DraftLine>(line =>
        {
            line.ToTable("draft_lines");
            line.HasKey(row => new { row.DraftId, row.LineNumber });
            line.Property(row => row.LineNumber).ValueGeneratedNever();
            line.Property(row => row.Sheet).HasMaxLength(40);
            line.Ignore(row => row.IsComplete);
        });
    }

    void ConfigureTemplates(ModelBuilder model)
    {
        model.Entity<OrderTemplate>(template =>
        {
            template.ToTable("order_templates");
            template.HasKey(row => row.TemplateId);
            template.Property(row => row.TemplateId).ValueGeneratedNever();
            template.HasIndex(row => new { row.UnitId, row.FiledAt, row.TemplateId });
            template.HasIndex(row => row.DueOn, "ix_order_templates_due").HasFilter("due_on IS NOT NULL");
            template.HasQueryFilter(row => EF.Parameter(ScopedCaller) == null || row.UnitId == UnitScope);
        });
        model.Entity<TemplateRun>(run =>
        {
            run.ToTable("template_runs");
            run.HasKey(row => new { row.TemplateId, row.Week });
            run.HasOne<OrderTemplate>().WithMany().HasForeignKey(row => row.TemplateId).OnDelete(DeleteBehavior.Restrict);
            run.HasQueryFilter(row => EF.Parameter(ScopedCaller) == null || row.UnitId == UnitScope);
        });
    }

    static void ConfigureRegions(ModelBuilder model) => model.Entity<OrderRegion>(region =>
    {
        region.ToTable("order_regions");
        region.HasKey(row => new { row.SubmittedAt, row.OrderId, row.RegionId });
        region.HasIndex(row => new { row.RegionId, row.SubmittedAt, row.OrderId }).IsUnique();
        // By the whole of the order's place in the list: then PostgreSQL knows that each row has its order.
        region.HasOne<Order>().WithMany(order => order.Regions)
            .HasForeignKey(row => new { row.SubmittedAt, row.OrderId })
            .HasPrincipalKey(order => new { order.SubmittedAt, order.OrderId })
            .OnDelete(DeleteBehavior.Cascade);
    });

    static void ConfigureUnits(ModelBuilder model) => model.Entity<OrderUnit>(unit =>
    {
        unit.ToTable("order_units");
        unit.HasKey(row => new { row.SubmittedAt, row.OrderId, row.UnitId });
        unit.HasIndex(row => new { row.UnitId, row.SubmittedAt, row.OrderId }).IsUnique();
        // As of regions: PostgreSQL knows then that each row has its order.
        unit.HasOne<Order>().WithMany(order => order.Units)
            .HasForeignKey(row => new { row.SubmittedAt, row.OrderId })
            .HasPrincipalKey(order => new { order.SubmittedAt, order.OrderId })
            .OnDelete(DeleteBehavior.Cascade);
    });

    static void ConfigureAgents(ModelBuilder model) => model.Entity<UnitAgent>(agent =>
    {
        agent.ToTable("unit_agents");
        agent.HasKey(row => new { row.UnitId, row.AgentId, row.ValidFrom });
        agent.HasIndex(row => row.AgentId);
    });
}

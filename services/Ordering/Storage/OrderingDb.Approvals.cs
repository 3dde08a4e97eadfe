using Marketplace.Ordering.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Storage;

/// <content>Approval policies, posts, and what orders wait for.</content>
public sealed partial class OrderingDb
{
    const int SubjectMax = 200;

    public DbSet<Pairing> Pairings => Set<Pairing>();

    /// <summary>All versions.</summary>
    public DbSet<ApprovalPolicy> ApprovalPolicies => Set<ApprovalPolicy>();

    /// <summary>All versions.</summary>
    public DbSet<Post> Posts => Set<Post>();

    public DbSet<Delegation> Delegations => Set<Delegation>();

    public DbSet<OrderNeed> OrderNeeds => Set<OrderNeed>();

    /// <summary>Seen by the units that order, that it is ordered for, and that have the posts.</summary>
    public DbSet<ApprovalRequest> ApprovalRequests => Set<ApprovalRequest>();

    public DbSet<ApprovalUnit> ApprovalUnits => Set<ApprovalUnit>();

    public DbSet<ApprovalDecision> ApprovalDecisions => Set<ApprovalDecision>();

    static void ConfigureApprovalValues(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<IReadOnlyList<ApprovalRule>>()
            .HaveConversion<StoredJson.Converter<IReadOnlyList<ApprovalRule>>, StoredJson.Comparer<IReadOnlyList<ApprovalRule>>>();
        configuration.Properties<IReadOnlyList<ApprovalStep>>()
            .HaveConversion<StoredJson.Converter<IReadOnlyList<ApprovalStep>>, StoredJson.Comparer<IReadOnlyList<ApprovalStep>>>();
        configuration.Properties<IReadOnlyList<SuspectedSplit>>()
            .HaveConversion<StoredJson.Converter<IReadOnlyList<SuspectedSplit>>, StoredJson.Comparer<IReadOnlyList<SuspectedSplit>>>();
        configuration.Properties<IReadOnlyList<Post.Holder>>()
            .HaveConversion<StoredJson.Converter<IReadOnlyList<Post.Holder>>, StoredJson.Comparer<IReadOnlyList<Post.Holder>>>();
    }

    void ConfigureApprovals(ModelBuilder model)
    {
        model.Entity<Pairing>(pairing =>
        {
            pairing.ToTable("pairings");
            pairing.HasKey(row => row.PairingId);
            pairing.Property(row => row.PairingId).ValueGeneratedNever();
            pairing.Property(row => row.Version).IsConcurrencyToken();
            pairing.HasIndex(row => row.EastRegionId);
        });
        model.Entity<ApprovalPolicy>(policy =>
        {
            policy.ToTable("approval_policies");
            policy.HasKey(row => new { row.UnitId, row.Version });
            policy.Property(row => row.Version).ValueGeneratedNever();
            policy.Property(row => row.Document).HasMaxLength(200);
        });
        model.Entity<Post>(post =>
        {
            post.ToTable("posts");
            post.HasKey(row => new { row.PostId, row.Version });
            post.Property(row => row.Version).ValueGeneratedNever();
            post.Property(row => row.Name).HasMaxLength(50);
            post.HasIndex(row => row.UnitId);
        });
        model.Entity<Delegation>(delegation =>
        {
            delegation.ToTable("delegations");
            delegation.HasKey(row => row.DelegationId);
            delegation.Property(row => row.DelegationId).ValueGeneratedNever();
            delegation.Property(row => row.By).HasMaxLength(SubjectMax);
            delegation.Property(row => row.To).HasMaxLength(SubjectMax);
            delegation.HasIndex(row => row.PostId);
            delegation.HasIndex(row => row.UnitId);
        });
        model.Entity<OrderNeed>(need =>
        {
            need.ToTable("order_needs");
            need.HasKey(row => new { row.UnitId, row.OrderId, row.Number });
            need.Property(row => row.Number).ValueGeneratedNever();
            need.Property(row => row.Amount).HasColumnName("amount_fen");
            need.HasIndex(row => new { row.UnitId, row.SubmittedAt });
            need.HasOne<Order>().WithMany().HasForeignKey(row => row.OrderId).OnDelete(DeleteBehavior.Restrict);
        });
        ConfigureApprovalRequests(model);
    }

    void ConfigureApprovalRequests(ModelBuilder model)
    {
        model.Entity<ApprovalRequest>(request =>
        {
            request.ToTable("approval_requests");
            request.HasKey(row => row.OrderId);
            request.Property(row => row.OrderId).ValueGeneratedNever();
            request.HasOne<Order>().WithOne().HasForeignKey<ApprovalRequest>(row => row.OrderId).OnDelete(DeleteBehavior.Restrict);
            request.HasMany(row => row.Decisions).WithOne().HasForeignKey(decision => decision.OrderId).OnDelete(DeleteBehavior.Restrict);
            request.HasMany(row => row.Units).WithOne().HasForeignKey(unit => unit.OrderId).OnDelete(DeleteBehavior.Restrict);
            request.HasIndex(row => new { row.RequestedAt, row.OrderId });
            // Few wait at any time, so these stay small: for the holders of a post, and for those who look for what is overdue.
            request.HasIndex(row => new { row.CurrentPostId, row.RequestedAt, row.OrderId }, "ix_approval_requests_waiting")
                .HasFilter("current_post_id IS NOT NULL");
            request.HasIndex(row => row.DueAt, "ix_approval_requests_due").HasFilter("due_at IS NOT NULL");
            request.HasQueryFilter(row => EF.Parameter(ScopedCaller) == null || row.Units.Any(unit => unit.UnitId == UnitScope));
        });
        model.Entity<ApprovalUnit>(unit =>
        {
            unit.ToTable("approval_units");
            unit.HasKey(row => new { row.OrderId, row.UnitId });
            unit.HasIndex(row => new { row.UnitId, row.RequestedAt, row.OrderId });
        });
        model.Entity<ApprovalDecision>(decision =>
        {
            decision.ToTable("approval_decisions");
            // One for a step, whoever decides at the same moment.
            decision.HasKey(row => new { row.OrderId, row.Step });
            decision.Property(row => row.Step).ValueGeneratedNever();
            decision.Property(row => row.DecidedBy).HasMaxLength(SubjectMax);
            decision.Property(row => row.OnBehalfOf).HasMaxLength(SubjectMax);
        });
    }
}

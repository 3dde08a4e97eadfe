using Marketplace.Platform.Access;
using Marketplace.Platform.Background;
using Marketplace.Platform.Jobs;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Storage;

/// <summary>
/// What the database of every service has: the outbox, the inbox, parked messages, idempotency keys and the records of who read what, the
/// conventions that make SQLite and PostgreSQL compute alike, and the caller by whom query filters scope what is seen.
/// </summary>
public abstract class MarketplaceDb : DbContext
{
    readonly Caller _caller;

    protected MarketplaceDb(DbContextOptions options, Caller caller)
        : base(options)
    {
        _caller = caller;
        MessageTypes = options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService<MessageTypes>();
        // Nothing goes on in a transaction after a save that failed; a savepoint around each save would be a round trip for nothing.
        Database.AutoSavepointsEnabled = false;
    }

    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();

    public DbSet<InboxMessage> InboxMessages => Set<InboxMessage>();

    public DbSet<SentMessage> SentMessages => Set<SentMessage>();

    public DbSet<ParkedMessage> ParkedMessages => Set<ParkedMessage>();

    public DbSet<SetAsideRow> SetAsideRows => Set<SetAsideRow>();

    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();

    /// <summary>True for auditors, operators, national officials and the system itself; for query filters.</summary>
    public bool SeesAll => _caller.SeesAll;

    /// <summary>
    /// The subject of a caller who does not see everything; null for one who does. A query filter begins with "ScopedCaller == null ||":
    /// EF Core knows whether a parameter is null when it writes the SQL, and leaves out what that settles. Each kind of caller then has a
    /// statement of its own without any "or", for which the planner finds an index; a boolean would stay in it as a parameter.
    /// </summary>
    public string? ScopedCaller => _caller.SeesAll ? null : _caller.Subject;

    /// <summary>The organisation that the caller acts for, if any; for query filters.</summary>
    public Guid? CallerOrg => _caller.Org;

    /// <summary>The region of an official who does not see everything; null for everybody else. For query filters.</summary>
    public string? CallerRegion => _caller.Segment is null ? null : _caller.Region;

    /// <summary>
    /// What a region path contains exactly when it lies in the caller's region ("/330200/"); null for callers without a region.
    /// </summary>
    public string? CallerSegment => _caller.Segment;

    /// <summary>The messages that there are; null for a context that is made by hand, without a host.</summary>
    internal MessageTypes? MessageTypes { get; }

    /// <summary>Outbox rows added but not yet committed; handed to the relay after the commit.</summary>
    internal List<OutboxMessage> Unsent { get; } = [];

    /// <summary>The trace of each message of the batch that is being handled.</summary>
    internal Dictionary<object, string?>? TraceParents { get; set; }

    /// <summary>Saves; in a transaction on PostgreSQL the new rows of each table by one statement.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (!acceptAllChangesOnSuccess || Database.CurrentTransaction is null || Engines.Of(this) != Engine.PostgreSql)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        var together = await NewRows.InsertAsync(this, cancellationToken);
        try
        {
            // All changes have just been detected.
            ChangeTracker.AutoDetectChangesEnabled = false;
            return together + await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configuration.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configuration.Properties<DateOnly>().HaveConversion<SortableDay>().HaveMaxLength(10);
        configuration.Properties<TimeOnly>().HaveConversion<SortableMinute>().HaveMaxLength(5);
        configuration.Conventions.Add(_ => new SnakeCaseNames());
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        OutboxMessage.Configure(model);
        InboxMessage.Configure(model);
        SentMessage.Configure(model);
        ParkedMessage.Configure(model);
        SetAsideRow.Configure(model);
        IdempotencyKey.Configure(model);
        AccessRecord.Configure(model);
        // Auditors see who read anything, officials who of their own region did, organisations who read what is theirs.
        model.Entity<AccessRecord>().HasQueryFilter(row => EF.Parameter(ScopedCaller) == null
            || (EF.Parameter(CallerRegion) != null && row.RegionId == CallerRegion)
            || (EF.Parameter(CallerOrg) != null
                && row.Organisation != CallerOrg
                && Set<AccessedOrganisation>().Any(owner => owner.Organisation == CallerOrg && owner.RecordId == row.Id)));
    }

    /// <summary>
    /// Adds the proposals to the model of a service that has commands which several sides confirm. Scoped: officials see those with a
    /// side in their region, organisations those of their own.
    /// </summary>
    protected void AddProposals(ModelBuilder model)
    {
        Proposal.Configure(model);
        model.Entity<Proposal>().HasQueryFilter(row => SeesAll
            || row.Sides.Any(
                side => side.RegionPath.Contains(CallerSegment!) || (side.Organisation != null && side.Organisation == CallerOrg)));
    }

    /// <summary>Adds the jobs to the model of a service with requests that can be carried out in the background.</summary>
    protected static void AddJobs(ModelBuilder model) => Job.Configure(model);

    sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(), stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));

    sealed class SortableDay() : ValueConverter<DateOnly, string>(
        day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        stored => DateOnly.ParseExact(stored, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    sealed class SortableMinute() : ValueConverter<TimeOnly, string>(
        time => time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        stored => TimeOnly.ParseExact(stored, "HH:mm", System.Globalization.CultureInfo.InvariantCulture));
}

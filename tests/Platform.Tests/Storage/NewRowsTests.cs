using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Marketplace.Platform.Tests.Storage;

/// <summary>What a save writes together reads back as what EF would have written row by row.</summary>
public sealed class NewRowsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_of_several_tables_read_back_as_they_were_saved()
    {
        await using var db = await OpenAsync();
        var (first, second) = (Crate.Example(weight: null), Crate.Example(weight: 12.5m));
        first.Jars.Add(new Jar { Id = Guid.CreateVersion7(), Label = "花椒 \"红\"", Seal = [1, 2, 3], Opened = true });
        first.Jars.Add(new Jar { Id = Guid.CreateVersion7(), Label = null, Seal = [], Opened = null });
        await using (var transaction = await db.Database.BeginTransactionAsync(Ct))
        {
            db.AddRange(second, first);
            Assert.Equal(4, await db.SaveChangesAsync(Ct));
            Assert.All(db.ChangeTracker.Entries(), entry => Assert.Equal(EntityState.Unchanged, entry.State));
            await transaction.CommitAsync(Ct);
        }

        db.ChangeTracker.Clear();
        var read = await db.Crates.Include(crate => crate.Jars).OrderBy(crate => crate.Id).ToListAsync(Ct);
        Assert.Equivalent(new[] { first, second }.OrderBy(crate => crate.Id), read, strict: true);
    }

    [Fact]
    public async Task A_row_that_is_there_already_is_refused_as_EF_refuses_it_and_nothing_is_saved()
    {
        await using var db = await OpenAsync();
        var known = Crate.Example(weight: 1);
        await SaveAsync(db, known);
        db.ChangeTracker.Clear();
        db.AddRange(Crate.Example(weight: 2), new Crate { Id = known.Id, Kind = CrateKind.Wood, PackedAt = known.PackedAt });

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() => SaveAsync(db));

        Assert.Equal(PostgresErrorCodes.UniqueViolation, Assert.IsType<PostgresException>(failure.InnerException).SqlState);
        Assert.Equal(2, failure.Entries.Count);
        Assert.Equal(1, await db.Crates.CountAsync(Ct));
    }

    [Fact]
    public async Task Changes_and_new_rows_of_one_table_keep_their_order()
    {
        await using var db = await OpenAsync();
        var (old, other) = (Crate.Example(weight: 1), Crate.Example(weight: 1));
        (old.Place, other.Place) = (7, 8);
        await SaveAsync(db, old, other);

        // The new crate takes the place that the old one gives up in the same save.
        var next = Crate.Example(weight: 3);
        (old.Place, next.Place) = (null, 7);
        await SaveAsync(db, next, Crate.Example(weight: 4));

        Assert.Equal(next.Id, await db.Crates.Where(crate => crate.Place == 7).Select(crate => crate.Id).SingleAsync(Ct));
    }

    [Fact]
    public async Task Rows_with_a_key_that_the_database_makes_get_it()
    {
        await using var db = await OpenAsync();
        var crate = Crate.Example(weight: 1);
        crate.Notes.Add(new Note { Text = "a" });
        crate.Notes.Add(new Note { Text = "b" });
        await SaveAsync(db, crate, Crate.Example(weight: 2));

        db.ChangeTracker.Clear();
        Assert.Equal(["a", "b"], (await db.Crates.SingleAsync(known => known.Id == crate.Id, Ct)).Notes.Select(note => note.Text).Order());
    }

    static async Task SaveAsync(CrateDb db, params object[] added)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        db.AddRange(added);
        await db.SaveChangesAsync(Ct);
        await transaction.CommitAsync(Ct);
    }

    static async Task<CrateDb> OpenAsync()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync("crates", Ct);
        var db = new CrateDb(new DbContextOptionsBuilder<CrateDb>().UseNpgsql(database).Options);
        await db.Database.EnsureCreatedAsync(Ct);
        return db;
    }

    enum CrateKind
    {
        Wood = 1,
        Paper = 2,
    }

    sealed class CrateDb(DbContextOptions<CrateDb> options) : MarketplaceDb(options, Caller.Nobody)
    {
        public DbSet<Crate> Crates => Set<Crate>();

        protected override void OnModelCreating(ModelBuilder model)
        {
            base.OnModelCreating(model);
            model.Entity<Crate>(crate =>
            {
                crate.HasIndex(row => row.Place).IsUnique();
                crate.HasMany(row => row.Jars).WithOne().HasForeignKey("CrateId");
                crate.OwnsMany(row => row.Notes);
            });
        }
    }

    sealed class Crate
    {
        public required Guid Id { get; init; }

        public required CrateKind Kind { get; init; }

        public required DateTimeOffset PackedAt { get; init; }

        public DateOnly? Until { get; init; }

        public decimal? Weight { get; init; }

        public int? Place { get; set; }

        public List<Jar> Jars { get; init; } = [];

        public List<Note> Notes { get; init; } = [];

        public static Crate Example(decimal? weight) => new()
        {
            Id = Guid.CreateVersion7(),
            Kind = CrateKind.Paper,
            PackedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_795_000_000_123),
            Until = weight is null ? null : new DateOnly(2027, 1, 31),
            Weight = weight,
        };
    }

    sealed class Jar
    {
        public required Guid Id { get; init; }

        public required string? Label { get; init; }

        public required byte[] Seal { get; init; }

        public required bool? Opened { get; init; }
    }

    sealed class Note
    {
        public required string Text { get; init; }
    }
}

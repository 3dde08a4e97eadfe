using Marketplace.Crediting.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Storage;

/// <summary>
/// How far something has come that follows the ledger: the projection of sums, the evaluation of alerts.
/// Its row is the lock of the work.
/// </summary>
public sealed class ProjectionPosition
{
    /// <summary>The projected sums, from which R4 to R8 and own figures are answered.</summary>
    public const string Structure = "structure";

    /// <summary>The alerts that are evaluated once a day.</summary>
    public const string Alerts = "alerts";

    public required string Name { get; init; }

    /// <summary>The last entry that is contained.</summary>
    public long EntryNo { get; set; }

    public DateTimeOffset At { get; set; } = DateTimeOffset.UnixEpoch;
}

/// <summary>Sums that are projected from the ledger after its commits, and can be thrown away and projected again.</summary>
static class ProjectionTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<ProjectionPosition>(position =>
        {
            position.ToTable("projections");
            position.HasKey(p => p.Name);
            position.Property(p => p.Name).HasMaxLength(CreditingDb.IdLength);
            position.HasData(
                new ProjectionPosition { Name = ProjectionPosition.Structure },
                new ProjectionPosition { Name = ProjectionPosition.Alerts });
        });
        model.Entity<QuotaFlow>(flow =>
        {
            flow.ToTable("quota_flows");
            flow.HasKey(f => f.FlowId);
            flow.Property(f => f.EastPath).HasMaxLength(CreditingDb.PathLength);
            flow.Property(f => f.WestPath).HasMaxLength(CreditingDb.PathLength);
        });
        model.Entity<ChannelMonth>(month =>
        {
            month.ToTable("channel_months");
            month.HasKey(m => new { m.HolderId, m.PostingPeriod, m.RecognitionMonth, m.Mode, m.Channel });
            month.Property(m => m.PostingPeriod).HasMaxLength(CreditingDb.MonthLength);
            month.Property(m => m.RecognitionMonth).HasMaxLength(CreditingDb.MonthLength);
        });
        model.Entity<SoldProduct>(product =>
        {
            product.ToTable("sold_products");
            product.HasKey(p => p.FactId);
            product.Property(p => p.Name).HasMaxLength(CreditingDb.NameLength);
            product.HasIndex(p => p.ProductId);
        });
        model.Entity<ProductMonth>(month =>
        {
            month.ToTable("product_months");
            month.HasKey(m => new { m.HolderId, m.PostingPeriod, m.RecognitionMonth, m.FactId });
            month.Property(m => m.PostingPeriod).HasMaxLength(CreditingDb.MonthLength);
            month.Property(m => m.RecognitionMonth).HasMaxLength(CreditingDb.MonthLength);
        });
        model.Entity<BuyerMonth>(month =>
        {
            month.ToTable("buyer_months");
            month.HasKey(m => new { m.HolderId, m.PostingPeriod, m.RecognitionMonth, m.UnitId, m.Mode, m.Capacity });
            month.Property(m => m.PostingPeriod).HasMaxLength(CreditingDb.MonthLength);
            month.Property(m => m.RecognitionMonth).HasMaxLength(CreditingDb.MonthLength);
        });
        model.Entity<PartyMonth>(month =>
        {
            month.ToTable("party_months");
            month.HasKey(m => new
            {
                m.PartyId,
                m.Role,
                m.PostingPeriod,
                m.RecognitionMonth,
                m.Scheme,
                m.Tier,
                m.HolderId,
                m.Mode,
            });
            month.Property(m => m.PostingPeriod).HasMaxLength(CreditingDb.MonthLength);
            month.Property(m => m.RecognitionMonth).HasMaxLength(CreditingDb.MonthLength);
        });
    }
}

/// <summary>Taking a position.</summary>
public static class ProjectionPositions
{
    extension(CreditingDb db)
    {
        /// <summary>A position, for this transaction alone: others that want to move it wait until it ends.</summary>
        public async Task<ProjectionPosition> LockPositionAsync(string name, CancellationToken ct)
        {
            // SQLite has one writer, which the open transaction already is.
            if (Engines.Of(db) == Engine.PostgreSql)
            {
                await db.Database.ExecuteSqlAsync($"SELECT name FROM projections WHERE name = {name} FOR UPDATE", ct);
            }

            return await db.ProjectionPositions.SingleAsync(position => position.Name == name, ct);
        }
    }
}

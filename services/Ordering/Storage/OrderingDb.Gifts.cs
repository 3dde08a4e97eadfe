using Marketplace.Ordering.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Storage;

/// <content>Gift lists.</content>
public sealed partial class OrderingDb
{
    /// <inheritdoc cref="GiftLimit"/>
    public DbSet<GiftLimit> GiftLimits => Set<GiftLimit>();

    /// <inheritdoc cref="GiftYear"/>
    public DbSet<GiftYear> GiftYears => Set<GiftYear>();

    /// <summary>Each unit sees its own.</summary>
    public DbSet<GiftList> GiftLists => Set<GiftList>();

    /// <inheritdoc cref="GiftGoods"/>
    public DbSet<GiftGoods> GiftGoods => Set<GiftGoods>();

    /// <inheritdoc cref="GiftRecipient"/>
    public DbSet<GiftRecipient> GiftRecipients => Set<GiftRecipient>();

    void ConfigureGifts(ModelBuilder model)
    {
        model.Entity<GiftLimit>(limit =>
        {
            limit.ToTable("gift_limits");
            limit.HasKey(row => new { row.UnitId, row.Year, row.Version });
            limit.Ignore(row => row.IsFromAbove);
        });
        model.Entity<GiftYear>(year =>
        {
            year.ToTable("gift_years");
            year.HasKey(row => new { row.UnitId, row.Year });
        });
        model.Entity<GiftList>(list =>
        {
            list.ToTable("gift_lists");
            list.HasKey(row => row.ListId);
            list.Property(row => row.ListId).ValueGeneratedNever();
            list.Property(row => row.Name).HasMaxLength(100);
            list.HasMany(row => row.Goods).WithOne().HasForeignKey(goods => goods.ListId).OnDelete(DeleteBehavior.Cascade);
            list.HasIndex(row => new { row.UnitId, row.CreatedAt, row.ListId });
            list.HasIndex(row => row.CreatedAt, "ix_gift_lists_to_be_erased").HasFilter("erased_at IS NULL");
            list.HasQueryFilter(row => EF.Parameter(ScopedCaller) == null || row.UnitId == UnitScope);
        });
        model.Entity<GiftGoods>(goods =>
        {
            goods.ToTable("gift_goods");
            goods.HasKey(row => new { row.ListId, row.Number });
            goods.Property(row => row.Number).ValueGeneratedNever();
        });
        model.Entity<GiftRecipient>(recipient =>
        {
            recipient.ToTable("gift_recipients");
            recipient.HasKey(row => new { row.ListId, row.Number });
            recipient.Property(row => row.Number).ValueGeneratedNever();
            recipient.HasOne<GiftList>().WithMany().HasForeignKey(row => row.ListId).OnDelete(DeleteBehavior.Cascade);
            recipient.HasIndex(row => row.PersonKey);
        });
    }
}

using Marketplace.Crediting.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Storage;

/// <summary>
/// What is under way: one row for each part of an order, and one for each pairing that it would be credited to while it is open.
/// </summary>
static class OpenTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<OpenPart>(part =>
        {
            part.ToTable("open_parts");
            part.HasKey(p => p.PartId);
            part.Property(p => p.PartId).ValueGeneratedNever();
            part.Property(p => p.OrderNumber).HasMaxLength(CreditingDb.NameLength);
            part.Property(p => p.SupplierName).HasMaxLength(CreditingDb.NameLength);
            part.Property(p => p.UnitName).HasMaxLength(CreditingDb.NameLength);
            part.Property(p => p.UnitPath).HasMaxLength(CreditingDb.PathLength);
            part.Property(p => p.Lines).HasConversion(CreditingDb.Json<OpenLine>(), CreditingDb.SameElements<OpenLine>());
            part.Property(p => p.Decided).HasConversion(CreditingDb.Json<DecidedLine>(), CreditingDb.SameElements<DecidedLine>());
            part.Ignore(p => p.IsOpen);

            // Few are delivered and not accepted, and few have ended not long ago.
            part.HasIndex(p => p.DeliveredAt).HasFilter("ended_at IS NULL AND delivered_at IS NOT NULL");
            part.HasIndex(p => p.EndedAt).HasFilter("ended_at IS NOT NULL");
        });
        model.Entity<OpenCredit>(credit =>
        {
            credit.ToTable("open_credits");
            credit.HasKey(c => new { c.PartId, c.HolderId });
            credit.HasIndex(c => c.HolderId);
        });
    }
}

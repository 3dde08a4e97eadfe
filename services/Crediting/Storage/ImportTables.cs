using Marketplace.Crediting.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Storage;

/// <summary>Imported ledgers of assisted sales, their rows and reviews (CR-22).</summary>
static class ImportTables
{
    const int HashLength = 64;

    public static void Configure(ModelBuilder model)
    {
        model.Entity<Import>(import =>
        {
            import.ToTable("imports");
            import.HasKey(i => i.ImportId);
            import.Property(i => i.FileName).HasMaxLength(CreditingDb.NameLength);
            import.Property(i => i.FileHash).HasMaxLength(HashLength);
            import.HasIndex(i => i.FileHash);
            import.HasIndex(i => new { i.ImportedAt, i.ImportId });
        });
        model.Entity<ImportRow>(row =>
        {
            row.ToTable("import_rows");
            row.HasKey(r => r.LineId);
            row.Property(r => r.FacilitatorName).HasMaxLength(CreditingDb.NameLength);
            row.Property(r => r.DocumentNo).HasMaxLength(CreditingDb.IdLength);
            row.Property(r => r.SupplierName).HasMaxLength(CreditingDb.NameLength);
            row.Property(r => r.ProductName).HasMaxLength(CreditingDb.NameLength);
            row.Property(r => r.BuyerName).HasMaxLength(CreditingDb.NameLength);
            row.Property(r => r.InvoiceNumber).HasMaxLength(CreditingDb.IdLength);
            row.Property(r => r.FacilitatorPath).HasMaxLength(CreditingDb.PathLength);
            row.Property(r => r.OriginPath).HasMaxLength(CreditingDb.PathLength);
            row.HasIndex(r => new { r.ImportId, r.SheetNumber, r.RowNumber }).IsUnique();
            row.HasIndex(r => r.InvoiceForm);
            row.HasOne<Import>().WithMany().HasForeignKey(r => r.ImportId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ImportReview>(review =>
        {
            review.ToTable("import_reviews");
            review.HasKey(r => r.ReviewId);
            review.HasIndex(r => r.ImportId);
        });
    }
}

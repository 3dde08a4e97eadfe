using Marketplace.Ordering.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Storage;

/// <content>Quotations and subsidies.</content>
public sealed partial class OrderingDb
{
    void ConfigureQuotations(ModelBuilder model) => model.Entity<Quotation>(quotation =>
    {
        quotation.ToTable("quotations", table => table.HasCheckConstraint(
            "ck_quotations_discount", "discount_fen >= 0 AND (discount_fen = 0 OR discount_fen < gross_fen)"));
        quotation.HasKey(row => row.QuotationId);
        quotation.Property(row => row.QuotationId).ValueGeneratedNever();
        quotation.Property(row => row.Gross).HasColumnName("gross_fen");
        quotation.Property(row => row.Discount).HasColumnName("discount_fen");
        quotation.Ignore(row => row.Amount);
        quotation.Property(row => row.Document).HasMaxLength(200);
        quotation.HasIndex(row => new { row.SupplierId, row.QuotedAt, row.QuotationId });
        quotation.HasIndex(row => new { row.UnitId, row.QuotedAt, row.QuotationId });
        quotation.HasIndex(row => row.SubstituteForLineId, "ix_quotations_substitute").HasFilter("substitute_for_line_id IS NOT NULL");
        quotation.HasIndex(row => row.SubstituteForOrderId, "ix_quotations_substitute_order")
            .HasFilter("substitute_for_order_id IS NOT NULL");
        quotation.HasQueryFilter(row => EF.Parameter(ScopedCaller) == null || row.SupplierId == SupplierScope || row.UnitId == UnitScope);
    });

    static void ConfigureSubsidies(ModelBuilder model)
    {
        model.Entity<SubsidyProgram>(program =>
        {
            program.ToTable("subsidy_programs", table => table.HasCheckConstraint(
                "ck_subsidy_programs_funds", "committed_fen >= 0 AND committed_fen <= funds_fen"));
            program.HasKey(row => row.ProgramId);
            program.Property(row => row.ProgramId).ValueGeneratedNever();
            program.HasIndex(row => new { row.RegisteredAt, row.ProgramId });
        });
        model.Entity<SubsidyGrant>(grant =>
        {
            grant.ToTable("subsidy_grants", table => table.HasCheckConstraint(
                "ck_subsidy_grants", "earned_fen >= 0 AND released_fen >= 0 AND earned_fen + released_fen <= granted_fen"));
            grant.HasKey(row => row.LineId);
            grant.Property(row => row.LineId).ValueGeneratedNever();
            grant.Property(row => row.Granted).HasColumnName("granted_fen");
            grant.Property(row => row.Earned).HasColumnName("earned_fen");
            grant.Property(row => row.Released).HasColumnName("released_fen");
            grant.HasIndex(row => row.OrderId);
            grant.HasIndex(row => row.PartId);
            grant.HasOne<SubsidyProgram>().WithMany().HasForeignKey(row => row.ProgramId).OnDelete(DeleteBehavior.Restrict);
            grant.HasOne<OrderLine>().WithOne().HasForeignKey<SubsidyGrant>(row => row.LineId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

using Marketplace.Ordering.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Storage;

/// <summary>Invoices, payments and what follows from what is owed.</summary>
static class PayableTables
{
    public static void Configure(ModelBuilder model)
    {
        ConfigureInvoices(model);
        ConfigurePayments(model);
        model.Entity<PaymentReminder>(reminder =>
        {
            reminder.ToTable("payment_reminders");
            reminder.HasKey(row => row.PartId);
            reminder.Property(row => row.PartId).ValueGeneratedNever();
            reminder.HasOne<OrderPart>().WithMany().HasForeignKey(row => row.PartId).OnDelete(DeleteBehavior.Restrict);
            reminder.HasIndex(row => new { row.UnitId, row.RemindedAt, row.PartId });
            reminder.HasIndex(row => new { row.SupplierId, row.RemindedAt, row.PartId });
        });
        model.Entity<AgreedTerm>(term =>
        {
            term.ToTable("agreed_terms", table => table.HasCheckConstraint("ck_agreed_terms", "days >= 0 AND days <= 60"));
            term.HasKey(row => row.TermId);
            term.Property(row => row.TermId).ValueGeneratedNever();
            term.Property(row => row.Document).HasMaxLength(200);
            term.Property(row => row.EndReason).HasMaxLength(500);
            term.HasIndex(row => new { row.UnitId, row.SupplierId });
            term.HasIndex(row => new { row.UnitId, row.RegisteredAt, row.TermId });
            term.HasIndex(row => new { row.SupplierId, row.RegisteredAt, row.TermId });
        });
    }

    static void ConfigureInvoices(ModelBuilder model)
    {
        model.Entity<Invoice>(invoice =>
        {
            invoice.ToTable("invoices", table => table.HasCheckConstraint(
                "ck_invoices_amount",
                "(amount_fen > 0 AND reverses_invoice_id IS NULL) OR (amount_fen < 0 AND reverses_invoice_id IS NOT NULL)"));
            invoice.HasKey(row => row.InvoiceId);
            invoice.Property(row => row.InvoiceId).ValueGeneratedNever();
            invoice.Property(row => row.Code).HasMaxLength(12);
            invoice.Property(row => row.Number).HasMaxLength(20);
            invoice.Property(row => row.SellerTitle).HasMaxLength(100);
            invoice.Property(row => row.BuyerTitle).HasMaxLength(100);
            invoice.Property(row => row.Amount).HasColumnName("amount_fen");
            invoice.HasIndex(row => new { row.SupplierId, row.Number, row.Code }).IsUnique();
            invoice.HasIndex(row => new { row.SupplierId, row.RecordedAt, row.InvoiceId });
            invoice.HasIndex(row => new { row.UnitId, row.RecordedAt, row.InvoiceId });
            invoice.HasIndex(row => row.ReversesInvoiceId).HasFilter("reverses_invoice_id IS NOT NULL");
            invoice.HasOne<Invoice>().WithMany().HasForeignKey(row => row.ReversesInvoiceId).OnDelete(DeleteBehavior.Restrict);
            invoice.HasMany(row => row.Lines).WithOne(line => line.Invoice).HasForeignKey(line => line.InvoiceId)
                .OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<InvoiceLine>(line =>
        {
            line.ToTable("invoice_lines", table => table.HasCheckConstraint("ck_invoice_lines_amount", "amount_fen <> 0"));
            line.HasKey(row => new { row.InvoiceId, row.LineNumber });
            line.Property(row => row.LineNumber).ValueGeneratedNever();
            line.Property(row => row.Amount).HasColumnName("amount_fen");
            line.HasIndex(row => row.LineId).IncludeProperties(row => row.Amount);
            line.HasOne<OrderLine>().WithMany().HasForeignKey(row => row.LineId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    static void ConfigurePayments(ModelBuilder model)
    {
        model.Entity<Payment>(payment =>
        {
            payment.ToTable("payments", table => table.HasCheckConstraint(
                "ck_payments_amount", "amount_fen > 0 AND unmatched_fen >= 0 AND unmatched_fen <= amount_fen"));
            payment.HasKey(row => row.PaymentId);
            payment.Property(row => row.PaymentId).ValueGeneratedNever();
            payment.Ignore(row => row.Amount);
            payment.Ignore(row => row.Unmatched);
            payment.Property(row => row.Reference).HasMaxLength(100);
            payment.Property(row => row.ReversalReason).HasMaxLength(500);
            payment.Ignore(row => row.IsEvidence);
            payment.HasIndex(row => new { row.UnitId, row.RecordedAt, row.PaymentId });
            payment.HasIndex(row => new { row.SupplierId, row.RecordedAt, row.PaymentId });
            // What was paid in advance and what is disputed are few of all.
            payment.HasIndex(row => new { row.UnitId, row.SupplierId }, "ix_payments_advance_of").HasFilter("unmatched_fen > 0")
                .IncludeProperties(row => row.UnmatchedFen);
            payment.HasIndex(row => new { row.SupplierId, row.UnitId }, "ix_payments_advance_to").HasFilter("unmatched_fen > 0")
                .IncludeProperties(row => row.UnmatchedFen);
            payment.HasIndex(row => row.UnitPath, "ix_payments_disputed").HasFilter("receipt = 'Disputed' AND reversed_at IS NULL");
        });
        model.Entity<PaymentMatching>(matching =>
        {
            matching.ToTable("payment_matchings", table => table.HasCheckConstraint("ck_payment_matchings_amount", "amount_fen <> 0"));
            matching.HasKey(row => row.MatchingId);
            matching.Property(row => row.MatchingId).ValueGeneratedNever();
            matching.Ignore(row => row.Amount);
            matching.HasIndex(row => row.PaymentId);
            matching.HasIndex(row => row.InvoiceId).HasFilter("invoice_id IS NOT NULL");
            matching.HasOne(row => row.Payment).WithMany().HasForeignKey(row => row.PaymentId).OnDelete(DeleteBehavior.Restrict);
            matching.HasOne<Invoice>().WithMany().HasForeignKey(row => row.InvoiceId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PaymentReceipt>(receipt =>
        {
            receipt.ToTable("payment_receipts");
            receipt.HasKey(row => new { row.PaymentId, row.StatementNo });
            receipt.Property(row => row.StatementNo).ValueGeneratedNever();
            receipt.Property(row => row.Note).HasMaxLength(500);
            receipt.HasOne<Payment>().WithMany().HasForeignKey(row => row.PaymentId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

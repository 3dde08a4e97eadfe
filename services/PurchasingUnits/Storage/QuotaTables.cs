using Marketplace.PurchasingUnits.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Storage;

/// <summary>The tables of quota accounts.</summary>
static class QuotaTables
{
    const int NumberMax = 100;
    const int CodeMax = 50;
    const int WordsMax = 500;

    public static void Configure(ModelBuilder model)
    {
        model.Entity<QuotaAccount>(account =>
        {
            account.ToTable("quota_accounts", table => table.HasCheckConstraint("ck_quota_accounts_held", "held_fen >= 0"));
            account.Property(row => row.Id).ValueGeneratedNever();
            account.HasIndex(row => new { row.UnitId, row.Year }).IsUnique();
            account.HasIndex(row => new { row.Year, row.Id });
        });
        model.Entity<QuotaEntry>(entry =>
        {
            entry.ToTable("quota_entries");
            entry.HasKey(row => row.EntryId);
            entry.Property(row => row.EntryId).ValueGeneratedNever();
            entry.Property(row => row.OrderNumber).HasMaxLength(NumberMax);
            entry.Property(row => row.LedgerType).HasMaxLength(CodeMax);
            entry.HasIndex(row => new { row.AccountId, row.RecordedAt, row.EntryId });
            entry.HasIndex(row => row.LineId);
        });
        model.Entity<QuotaHold>(hold =>
        {
            hold.ToTable("quota_holds", table => table.HasCheckConstraint(
                "ck_quota_holds_open", "open_fen >= 0 AND open_fen <= expected_fen AND open_quantity >= 0"));
            hold.HasKey(row => row.LineId);
            hold.Property(row => row.LineId).ValueGeneratedNever();
            hold.Property(row => row.OrderNumber).HasMaxLength(NumberMax);
            hold.HasIndex(row => row.OrderId);
        });
        model.Entity<QuotaOmission>(omission =>
        {
            omission.ToTable("quota_omissions");
            omission.HasKey(row => new { row.LineId, row.AcceptanceNo, row.ShareNo });
            omission.Property(row => row.OrderNumber).HasMaxLength(NumberMax);
            omission.Property(row => row.Reason).HasMaxLength(CodeMax);
            omission.Property(row => row.WordsZh).HasMaxLength(WordsMax);
            omission.Property(row => row.WordsEn).HasMaxLength(WordsMax);
            omission.HasIndex(row => row.AccountId);
        });
        model.Entity<QuotaMonth>(month =>
        {
            month.ToTable("quota_months");
            month.HasKey(row => new { row.AccountId, row.Month, row.Category });
            month.HasIndex(row => new { row.UnitId, row.Year });
        });
        model.Entity<QuotaWarning>(warning =>
        {
            warning.ToTable("quota_warnings");
            warning.HasKey(row => row.WarningId);
            warning.Property(row => row.WarningId).ValueGeneratedNever();
            warning.HasIndex(row => new { row.Year, row.RaisedAt, row.WarningId });
            warning.HasIndex(row => row.UnitId);
        });
    }
}

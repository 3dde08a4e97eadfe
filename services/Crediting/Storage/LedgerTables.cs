using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Storage;

/// <summary>The head of the ledger, its journal, its sums, and what is kept beside a sale: holds, returns, corrections, evidence.</summary>
static class LedgerTables
{
    /// <summary>SHA-256 in hexadecimal.</summary>
    const int HashLength = 64;

    /// <summary>ECDSA over P-256, DER in Base64.</summary>
    const int SignatureLength = 100;

    public static void Configure(ModelBuilder model)
    {
        model.Entity<LedgerHead>(head =>
        {
            head.ToTable("ledger_heads");
            head.HasKey(h => h.Id);
            head.Property(h => h.Id).ValueGeneratedNever();
            head.Property(h => h.ClosedThrough).HasMaxLength(CreditingDb.MonthLength);
            head.HasData(new LedgerHead { Id = LedgerHead.Only });
        });
        model.Entity<JournalEvent>(journalEvent =>
        {
            journalEvent.ToTable("journal");
            journalEvent.HasKey(e => e.EventNo);
            journalEvent.Property(e => e.EventNo).ValueGeneratedNever();
            journalEvent.Property(e => e.Type).HasMaxLength(CreditingDb.NameLength);
        });
        model.Entity<LedgerBlock>(block =>
        {
            block.ToTable("ledger_blocks");
            block.HasKey(b => b.BlockNo);
            block.Property(b => b.BlockNo).ValueGeneratedNever();
            block.Ignore(b => b.Entries);
            block.HasIndex(b => b.LastEntryNo).IsUnique();
        });
        model.Entity<SignedTreeHead>(head =>
        {
            head.ToTable("tree_heads");
            head.HasKey(h => h.Number);
            head.Property(h => h.Number).ValueGeneratedNever();
            head.Property(h => h.ChainHash).HasMaxLength(HashLength);
            head.Property(h => h.TreeRoot).HasMaxLength(HashLength);
            head.Property(h => h.KeyId).HasMaxLength(HashLength);
            head.Property(h => h.Signature).HasMaxLength(SignatureLength);
        });
        model.Entity<WitnessPosition>(position =>
        {
            position.ToTable("witness_positions");
            position.HasKey(p => p.Address);
            position.Property(p => p.Address).HasMaxLength(CreditingDb.NameLength);
            position.Property(p => p.ChainHash).HasMaxLength(HashLength);
        });
        model.Entity<Snapshot>(snapshot =>
        {
            snapshot.ToTable("snapshots");
            snapshot.HasKey(s => s.SnapshotId);
            snapshot.Property(s => s.Number).HasMaxLength(CreditingDb.NameLength);
            snapshot.Property(s => s.Report).HasMaxLength(CreditingDb.IdLength);
            snapshot.Property(s => s.Month).HasMaxLength(CreditingDb.MonthLength);
            snapshot.Property(s => s.RegionId).HasMaxLength(CreditingDb.IdLength);
            snapshot.Property(s => s.RegionPath).HasMaxLength(CreditingDb.PathLength);
            snapshot.Property(s => s.KeyId).HasMaxLength(HashLength);
            snapshot.Property(s => s.Signature).HasMaxLength(SignatureLength);
            snapshot.HasIndex(s => s.Number).IsUnique();
            snapshot.HasIndex(s => new { s.Month, s.RegionId });
        });
        model.Entity<DueSnapshot>(due =>
        {
            due.ToTable("due_snapshots");
            due.HasKey(d => d.Number);
            due.Property(d => d.Number).HasMaxLength(CreditingDb.NameLength);
            due.Property(d => d.Month).HasMaxLength(CreditingDb.MonthLength);
            due.Property(d => d.RegionId).HasMaxLength(CreditingDb.IdLength);
            due.Property(d => d.RegionPath).HasMaxLength(CreditingDb.PathLength);
            due.HasIndex(d => new { d.Month, d.Number });
            due.HasIndex(d => d.NextAttemptAt).HasFilter("taken_at IS NULL");
        });
        model.Entity<SnapshotSignature>(signature =>
        {
            signature.ToTable("snapshot_signatures");
            signature.HasKey(s => s.SignatureId);
            signature.Property(s => s.RegionId).HasMaxLength(CreditingDb.IdLength);
            signature.HasIndex(s => s.SignatureNo).IsUnique();
            signature.Property(s => s.Before).HasMaxLength(HashLength);
            signature.Property(s => s.Hash).HasMaxLength(HashLength);
            signature.Property(s => s.KeyId).HasMaxLength(HashLength);
            signature.Property(s => s.Signature).HasMaxLength(SignatureLength);

            // Not unique: a row that was put in by hand must not take the place of a signature.
            signature.HasIndex(s => s.SnapshotId);
        });
        model.Entity<IssuedCertificate>(certificate =>
        {
            certificate.ToTable("certificates");
            certificate.HasKey(issued => issued.EntryId);
        });
        Sums(model);
        ConfigureWorkflowTables(model);
    }

    static void Sums(ModelBuilder model)
    {
        model.Entity<PairingMonth>(month =>
        {
            month.ToTable("pairing_months");
            month.HasKey(m => new { m.HolderId, m.PostingPeriod, m.RecognitionMonth, m.Mode, m.EntryType, m.PostedIn });
            month.Property(m => m.PostingPeriod).HasMaxLength(CreditingDb.MonthLength);
            month.Property(m => m.RecognitionMonth).HasMaxLength(CreditingDb.MonthLength);
            month.Property(m => m.PostedIn).HasMaxLength(CreditingDb.MonthLength);
            month.HasIndex(m => m.PostingPeriod);
            month.HasIndex(m => m.RecognitionMonth);
        });
        model.Entity<PairingDay>(day =>
        {
            day.ToTable("pairing_days");
            day.HasKey(d => new { d.HolderId, d.PostingPeriod, d.RecognitionMonth, d.Mode, d.EntryType, d.PostedOn });
            day.Property(d => d.PostingPeriod).HasMaxLength(CreditingDb.MonthLength);
            day.Property(d => d.RecognitionMonth).HasMaxLength(CreditingDb.MonthLength);
            day.HasIndex(d => d.PostedOn);
        });
        model.Entity<VerifiedMonth>(month =>
        {
            month.ToTable("verified_months");
            month.HasKey(m => new { m.HolderId, m.PostingPeriod, m.RecognitionMonth, m.Mode, m.EntryType, m.VerifiedPeriod, m.VerifiedIn });
            month.Property(m => m.PostingPeriod).HasMaxLength(CreditingDb.MonthLength);
            month.Property(m => m.RecognitionMonth).HasMaxLength(CreditingDb.MonthLength);
            month.Property(m => m.VerifiedPeriod).HasMaxLength(CreditingDb.MonthLength);
            month.Property(m => m.VerifiedIn).HasMaxLength(CreditingDb.MonthLength);
            month.HasIndex(m => m.PostingPeriod);
            month.HasIndex(m => m.RecognitionMonth);
            month.HasIndex(m => m.VerifiedPeriod);
        });
        model.Entity<VerifiedDay>(day =>
        {
            day.ToTable("verified_days");
            day.HasKey(d => new { d.HolderId, d.PostingPeriod, d.RecognitionMonth, d.Mode, d.EntryType, d.VerifiedPeriod, d.VerifiedOn });
            day.Property(d => d.PostingPeriod).HasMaxLength(CreditingDb.MonthLength);
            day.Property(d => d.RecognitionMonth).HasMaxLength(CreditingDb.MonthLength);
            day.Property(d => d.VerifiedPeriod).HasMaxLength(CreditingDb.MonthLength);
            day.HasIndex(d => d.VerifiedOn);
        });
        model.Entity<SaleMonth>(month =>
        {
            month.ToTable("sale_months");
            month.HasKey(m => new
            {
                m.RecognitionMonth,
                m.OriginPath,
                m.UnitPath,
                m.DeliveryProvince,
                m.RegionReason,
                m.IsCredited,
                m.IsPolicyDriven,
            });
            month.Property(m => m.RecognitionMonth).HasMaxLength(CreditingDb.MonthLength);
            month.Property(m => m.OriginPath).HasMaxLength(CreditingDb.PathLength);
            month.Property(m => m.UnitPath).HasMaxLength(CreditingDb.PathLength);
            month.Property(m => m.DeliveryProvince).HasMaxLength(CreditingDb.IdLength);
        });
        model.Entity<PartySaleMonth>(month =>
        {
            month.ToTable("party_sale_months");
            month.HasKey(m => new
            {
                m.PartyId,
                m.Role,
                m.RecognitionMonth,
                m.EastWestProvince,
                m.EastWestCity,
                m.EastWestCounty,
                m.CounterpartProvince,
                m.CounterpartCity,
                m.CounterpartCounty,
                m.DesignatedUnit,
                m.QuotaUnit,
                m.IsCredited,
            });
            month.Property(m => m.RecognitionMonth).HasMaxLength(CreditingDb.MonthLength);
        });
    }

    static void ConfigureWorkflowTables(ModelBuilder model)
    {
        model.Entity<Hold>(hold =>
        {
            hold.ToTable("holds");
            hold.HasKey(h => h.HoldId);
            hold.Property(h => h.UnitPath).HasMaxLength(CreditingDb.PathLength);
            hold.Property(h => h.OriginPath).HasMaxLength(CreditingDb.PathLength);
            hold.HasIndex(h => new { h.State, h.HeldAt });
            hold.HasIndex(h => new { h.LineId, h.AcceptanceNo });
        });
        model.Entity<BatchUsage>(batch =>
        {
            batch.ToTable("batch_usages");
            batch.HasKey(b => b.BatchId);
        });
        model.Entity<PriceDay>(day =>
        {
            day.ToTable("price_days");
            day.HasKey(d => new { d.ProductId, d.Day });
        });
        model.Entity<BenchmarkOverride>(benchmarkOverride =>
        {
            benchmarkOverride.ToTable("benchmark_overrides");
            benchmarkOverride.HasKey(o => new { o.ProductId, o.ValidFrom });
        });
        model.Entity<SuspectParty>(suspectParty =>
        {
            suspectParty.ToTable("suspect_parties");
            suspectParty.HasKey(s => s.SuspicionId);
            suspectParty.HasIndex(s => s.PartyId);
        });
        model.Entity<ClosedPeriod>(period =>
        {
            period.ToTable("closed_periods");
            period.HasKey(p => p.Month);
            period.Property(p => p.Month).HasMaxLength(CreditingDb.MonthLength);
        });
        model.Entity<ReturnRecord>(returnRecord =>
        {
            returnRecord.ToTable("returns");
            returnRecord.HasKey(r => r.ReturnId);
            returnRecord.HasIndex(r => new { r.LineId, r.AcceptanceNo });
        });
        model.Entity<Correction>(correction =>
        {
            correction.ToTable("corrections");
            correction.HasKey(c => c.CorrectionId);
            correction.HasIndex(c => new { c.State, c.ProposedAt });
        });
        model.Entity<CorrectionLine>(line =>
        {
            line.ToTable("correction_lines");
            line.HasKey(l => new { l.CorrectionId, l.LineId, l.AcceptanceNo, l.ShareNo });
            line.Property(l => l.Differences).HasConversion(
                CreditingDb.Json<CorrectionLine.Difference>(), CreditingDb.SameElements<CorrectionLine.Difference>());
        });
        model.Entity<EvidenceTotals>(totals =>
        {
            totals.ToTable("evidence_totals");
            totals.HasKey(e => e.EvidenceId);
        });
        model.Entity<EvidenceDocument>(evidenceDocument =>
        {
            evidenceDocument.ToTable("evidence_documents");
            // An invoice and a payment that bear one id, made by two callers, are two papers; an invoice may be for several shipments.
            evidenceDocument.HasKey(p => new { p.DocumentId, p.Kind, p.EvidenceId });
            evidenceDocument.Property(p => p.Code).HasMaxLength(CreditingDb.IdLength);
            evidenceDocument.HasIndex(p => p.EvidenceId);
            evidenceDocument.HasIndex(p => new { p.SupplierId, p.Number });
            evidenceDocument.HasIndex(p => p.NumberForm);
        });
        model.Entity<VerificationWithdrawal>(withdrawal =>
        {
            withdrawal.ToTable("verification_withdrawals");
            withdrawal.HasKey(w => new { w.LineId, w.AcceptanceNo, w.ShareNo, w.EventNo });
            withdrawal.Property(w => w.EventNo).ValueGeneratedNever();
            withdrawal.Property(w => w.VerifiedPeriod).HasMaxLength(CreditingDb.MonthLength);
            withdrawal.Property(w => w.WithdrawnPeriod).HasMaxLength(CreditingDb.MonthLength);
            withdrawal.HasIndex(w => w.VerifiedAt);
            withdrawal.HasIndex(w => w.WithdrawnAt);
        });
        model.Entity<OtherMeasure>(otherMeasure =>
        {
            otherMeasure.ToTable("other_measures");
            otherMeasure.HasKey(m => m.MeasureId);
            otherMeasure.Property(m => m.EastPath).HasMaxLength(CreditingDb.PathLength);
            otherMeasure.Property(m => m.WestPath).HasMaxLength(CreditingDb.PathLength);
            otherMeasure.HasIndex(m => m.Date);
        });
        model.Entity<Alert>(alert =>
        {
            alert.ToTable("alerts");
            alert.HasKey(a => a.AlertId);
            alert.Property(a => a.OwnerPath).HasMaxLength(CreditingDb.PathLength);
            alert.Property(a => a.PartnerPath).HasMaxLength(CreditingDb.PathLength);
            alert.HasIndex(a => new { a.Kind, a.ObjectId });
            alert.HasIndex(a => new { a.Since, a.AlertId });
        });
    }
}

using System.Security.Cryptography;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Signing;

namespace Marketplace.Crediting.Snapshots;

/// <summary>Fixes a report as a snapshot, signed by the service: an edited row shows whoever has signed it, and if nobody has.</summary>
public sealed class IssueSnapshot(ISigner signer)
{
    /// <summary>What is known of a snapshot beside its report.</summary>
    /// <param name="SnapshotId">Its id.</param>
    /// <param name="Number">As it is printed.</param>
    /// <param name="Month">"2026-10".</param>
    /// <param name="RegionId">Whose pairings it shows; null for the nation.</param>
    /// <param name="RegionPath">Where that region lies.</param>
    /// <param name="CutOffAt">Everything known up to this instant counts.</param>
    /// <param name="IsFinal">The month was closed at the cut-off.</param>
    internal sealed record Draft(
        Guid SnapshotId, string Number, string Month, string? RegionId, string RegionPath, DateTimeOffset CutOffAt, bool IsFinal);

    /// <summary>The snapshot, not stored yet.</summary>
    /// <param name="draft">What is known of it.</param>
    /// <param name="block">The block up to which the ledger counts; null while the ledger is empty.</param>
    /// <param name="report">What is fixed.</param>
    /// <param name="now">The time.</param>
    internal async Task<Snapshot> IssueAsync(Draft draft, LedgerBlock? block, ReportAnswer report, DateTimeOffset now, CancellationToken ct)
    {
        var content = report.Canonical();
        var issued = new IssuedReport
        {
            Number = draft.Number,
            Report = TakeClosingSnapshots.Signed.Code,
            Month = draft.Month,
            RegionId = draft.RegionId,
            CutOffAt = draft.CutOffAt,
            BlockNo = block?.BlockNo ?? 0,
            LastEntryNo = block?.LastEntryNo ?? 0,
            ChainHash = Convert.ToHexStringLower(block?.ChainHash ?? LedgerBlock.Genesis),
            ContentHash = Convert.ToHexStringLower(SHA256.HashData(content)),
            MadeAt = now,
            IsFinal = draft.IsFinal,
            KeyId = signer.KeyId,
            Signature = "",
        };
        return Snapshot.Of(
            draft.SnapshotId,
            issued with { Signature = await signer.SignAsync(issued.SignedText(), ct) },
            draft.RegionPath,
            content);
    }
}

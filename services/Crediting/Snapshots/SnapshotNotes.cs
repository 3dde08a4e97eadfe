using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;

namespace Marketplace.Crediting.Snapshots;

/// <summary>What a printed snapshot says of its signatures, so that who holds the paper can ask for the signed file and compare.</summary>
static class SnapshotNotes
{
    /// <param name="report">The snapshot.</param>
    /// <param name="head">The signed head on which it rests; null while the ledger was empty or its head is not signed yet.</param>
    /// <param name="signatures">Those that count.</param>
    public static IEnumerable<BilingualText> Of(
        IssuedReport report, SignedTreeHead? head, IEnumerable<OfficialSignature> signatures)
    {
        yield return new BilingualText(
            $"快照 {report.Number}，内容哈希 {report.ContentHash}，平台密钥 {report.KeyId}。",
            $"Snapshot {report.Number}, content hash {report.ContentHash}, signed by the service with key {report.KeyId}.");
        if (head is not null)
        {
            yield return new BilingualText(
                $"账本头 {head.Number}（分录 {head.Entries} 条，{head.SignedAt:u}），链哈希 {head.ChainHash}。",
                $"Head {head.Number} of the ledger ({head.Entries} entries, {head.SignedAt:u}), chain hash {head.ChainHash}.");
        }

        foreach (var signature in signatures)
        {
            yield return new BilingualText(
                $"签署 {signature.SignatureNo}：{signature.SignedBy}（{signature.RegionId}），{signature.SignedAt:u}。",
                $"Signature {signature.SignatureNo}: {signature.SignedBy} for {signature.RegionId}, {signature.SignedAt:u}.");
        }
    }
}

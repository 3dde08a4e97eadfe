using Marketplace.Contracts.Proofs;

namespace Marketplace.Verifier;

/// <summary>Checks that an entry is in the ledger of a signed head.</summary>
static class CheckProof
{
    /// <param name="proof">The proof.</param>
    /// <param name="heads">Those of the reports: the proof is about a report when its head is one of them.</param>
    public static void Run(
        EntryProof proof, IReadOnlyList<SignedTreeHead> heads, PublicKeys keys, WitnessedHeads? witness, Findings findings)
    {
        findings.Note($"分录 {proof.EntryNo}（{proof.EntryId}）。", $"Entry {proof.EntryNo}.");
        findings.Check(
            proof.IsSound(),
            $"分录在第 {proof.Block.BlockNo} 个区块、账本头 {proof.Head.Number} 之中。",
            $"Entry in block {proof.Block.BlockNo} and in head {proof.Head.Number}.");
        findings.Check(proof.Head.IsSigned(keys), $"账本头 {proof.Head.Number} 的签名。", $"Signature of head {proof.Head.Number}.");
        witness?.Check(proof.Head, findings);
        if (heads.Count == 0)
        {
            return;
        }

        if (heads.FirstOrDefault(head => head.Number == proof.Head.Number) is { } ofReport)
        {
            findings.Check(
                ofReport.IsSameLedger(proof.Head), "与报告同一账本头。", "Head of the proof, against that of the report.");
        }
        else if (witness is null)
        {
            findings.Check(
                false,
                $"证明的账本头 {proof.Head.Number} 不是报告的账本头：请以 ?head= 重新取得证明，或提供见证文件。",
                $"Head {proof.Head.Number} is not that of the report: get the proof with ?head=, or give the file of the witness.");
        }
    }
}

using System.Security.Cryptography;
using Marketplace.Contracts.Proofs;

namespace Marketplace.Verifier;

/// <summary>Checks a report: content, what the service says of it, the head on which it rests, and signatures of officials.</summary>
static class CheckReport
{
    public static void Run(SignedReport signed, PublicKeys keys, WitnessedHeads? witness, Findings findings)
    {
        var report = signed.Report;
        findings.Note(
            $"报告 {report.Number}，{report.Month}，截止 {report.CutOffAt:u}。",
            $"Report {report.Number} of {report.Month}, as known at {report.CutOffAt:u}.");
        findings.Check(
            Convert.ToHexStringLower(SHA256.HashData(signed.Content)) == report.ContentHash,
            $"内容与哈希 {report.ContentHash}。",
            "Content, against its hash.");
        findings.Check(report.IsSigned(keys), $"平台签名（密钥 {Short(report.KeyId)}）。", "Signature of the service.");
        Head(signed, keys, witness, findings);
        Signatures(signed, keys, findings);
    }

    static void Head(SignedReport signed, PublicKeys keys, WitnessedHeads? witness, Findings findings)
    {
        var (report, head) = (signed.Report, signed.Head);
        if (report.BlockNo == 0)
        {
            findings.Note("出具时账本为空。", "The ledger was empty.");
            return;
        }

        if (head is null)
        {
            findings.Check(false, "缺少账本头。", "Signed head of the ledger: missing.");
            return;
        }

        findings.Check(
            head.IsSigned(keys),
            $"账本头 {head.Number} 的签名（{head.SignedAt:u}，分录 {head.Entries} 条）。",
            $"Signature of head {head.Number} ({head.Entries} entries).");
        findings.Check(
            head.Number == report.BlockNo && head.Entries == report.LastEntryNo && head.ChainHash == report.ChainHash,
            $"报告以该账本头为据（至第 {report.LastEntryNo} 条分录）。",
            $"Head of the report, up to entry {report.LastEntryNo}.");
        witness?.Check(head, findings);
    }

    static void Signatures(SignedReport signed, PublicKeys keys, Findings findings)
    {
        if (signed.Signatures.Count == 0)
        {
            findings.Note("尚无官员签署。", "No official has signed it yet.");
        }

        foreach (var signature in signed.Signatures)
        {
            findings.Check(
                signature.IsSigned(signed.Report, keys),
                $"签署 {signature.SignatureNo}：{signature.SignedBy}（{signature.RegionId} {signature.Level}），{signature.SignedAt:u}。",
                $"Signature of {signature.SignedBy} for {signature.RegionId}.");
        }

        if (signed.Signatures.Count > 0)
        {
            findings.Check(signed.Report.IsFinal, "报告所属月份已关账。", "Month closed when the report was made.");
        }
    }

    static string Short(string keyId) => keyId[..Math.Min(16, keyId.Length)];
}

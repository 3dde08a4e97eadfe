using Marketplace.Contracts.Proofs;

namespace Marketplace.Verifier;

/// <summary>Checks a certificate of credit: that the service has signed it, and that the ledger says the same.</summary>
static class CheckCertificate
{
    public static void Run(CreditCertificate certificate, PublicKeys keys, WitnessedHeads? witness, Findings findings)
    {
        var (entry, proof) = (certificate.Entry, certificate.Proof);
        findings.Note(
            $"计量凭证 {certificate.Number}：{entry.AmountFen / 100m:0.00} 元，{entry.EastName}—{entry.WestName}，{entry.PostingPeriod}。",
            $"Certificate {certificate.Number} of {entry.AmountFen / 100m:0.00} yuan.");
        findings.Note($"核验码 {certificate.VerificationText()}。", "The text of the code on the paper.");
        findings.Check(certificate.IsSigned(keys), "凭证的平台签名。", "Signature of the service.");
        findings.Check(
            certificate.AgreesWithEntry(), $"凭证所载与账本分录 {entry.EntryNo} 一致。", $"Certificate, against entry {entry.EntryNo} of the ledger.");
        findings.Check(
            proof.IsSound(),
            $"分录在第 {proof.Block.BlockNo} 个区块、账本头 {proof.Head.Number} 之中。",
            $"Entry in block {proof.Block.BlockNo} and in head {proof.Head.Number}.");
        findings.Check(proof.Head.IsSigned(keys), $"账本头 {proof.Head.Number} 的签名。", $"Signature of head {proof.Head.Number}.");
        witness?.Check(proof.Head, findings);
    }
}

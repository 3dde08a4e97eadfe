using Marketplace.Contracts.Proofs;

namespace Marketplace.Verifier;

/// <summary>The heads of a witness, each checked when it was read.</summary>
sealed class WitnessedHeads
{
    readonly Dictionary<long, SignedTreeHead> _heads = [];

    /// <summary>Reads the file of a witness: every head has to be signed, and none may be missing between two others.</summary>
    public static async Task<WitnessedHeads> ReadAsync(TextReader file, PublicKeys keys, Findings findings, CancellationToken ct)
    {
        var witness = new WitnessedHeads();
        SignedTreeHead? last = null;
        long forged = 0, missing = 0;
        await foreach (var head in WitnessFile.ReadAsync(file, ct))
        {
            if (head == last)
            {
                continue;
            }

            forged += head.IsSigned(keys) ? 0 : 1;
            missing += head.Number == (last?.Number ?? 0) + 1 ? 0 : 1;
            witness._heads.TryAdd(head.Number, head);
            last = head;
        }

        findings.Note(
            $"见证文件有 {witness._heads.Count} 个账本头，最后一个为 {last?.Number ?? 0}（{last?.SignedAt:u}）。",
            $"The witness has {witness._heads.Count} heads, the last is {last?.Number ?? 0}.");
        findings.Check(forged == 0, $"见证文件中的签名（{forged} 个不符）。", $"Signatures of the witnessed heads ({forged} wrong).");
        findings.Check(
            missing == 0, $"账本头依次相连（{missing} 处不连续）。", $"Heads without a gap ({missing} gaps).");
        return witness;
    }

    /// <summary>Checks whether the witness has the head.</summary>
    public void Check(SignedTreeHead head, Findings findings)
    {
        if (_heads.TryGetValue(head.Number, out var known))
        {
            findings.Check(
                known.IsSameLedger(head),
                $"见证文件中的账本头 {head.Number} 与之一致（见证签于 {known.SignedAt:u}）。",
                $"Head {head.Number}, against that of the witness, signed {known.SignedAt:u}.");
        }
        else
        {
            findings.Check(
                false,
                $"见证文件中没有账本头 {head.Number}：若副本较旧，请取新的副本。",
                $"Head {head.Number}: not in the witness. If your copy is older than the report, get a newer one.");
        }
    }
}

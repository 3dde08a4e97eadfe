using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Sealing;

/// <summary>How blocks and hashes are shown.</summary>
static class BlockView
{
    public static SealedBlock Of(LedgerBlock block) => new()
    {
        BlockNo = block.BlockNo,
        FirstEntryNo = block.FirstEntryNo,
        LastEntryNo = block.LastEntryNo,
        Root = Hex(block.Root),
        ChainHash = Hex(block.ChainHash),
        SealedAt = block.SealedAt,
    };

    public static string Hex(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash);

    public static IReadOnlyList<string> Hex(IEnumerable<byte[]> hashes) => [.. hashes.Select(hash => Hex(hash))];
}

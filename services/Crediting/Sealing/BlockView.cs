using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Sealing;

/// <summary>A block without its leaves. Hashes are SHA-256 in lower-case hexadecimal.</summary>
public sealed record BlockView
{
    /// <summary>From 1 without a gap.</summary>
    public required long BlockNo { get; init; }

    public required long FirstEntryNo { get; init; }

    public required long LastEntryNo { get; init; }

    /// <summary>The Merkle root over the leaf hashes of its entries.</summary>
    public required string Root { get; init; }

    /// <summary>SHA-256 over the chain hash of the block before, first and last entry as eight bytes each, and the root.</summary>
    public required string ChainHash { get; init; }

    public required DateTimeOffset SealedAt { get; init; }

    public static BlockView Of(LedgerBlock block) => new()
    {
        BlockNo = block.BlockNo,
        FirstEntryNo = block.FirstEntryNo,
        LastEntryNo = block.LastEntryNo,
        Root = Hex(block.Root),
        ChainHash = Hex(block.ChainHash),
        SealedAt = block.SealedAt,
    };

    internal static string Hex(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash);

    internal static IReadOnlyList<string> Hex(IEnumerable<byte[]> hashes) => [.. hashes.Select(hash => Hex(hash))];
}

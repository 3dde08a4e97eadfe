using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Imports;

/// <summary>An imported ledger, and how far its review has come.</summary>
public sealed record ImportView
{
    public required Guid ImportId { get; init; }

    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public required string FileHash { get; init; }

    public required ImportState State { get; init; }

    public required int Rows { get; init; }

    public required long AmountFen { get; init; }

    /// <summary>Rows that both sides approved.</summary>
    public required int Approved { get; init; }

    /// <summary>Rows that either side rejected.</summary>
    public required int Rejected { get; init; }

    public required DateOnly FirstSale { get; init; }

    public required DateOnly LastSale { get; init; }

    public required string ImportedBy { get; init; }

    public required DateTimeOffset ImportedAt { get; init; }

    public static ImportView Of(Import import) => new()
    {
        ImportId = import.ImportId,
        FileName = import.FileName,
        FileHash = import.FileHash,
        State = import.State,
        Rows = import.Rows,
        AmountFen = import.AmountFen,
        Approved = import.Approved,
        Rejected = import.Rejected,
        FirstSale = import.FirstSale,
        LastSale = import.LastSale,
        ImportedBy = import.ImportedBy,
        ImportedAt = import.ImportedAt,
    };
}

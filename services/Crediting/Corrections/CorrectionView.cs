using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Corrections;

/// <summary>A correction, how large it is, and where it stands.</summary>
public sealed record CorrectionView
{
    public required Guid CorrectionId { get; init; }

    public required CorrectionKind Kind { get; init; }

    public required Guid ObjectId { get; init; }

    public required long ObjectVersion { get; init; }

    public required string Subject { get; init; }

    public string? Document { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    public required string ProposedBy { get; init; }

    public required long Sales { get; init; }

    /// <summary>To see the size only: it counts a sale once for each tier.</summary>
    public required long GivenFen { get; init; }

    /// <summary>To see the size only: it counts a sale once for each tier.</summary>
    public required long TakenFen { get; init; }

    public required CorrectionState State { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecidedBy { get; init; }

    public string? Note { get; init; }

    public static CorrectionView Of(Correction correction) => new()
    {
        CorrectionId = correction.CorrectionId,
        Kind = correction.Kind,
        ObjectId = correction.ObjectId,
        ObjectVersion = correction.ObjectVersion,
        Subject = correction.Subject,
        Document = correction.Document,
        ProposedAt = correction.ProposedAt,
        ProposedBy = correction.ProposedBy,
        Sales = correction.Sales,
        GivenFen = correction.GivenFen,
        TakenFen = correction.TakenFen,
        State = correction.State,
        DecidedAt = correction.DecidedAt,
        DecidedBy = correction.DecidedBy,
        Note = correction.Note,
    };
}

using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Tables;

namespace Marketplace.Crediting.Imports;

/// <summary>What a file holds, what is wrong with it, and what would come of it.</summary>
public sealed record ImportReport
{
    public required string FileName { get; init; }

    /// <summary>What was read of the file, and what was not and why.</summary>
    public required TableOverview File { get; init; }

    /// <summary>Whether all of it would be imported.</summary>
    public required bool IsSound { get; init; }

    /// <summary>Rows below the header.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows without a fault.</summary>
    public required int SoundRows { get; init; }

    /// <summary>What the rows without a fault add up to.</summary>
    public required long AmountFen { get; init; }

    /// <summary>Rows whose document was imported before or stands in the file twice.</summary>
    public required int Duplicates { get; init; }

    /// <summary>All faults; the first thousand are listed.</summary>
    public required int FaultCount { get; init; }

    public required IReadOnlyList<TableFault> Faults { get; init; }

    /// <summary>What would be imported, by facilitator and month.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>What would become of the rows once both sides have approved them.</summary>
    public required IReadOnlyList<OutcomeCount> Judgements { get; init; }

    /// <summary>The import of the very same file; null when there is none.</summary>
    public Guid? AlreadyImportedAs { get; init; }

    /// <param name="FacilitatorId">The facilitator.</param>
    /// <param name="FacilitatorName">Its name on the day of the sale.</param>
    /// <param name="Month">Of the sales.</param>
    /// <param name="Rows">How many.</param>
    /// <param name="AmountFen">What they add up to.</param>
    public sealed record Part(Guid FacilitatorId, string FacilitatorName, string Month, int Rows, long AmountFen);

    /// <param name="Outcome">Of the sale as a whole.</param>
    /// <param name="Reason">In East–West collaboration and counterpart support; when held, what for.</param>
    /// <param name="Words">The reason, for people.</param>
    /// <param name="Rows">How many.</param>
    /// <param name="AmountFen">What they add up to.</param>
    public sealed record OutcomeCount(CreditOutcome Outcome, CreditReason Reason, BilingualText Words, int Rows, long AmountFen);
}

using Marketplace.Logistics.Domain;
using Marketplace.Tables;

namespace Marketplace.Logistics.Sheets;

/// <summary>What a table did, or would do.</summary>
public sealed record ImportReport
{
    public required bool IsDryRun { get; init; }

    /// <summary>True when the sound rows were imported; false when nothing was.</summary>
    public required bool IsApplied { get; init; }

    public required int Rows { get; init; }

    /// <summary>Rows that are new, of which nothing stood before.</summary>
    public required int Added { get; init; }

    /// <summary>Rows that are new, and ended on their first day what stood in their place: of lanes and tariffs.</summary>
    public required int Superseded { get; init; }

    /// <summary>Rows that stood already and have an end now.</summary>
    public required int Ended { get; init; }

    public required int Unchanged { get; init; }

    /// <summary>What is wrong, by row and cell; the first thousand.</summary>
    public required IReadOnlyList<TableFault> Faults { get; init; }

    internal static ImportReport Of(
        ImportMode mode, bool isApplied, int rows, IReadOnlyCollection<RegisterEffect> effects, TableFaults faults) => new()
        {
            IsDryRun = mode.DryRun,
            IsApplied = isApplied,
            Rows = rows,
            Added = effects.Count(effect => effect == RegisterEffect.Added),
            Superseded = effects.Count(effect => effect == RegisterEffect.Superseded),
            Ended = effects.Count(effect => effect == RegisterEffect.Ended),
            Unchanged = effects.Count(effect => effect == RegisterEffect.Unchanged),
            Faults = [.. faults.All.OrderBy(fault => fault.Row)],
        };
}

using System.Text.Json.Serialization;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Payables;

/// <summary>账龄: what is owed on a day, by how long it has been due, in fen.</summary>
public sealed record Ageing : IView
{
    /// <summary>The parties, and who looks into everything.</summary>
    internal const Viewers Readers = Viewers.Buyer | Viewers.Supplier | Viewers.Auditor;

    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    /// <summary>The other side; null for the sum of all.</summary>
    public Guid? CounterpartId { get; init; }

    /// <summary>What the other side is called now.</summary>
    public string? CounterpartName { get; init; }

    /// <summary>How many parts of orders something is owed for.</summary>
    [SeenBy(Readers, DataClass.Commercial)]
    public required long? Parts { get; init; }

    /// <summary>Accepted, less returned, less paid, of the parts on which something is owed.</summary>
    [SeenBy(Readers, DataClass.Commercial)]
    public required long? OwedFen { get; init; }

    /// <summary>What of it is not due yet.</summary>
    [SeenBy(Readers, DataClass.Commercial)]
    public required long? NotDueFen { get; init; }

    /// <summary>1 to 30 days overdue.</summary>
    [SeenBy(Readers, DataClass.Commercial)]
    public required long? Overdue30Fen { get; init; }

    /// <summary>31 to 60 days overdue.</summary>
    [SeenBy(Readers, DataClass.Commercial)]
    public required long? Overdue60Fen { get; init; }

    /// <summary>More than 60 days overdue.</summary>
    [SeenBy(Readers, DataClass.Commercial)]
    public required long? OverdueMoreFen { get; init; }

    /// <summary>What was paid for parts beyond what is owed for them, in advance or before goods went back: the supplier has it.</summary>
    [SeenBy(Readers, DataClass.Commercial)]
    public required long? OverpaidFen { get; init; }

    /// <summary>
    /// What was paid in advance and is matched to no part (预付): owed, less overpaid, less this is the balance of the account.
    /// </summary>
    [SeenBy(Readers, DataClass.Commercial)]
    public required long? AdvanceFen { get; init; }

    /// <summary>
    /// What the unit has recorded as paid and the supplier says that it has not received; it is not taken off what is owed again.
    /// </summary>
    [SeenBy(Readers, DataClass.Commercial)]
    public required long? DisputedFen { get; init; }

    /// <summary>The earliest due day of what is owed; null when nothing is.</summary>
    public DateOnly? OldestDueOn { get; init; }

    internal static Ageing Of(AgeingSum sum, Viewers seenAs, Guid? counterpartId, string? name) => new()
    {
        SeenAs = seenAs,
        CounterpartId = counterpartId,
        CounterpartName = name,
        Parts = sum.Parts,
        OwedFen = sum.Owed,
        NotDueFen = sum.NotDue,
        Overdue30Fen = sum.Overdue30,
        Overdue60Fen = sum.Overdue60,
        OverdueMoreFen = sum.OverdueMore,
        OverpaidFen = sum.Overpaid,
        AdvanceFen = sum.Advance,
        DisputedFen = sum.Disputed,
        OldestDueOn = sum.OldestDueOn,
    };
}

using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <summary>
/// What the keeper of a station weighed and graded of a household's goods for a batch of a supplier. Written once and never changed; a
/// mistake is taken back by another. It is the keeper's word to the supplier: no stock, no order and no credit follows from it.
/// </summary>
public sealed class Intake
{
    /// <summary>Made by the device, so that what is sent again changes nothing.</summary>
    public required Guid IntakeId { get; init; }

    public required Guid NodeId { get; init; }

    /// <summary>The region of the station with its ancestors.</summary>
    public required string PathValue { get; init; }

    public required Guid BatchId { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>Who brought it; who that is stands apart, and can be erased.</summary>
    public required Guid HouseholdId { get; init; }

    /// <summary>Less than 0 when it takes back another.</summary>
    public required long WeightGrams { get; init; }

    /// <summary>Kilograms; less than 0 when it takes back another.</summary>
    public Quantity Weight => new(WeightGrams);

    /// <summary>As station and supplier call it, such as "一级".</summary>
    public required string Grade { get; init; }

    /// <summary>Of a kilogram.</summary>
    public required UnitPrice Price { get; init; }

    /// <summary>What the household is to get: weight times price, rounded once, half away from zero.</summary>
    public required long AmountFen { get; init; }

    /// <summary>When it was weighed, as the device says.</summary>
    public required DateTimeOffset TakenInAt { get; init; }

    /// <summary>The day on which it was weighed, in Asia/Shanghai.</summary>
    public required DateOnly Day { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>The one that it takes back; null when it takes back none.</summary>
    public Guid? Reverses { get; init; }

    /// <summary>Why it takes back another; null when it takes back none.</summary>
    public string? Reason { get; init; }

    /// <summary>Takes it back, on the day on which it was taken in.</summary>
    /// <exception cref="RuleBrokenException">It takes back another itself.</exception>
    public Intake Reverse(Guid id, string reason, DateTimeOffset now, string by) => Reverses is null
        ? new Intake
        {
            IntakeId = id,
            NodeId = NodeId,
            PathValue = PathValue,
            BatchId = BatchId,
            SupplierId = SupplierId,
            HouseholdId = HouseholdId,
            WeightGrams = -WeightGrams,
            Grade = Grade,
            Price = Price,
            AmountFen = -AmountFen,
            TakenInAt = TakenInAt,
            Day = Day,
            RecordedAt = now,
            RecordedBy = by,
            Reverses = IntakeId,
            Reason = reason,
        }
        : throw new RuleBrokenException(
            "is_reversal", "冲销记录不能再冲销，请重新登记。", "What takes back an intake is not taken back; record the intake anew.");

    /// <summary>Whether another says the same, so that it is the same sent again.</summary>
    public bool Says(Intake other) =>
        (NodeId, BatchId, HouseholdId, WeightGrams, Grade, Price, TakenInAt, Reverses)
        == (other.NodeId, other.BatchId, other.HouseholdId, other.WeightGrams, other.Grade, other.Price, other.TakenInAt, other.Reverses);
}

/// <summary>A household that brings goods to a station, and how it is paid: apart from the goods, and erasable.</summary>
public sealed class Household
{
    /// <summary>Made by the keeper's device.</summary>
    public required Guid HouseholdId { get; init; }

    /// <summary>The station that knows it.</summary>
    public required Guid NodeId { get; init; }

    /// <summary>Null once it is erased.</summary>
    public string? Name { get; private set; }

    /// <summary>Where it is paid, such as the number of a bank card; null when nobody said, and once it is erased.</summary>
    public string? Account { get; private set; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When name and account were erased; null while they are there.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>Says who it is.</summary>
    /// <exception cref="RuleBrokenException">It was erased.</exception>
    public void Describe(string name, string? account)
    {
        if (ErasedAt is { } erased)
        {
            throw new RuleBrokenException(
                "household_erased",
                $"该农户的信息已于 {BusinessDay.Text(erased)} 删除，请另行登记。",
                $"The household was erased at {BusinessDay.Text(erased)} (UTC+8); register it anew.");
        }

        (Name, Account) = (name, account);
    }

    /// <summary>Forgets who it is; what it brought stays.</summary>
    public void Erase(DateTimeOffset at) => (Name, Account, ErasedAt) = (null, null, ErasedAt ?? at);
}

/// <summary>A batch of a supplier as Catalog offered it.</summary>
public sealed class OfferedBatch
{
    public required Guid BatchId { get; init; }

    public required Guid ProductId { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>Where it grows, with the ancestors.</summary>
    public required string OriginPath { get; init; }

    /// <summary>In trade units, as the supplier stated it.</summary>
    public required Quantity Offered { get; init; }
}

/// <summary>What a product is called and traded in, as Catalog published it last.</summary>
public sealed class TradedProduct
{
    public required Guid ProductId { get; init; }

    /// <summary>The version that is kept; older ones are ignored.</summary>
    public required long Version { get; init; }

    public required string Name { get; init; }

    /// <summary>Whose product it is.</summary>
    public required Guid SupplierId { get; init; }

    public required string UnitName { get; init; }

    /// <summary>What a trade unit weighs; null when it is traded by the piece.</summary>
    public long? UnitGrams { get; init; }

    /// <summary>How many pieces a trade unit is; null when it is traded by weight.</summary>
    public int? UnitPieces { get; init; }

    /// <summary>Where it comes from, with the ancestors.</summary>
    public required string OriginPath { get; init; }

    /// <summary>How it is kept on its way unless its supplier says otherwise; null when it needs no temperature.</summary>
    public TemperatureClass? UsualClass { get; init; }
}

using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Tables;

namespace Marketplace.Ordering.Drafts;

/// <summary>What of typed lines was found, and what was not and why.</summary>
public sealed class DraftMatching(OrderingDb db, KnownBuyers buyers, TimeProvider clock)
{
    /// <summary>Lines of a draft, as many as entries; what was not found of them stays empty.</summary>
    /// <param name="unitId">Whose draft it is.</param>
    /// <param name="entries">As they were typed.</param>
    public async Task<IReadOnlyList<Matched>> MatchAsync(Guid unitId, IReadOnlyList<DraftEntry> entries, CancellationToken ct)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var products = await MatchProducts.ReadAsync(db, entries, ct);
        var docks = await MatchDocks.ReadAsync(db, buyers, unitId, BusinessDay.Of(clock.GetUtcNow()), ct);
        return [.. entries.Select(entry => Match(entry, products, docks))];
    }

    static Matched Match(DraftEntry entry, MatchProducts products, MatchDocks docks)
    {
        List<DraftFault> faults = [];
        var (listing, noProduct) = products.Of(entry);
        var (quantity, noQuantity) = entry.Quantity is { } typed
            ? TypedQuantity.Of(typed, entry.TradeUnit, listing?.Unit)
            : (null, new DraftFault("quantity", "quantity_missing", "请填写数量。", "Give the quantity."));
        var (unitId, dock, noDock) = docks.Of(entry);
        var (day, noDay) = DayOf(entry.DeliverOn);
        faults.AddRange(((DraftFault?[])[noProduct, noQuantity, noDock, noDay]).OfType<DraftFault>());
        return new Matched(listing?.ProductId, quantity, unitId, dock?.DockId, day, faults);
    }

    static (DateOnly? Day, DraftFault? Fault) DayOf(string? typed) => typed is null
        ? (null, new DraftFault("deliverOn", "day_missing", "请填写送达日期。", "Give the day of delivery."))
        : LenientFormats.Day(typed, out var day)
            ? (day, null)
            : (null, new DraftFault(
                "deliverOn", "day_invalid", $"“{typed}”不是日期，请填写如 2026-11-23。", $"\"{typed}\" is no day such as 2026-11-23."));

    /// <summary>What of a line was found.</summary>
    public sealed record Matched(
        Guid? ProductId, Quantity? Quantity, Guid? UnitId, Guid? DockId, DateOnly? DeliverOn, IReadOnlyList<DraftFault> Faults)
    {
        /// <summary>A line of it.</summary>
        public DraftLine ToLine(Guid draftId, int number, DraftEntry typed, int? row = null, string? sheet = null)
        {
            var line = new DraftLine { DraftId = draftId, LineNumber = number, Row = row, Sheet = sheet, Typed = typed };
            Fill(line);
            return line;
        }

        /// <summary>Puts what was found into a line.</summary>
        public void Fill(DraftLine line) => (line.ProductId, line.Quantity, line.UnitId, line.DockId, line.DeliverOn) =
            (ProductId, Quantity, UnitId, DockId, DeliverOn);
    }
}

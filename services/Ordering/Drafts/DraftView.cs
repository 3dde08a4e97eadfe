using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Listings;

namespace Marketplace.Ordering.Drafts;

/// <summary>A draft in a list.</summary>
public record DraftSummary
{
    public required Guid DraftId { get; init; }

    public required string Name { get; init; }

    /// <summary>Also the ETag, to be given back as If-Match.</summary>
    public required long Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The day on which it is forgotten, unless it is changed before.</summary>
    public required DateOnly ExpiresOn { get; init; }

    /// <summary>Null until it is ordered.</summary>
    public DateTimeOffset? OrderedAt { get; init; }

    /// <summary>The orders that were made of it, one for each unit; empty until then.</summary>
    public required IReadOnlyList<Guid> OrderIds { get; init; }

    internal static DraftSummary Of(Draft draft) => new()
    {
        DraftId = draft.DraftId,
        Name = draft.Name,
        Version = draft.Version,
        CreatedAt = draft.CreatedAt,
        ChangedAt = draft.ChangedAt,
        ExpiresOn = draft.ExpiresOn,
        OrderedAt = draft.OrderedAt,
        OrderIds = draft.OrderIds ?? [],
    };
}

/// <summary>A draft with its lines.</summary>
public sealed record DraftView : DraftSummary
{
    /// <summary>How many lines are not understood yet.</summary>
    public required int FaultyLines { get; init; }

    /// <summary>In the order of their numbers.</summary>
    public required IReadOnlyList<LineView> Lines { get; init; }

    /// <summary>A line: what was typed, what of it was found, and what was not and why.</summary>
    public sealed record LineView
    {
        /// <summary>By which it is mended and taken out.</summary>
        public required int LineNumber { get; init; }

        /// <summary>The row of the sheet that it was read from.</summary>
        public int? Row { get; init; }

        public string? Sheet { get; init; }

        /// <summary>As it was typed.</summary>
        public required DraftEntry Typed { get; init; }

        public Guid? ProductId { get; init; }

        public string? ProductName { get; init; }

        public Guid? SupplierId { get; init; }

        public string? SupplierName { get; init; }

        /// <summary>In the trade unit.</summary>
        public Quantity? Quantity { get; init; }

        public TradeUnit? TradeUnit { get; init; }

        public Guid? UnitId { get; init; }

        public string? UnitName { get; init; }

        public Guid? DockId { get; init; }

        public string? DockName { get; init; }

        public DateOnly? DeliverOn { get; init; }

        /// <summary>What has to be mended before it can be ordered; empty when all was found.</summary>
        public required IReadOnlyList<DraftFault> Faults { get; init; }
    }
}

/// <summary>Shows drafts.</summary>
public sealed class DraftViews(KnownOffers offers, KnownBuyers buyers, KnownDestinations destinations, DraftMatching matching)
{
    /// <summary>The draft as its unit sees it. What was not found is looked for again, and told with what may be meant.</summary>
    public async Task<DraftView> OfAsync(Draft draft, CancellationToken ct)
    {
        List<DraftLine> lines = [.. draft.Lines.OrderBy(line => line.LineNumber)];
        var (listings, suppliers) = await offers.OfAsync([.. lines.Select(line => line.ProductId).OfType<Guid>().Distinct()], ct);
        var units = await buyers.UnitsAsync(lines.Select(line => line.UnitId).OfType<Guid>().Distinct(), ct);
        var docks = await destinations.DocksAsync(lines.Select(line => line.DockId).OfType<Guid>().Distinct(), ct);
        var faults = await FaultsAsync(draft.UnitId, lines, ct);
        return new DraftView
        {
            DraftId = draft.DraftId,
            Name = draft.Name,
            Version = draft.Version,
            CreatedAt = draft.CreatedAt,
            ChangedAt = draft.ChangedAt,
            ExpiresOn = draft.ExpiresOn,
            OrderedAt = draft.OrderedAt,
            OrderIds = draft.OrderIds ?? [],
            FaultyLines = lines.Count(line => !line.IsComplete),
            Lines = [.. lines.Select(line => Of(line))],
        };

        DraftView.LineView Of(DraftLine line)
        {
            var listing = line.ProductId is { } productId ? listings.GetValueOrDefault(productId) : null;
            return new DraftView.LineView
            {
                LineNumber = line.LineNumber,
                Row = line.Row,
                Sheet = line.Sheet,
                Typed = line.Typed,
                ProductId = line.ProductId,
                ProductName = listing?.Name,
                SupplierId = listing?.SupplierId,
                SupplierName = listing is null ? null : suppliers.GetValueOrDefault(listing.SupplierId)?.Name,
                Quantity = line.Quantity,
                TradeUnit = listing?.Unit,
                UnitId = line.UnitId,
                UnitName = line.UnitId is { } unitId ? units.GetValueOrDefault(unitId)?.Name : null,
                DockId = line.DockId,
                DockName = line.DockId is { } dockId ? docks.GetValueOrDefault(dockId)?.Name : null,
                DeliverOn = line.DeliverOn,
                Faults = faults.GetValueOrDefault(line.LineNumber) ?? [],
            };
        }
    }

    /// <summary>What is wrong with lines that are not complete, by their numbers.</summary>
    public async Task<Dictionary<int, IReadOnlyList<DraftFault>>> FaultsAsync(
        Guid unitId, IReadOnlyList<DraftLine> lines, CancellationToken ct)
    {
        List<DraftLine> open = [.. lines.Where(line => !line.IsComplete)];
        var found = await matching.MatchAsync(unitId, [.. open.Select(line => line.Typed)], ct);
        return open.Zip(found, (line, matched) => (line.LineNumber, Faults: matched.Faults is [] ? [ToBeMended] : matched.Faults))
            .ToDictionary(line => line.LineNumber, line => line.Faults);
    }

    /// <summary>What was not found when it was typed can be found by now; that is told, and nothing is filled in by itself.</summary>
    static DraftFault ToBeMended { get; } = new(
        "product", "line_to_be_confirmed",
        "该行填写时未能识别，现已可识别，请重新提交该行以确认。",
        "This line was not understood when it was typed and can be by now; send it again to confirm it.");
}

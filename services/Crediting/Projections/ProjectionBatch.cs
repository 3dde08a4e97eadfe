using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;
using BuyerKey = (
    System.Guid Holder,
    string Posted,
    string Recognised,
    System.Guid Unit,
    Marketplace.Crediting.Domain.CreditMode Mode,
    Marketplace.Contracts.BuyerCapacity Capacity);
using PartyKey = (
    System.Guid Party,
    Marketplace.Crediting.Domain.PartyRole Role,
    string Posted,
    string Recognised,
    Marketplace.Contracts.Scheme Scheme,
    Marketplace.Contracts.PairingTier Tier,
    System.Guid Holder,
    Marketplace.Crediting.Domain.CreditMode Mode);
using ProductKey = (
    System.Guid Product,
    Marketplace.Contracts.ProductCategory Category,
    Marketplace.Contracts.ProcessingLevel Level,
    string Name,
    long? Grams,
    int? Pieces);

namespace Marketplace.Crediting.Projections;

/// <summary>
/// Sums up a stretch of the ledger. It looks only at what never changes, the entries and what their sales were recorded as, so that the
/// same entries always give the same sums, however they are cut into batches.
/// </summary>
public sealed class ProjectionBatch
{
    const int OrdersAtOnce = 5_000;

    readonly Dictionary<Guid, (string EastPath, string WestPath)> _flows = [];
    readonly Dictionary<(Guid Holder, string Posted, string Recognised, CreditMode Mode, SalesChannel Channel), Sum> _channels = [];
    readonly Dictionary<Guid, SoldProduct> _products = [];
    readonly Dictionary<ProductKey, Guid> _factIds = [];
    readonly Dictionary<(Guid Holder, string Posted, string Recognised, Guid Fact), Sum> _goods = [];
    readonly Dictionary<BuyerKey, Sum> _buyers = [];
    readonly Dictionary<PartyKey, Sum> _parties = [];

    /// <summary>Reads and sums up the entries after one, up to another.</summary>
    public static async Task<ProjectionBatch> ReadAsync(CreditingDb db, long after, long through, CancellationToken ct)
    {
        var entries = await EntriesAsync(db, after, through, ct);
        var orders = await OrdersBeforeAsync(db, entries, after, ct);
        var batch = new ProjectionBatch();
        foreach (var entry in entries)
        {
            batch.Add(entry, isFirstOfOrder: entry.Gives && orders.Add((entry.HolderId, entry.OrderId)));
        }

        return batch;
    }

    /// <summary>Adds the sums to those of the database.</summary>
    public async Task WriteAsync(CreditingDb db, CancellationToken ct)
    {
        await db.AddUpAsync(
            "quota_flows",
            ["flow_id"],
            [],
            ["east_path", "west_path"],
            [.. _flows.OrderBy(flow => flow.Key).Select(flow => (object[])[flow.Key, flow.Value.EastPath, flow.Value.WestPath])],
            ct);
        await db.AddUpAsync(
            "sold_products",
            ["fact_id"],
            [],
            ["product_id", "name", "category", "processing_level", "grams", "pieces"],
            [.. _products.Values.OrderBy(product => product.FactId).Select(product => (object?[])
            [
                product.FactId, product.ProductId, product.Name, product.Category.ToString(), product.ProcessingLevel.ToString(),
                    product.Grams, product.Pieces,
            ])],
            ct);
        await db.AddUpAsync(
            "channel_months",
            ["holder_id", "posting_period", "recognition_month", "mode", "channel"],
            ["amount_fen", "subsidised_fen", "entries"],
            [],
            [.. _channels.OrderBy(sum => sum.Key).Select(sum => (object[])
            [
                sum.Key.Holder, sum.Key.Posted, sum.Key.Recognised, sum.Key.Mode.ToString(), sum.Key.Channel.ToString(),
                sum.Value.Fen, sum.Value.SubsidisedFen, sum.Value.Entries,
            ])],
            ct);
        await db.AddUpAsync(
            "product_months",
            ["holder_id", "posting_period", "recognition_month", "fact_id"],
            ["amount_fen", "entries", "milligrams", "millipieces"],
            [],
            [.. _goods.OrderBy(sum => sum.Key).Select(sum => (object[])
            [
                sum.Key.Holder, sum.Key.Posted, sum.Key.Recognised, sum.Key.Fact,
                sum.Value.Fen, sum.Value.Entries, sum.Value.Milligrams, sum.Value.Millipieces,
            ])],
            ct);
        await db.AddUpAsync(
            "buyer_months",
            ["holder_id", "posting_period", "recognition_month", "unit_id", "mode", "capacity"],
            ["amount_fen", "entries", "orders", "designated_fen"],
            [],
            [.. _buyers.OrderBy(sum => sum.Key).Select(sum => (object[])
            [
                sum.Key.Holder, sum.Key.Posted, sum.Key.Recognised, sum.Key.Unit, sum.Key.Mode.ToString(), sum.Key.Capacity.ToString(),
                sum.Value.Fen, sum.Value.Entries, sum.Value.Orders, sum.Value.DesignatedFen,
            ])],
            ct);
        await db.AddUpAsync(
            "party_months",
            ["party_id", "role", "posting_period", "recognition_month", "scheme", "tier", "holder_id", "mode"],
            ["amount_fen", "subsidised_fen", "entries"],
            [],
            [.. _parties.OrderBy(sum => sum.Key).Select(sum => (object[])
            [
                sum.Key.Party, sum.Key.Role.ToString(), sum.Key.Posted, sum.Key.Recognised, sum.Key.Scheme.ToString(),
                sum.Key.Tier.ToString(), sum.Key.Holder, sum.Key.Mode.ToString(), sum.Value.Fen, sum.Value.SubsidisedFen, sum.Value.Entries,
            ])],
            ct);
    }

    void Add(Entry entry, bool isFirstOfOrder)
    {
        if (entry.Scheme == Scheme.Quota)
        {
            _flows[entry.HolderId] = (entry.EastPath, entry.WestPath);
        }

        var recognised = Month.Of(entry.RecognitionDate).ToString();
        At(_channels, (entry.HolderId, entry.PostingPeriod, recognised, entry.Mode, entry.Channel)).Add(entry);
        At(_goods, (entry.HolderId, entry.PostingPeriod, recognised, FactIdOf(entry))).Add(entry);
        var buyer = At(_buyers, (entry.HolderId, entry.PostingPeriod, recognised, entry.UnitId, entry.Mode, entry.Capacity));
        buyer.Add(entry);
        buyer.Orders += isFirstOfOrder ? 1 : 0;
        buyer.DesignatedFen += entry.Flags.HasFlag(CreditMarks.Designated) ? entry.AmountFen : 0;
        if (entry.Scheme == Scheme.Quota)
        {
            // R8 asks for the account of a unit and year; no other report adds the two up.
            At(_buyers, (entry.PairingId, entry.PostingPeriod, recognised, entry.UnitId, entry.Mode, entry.Capacity)).Add(entry);
        }

        foreach (var (party, role) in PartyMonth.PartiesOf(entry.Mode, entry.UnitId, entry.SupplierId, entry.FacilitatorId))
        {
            At(_parties, (party, role, entry.PostingPeriod, recognised, entry.Scheme, entry.Tier, entry.PairingId, entry.Mode)).Add(entry);
        }
    }

    Guid FactIdOf(Entry entry)
    {
        var key = (entry.ProductId, entry.Category, entry.ProcessingLevel, entry.ProductName, entry.TradeUnitGrams, entry.TradeUnitPieces);
        if (!_factIds.TryGetValue(key, out var id))
        {
            id = _factIds[key] = SoldProduct.IdOf(
                entry.ProductId, entry.ProductName, entry.Category, entry.ProcessingLevel, entry.TradeUnitGrams, entry.TradeUnitPieces);
            _products[id] = new SoldProduct
            {
                FactId = id,
                ProductId = entry.ProductId,
                Name = entry.ProductName,
                Category = entry.Category,
                ProcessingLevel = entry.ProcessingLevel,
                Grams = entry.TradeUnitGrams,
                Pieces = entry.TradeUnitPieces,
            };
        }

        return id;
    }

    /// <summary>Under what an entry is summed up.</summary>
    static Guid HolderOf(Scheme scheme, Guid pairingId, string eastPath, string westPath) =>
        scheme == Scheme.Quota ? QuotaFlow.IdOf(eastPath, westPath) : pairingId;

    static Sum At<TKey>(Dictionary<TKey, Sum> sums, TKey key)
        where TKey : notnull
    {
        if (!sums.TryGetValue(key, out var sum))
        {
            sum = sums[key] = new Sum();
        }

        return sum;
    }

    static Task<List<Entry>> EntriesAsync(CreditingDb db, long after, long through, CancellationToken ct) => (
        from entry in db.CreditEntries.IgnoreQueryFilters()
        join line in db.SaleLines.IgnoreQueryFilters()
            on new { entry.LineId, entry.AcceptanceNo, entry.ShareNo } equals new { line.LineId, line.AcceptanceNo, line.ShareNo }
        where entry.EntryNo > after && entry.EntryNo <= through
        orderby entry.EntryNo
        select new Entry
        {
            Scheme = entry.Scheme,
            Tier = entry.Tier,
            PairingId = entry.HolderId,
            EastPath = entry.EastPath,
            WestPath = entry.WestPath,
            Mode = entry.Mode,
            AmountFen = entry.AmountFen,
            SubsidisedFen = entry.SubsidisedFen,
            Quantity = entry.Quantity,
            RecognitionDate = entry.RecognitionDate,
            PostingPeriod = entry.PostingPeriod,
            Flags = entry.Flags,
            OrderId = line.PurchaseId,
            UnitId = line.UnitId,
            SupplierId = line.SupplierId,
            FacilitatorId = line.FacilitatorId,
            Channel = line.Channel,
            Capacity = line.Capacity,
            ProductId = line.ProductId,
            ProductName = line.ProductName,
            Category = line.Category,
            ProcessingLevel = line.ProcessingLevel,
            TradeUnitGrams = line.TradeUnitGrams,
            TradeUnitPieces = line.TradeUnitPieces,
        }).AsNoTracking().ToListAsync(ct);

    /// <summary>Which orders of the batch have been credited to which holder before: they are counted already.</summary>
    static async Task<HashSet<(Guid Holder, Guid Order)>> OrdersBeforeAsync(
        CreditingDb db, List<Entry> entries, long after, CancellationToken ct)
    {
        var before = new HashSet<(Guid, Guid)>();
        if (after == 0)
        {
            return before;
        }

        foreach (var orders in entries.Where(entry => entry.Gives).Select(entry => entry.OrderId).Distinct().Chunk(OrdersAtOnce))
        {
            var known = (
                from line in db.SaleLines.IgnoreQueryFilters()
                join entry in db.CreditEntries.IgnoreQueryFilters()
                    on new { line.LineId, line.AcceptanceNo, line.ShareNo } equals new { entry.LineId, entry.AcceptanceNo, entry.ShareNo }
                where orders.Contains(line.PurchaseId) && entry.EntryNo <= after && entry.AmountFen > 0
                select new { line.PurchaseId, entry.Scheme, entry.HolderId, entry.EastPath, entry.WestPath }).Distinct();
            await foreach (var credit in known.AsAsyncEnumerable().WithCancellation(ct))
            {
                before.Add((HolderOf(credit.Scheme, credit.HolderId, credit.EastPath, credit.WestPath), credit.PurchaseId));
            }
        }

        return before;
    }

    sealed class Sum
    {
        public long Fen { get; private set; }

        public long SubsidisedFen { get; private set; }

        public long Entries { get; private set; }

        public long Milligrams { get; private set; }

        public long Millipieces { get; private set; }

        public long Orders { get; set; }

        public long DesignatedFen { get; set; }

        public void Add(Entry entry)
        {
            Fen += entry.AmountFen;
            SubsidisedFen += entry.SubsidisedFen;
            Entries++;
            Milligrams += entry.Quantity.Thousandths * (entry.TradeUnitGrams ?? 0);
            Millipieces += entry.TradeUnitGrams is null ? entry.Quantity.Thousandths * (entry.TradeUnitPieces ?? 1) : 0;
        }
    }

    /// <summary>An entry with what its sale was recorded as.</summary>
    sealed class Entry
    {
        Guid? _holderId;

        public required Scheme Scheme { get; init; }

        public required PairingTier Tier { get; init; }

        public required Guid PairingId { get; init; }

        public required string EastPath { get; init; }

        public required string WestPath { get; init; }

        public required CreditMode Mode { get; init; }

        public required long AmountFen { get; init; }

        public required long SubsidisedFen { get; init; }

        /// <summary>In the trade unit of the line; signed as the amount is.</summary>
        public required Quantity Quantity { get; init; }

        public required DateOnly RecognitionDate { get; init; }

        public required string PostingPeriod { get; init; }

        public required CreditMarks Flags { get; init; }

        public required Guid OrderId { get; init; }

        public required Guid UnitId { get; init; }

        public required Guid SupplierId { get; init; }

        public required Guid? FacilitatorId { get; init; }

        public required SalesChannel Channel { get; init; }

        public required BuyerCapacity Capacity { get; init; }

        public required Guid ProductId { get; init; }

        public required string ProductName { get; init; }

        public required ProductCategory Category { get; init; }

        public required ProcessingLevel ProcessingLevel { get; init; }

        public required long? TradeUnitGrams { get; init; }

        public required int? TradeUnitPieces { get; init; }

        public Guid HolderId => _holderId ??= HolderOf(Scheme, PairingId, EastPath, WestPath);

        /// <summary>It gives credit, and with it counts its order.</summary>
        public bool Gives => AmountFen > 0;
    }
}

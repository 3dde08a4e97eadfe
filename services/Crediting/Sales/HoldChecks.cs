using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sales;

/// <summary>Hold checks (CR-14, CR-17): cold chain, suspicion, recall, batch over-draw, price. Keeps batch use and prices.</summary>
sealed class HoldChecks
{
    readonly RegistryFacts _registry;
    readonly CreditingDb _db;
    readonly Dictionary<Guid, BatchUsage> _batches;
    readonly Dictionary<Guid, List<PriceDay>> _prices;
    readonly ILookup<Guid, BenchmarkOverride> _overrides;
    readonly ILookup<Guid, SuspectParty> _suspects;
    readonly ILookup<Guid, RecalledBatch> _recalls;
    readonly Dictionary<Guid, ColdChainBreach> _breaches;
    readonly Dictionary<SaleLine, UnitPrice> _benchmarks = new(ReferenceEqualityComparer.Instance);

    /// <summary>All rows of the lines.</summary>
    readonly Dictionary<(Guid LineId, int AcceptanceNo), List<SaleLine>> _lines;

    /// <summary>The parts whose goods count as credited by region.</summary>
    readonly HashSet<(Guid LineId, int AcceptanceNo, int PartNo)> _credited;

    /// <summary>Rows that were split off, whose goods no batch covers.</summary>
    readonly HashSet<SaleLine> _uncovered = new(ReferenceEqualityComparer.Instance);

    HoldChecks(
        RegistryFacts registry,
        CreditingDb db,
        IEnumerable<SaleLine> rows,
        Dictionary<Guid, BatchUsage> batches,
        Dictionary<Guid, List<PriceDay>> prices,
        ILookup<Guid, BenchmarkOverride> overrides,
        ILookup<Guid, SuspectParty> suspects,
        ILookup<Guid, RecalledBatch> recalls,
        Dictionary<Guid, ColdChainBreach> breaches)
    {
        (_registry, _db, _batches, _prices, _overrides, _suspects, _recalls, _breaches) = (
            registry, db, batches, prices, overrides, suspects, recalls, breaches);
        _lines = rows.GroupBy(row => (row.LineId, row.AcceptanceNo))
            .ToDictionary(line => line.Key, line => line.OrderBy(row => row.ShareNo).ToList());
        _credited = [.. _lines.Values.SelectMany(line => line).Where(row => row.IsCreditedByRegion).Select(PartOf)];
    }

    public static async Task<HoldChecks> ReadAsync(LedgerWriter ledger, IReadOnlyCollection<SaleLine> lines, CancellationToken ct) =>
        await ReadAsync(ledger.Db, (await ledger.RegistryAsync(ct)).Registry, ledger.Today, lines, ct);

    /// <summary>Reads batches, prices, benchmarks and suspicions, without taking the ledger.</summary>
    public static async Task<HoldChecks> ReadAsync(
        CreditingDb db, RegistryFacts registry, DateOnly today, IReadOnlyCollection<SaleLine> lines, CancellationToken ct)
    {
        Guid[] batchIds = [.. lines.SelectMany(line => line.Batches).Select(batch => batch.BatchId).Distinct()];
        Guid[] productIds = [.. lines.Select(line => line.ProductId).Distinct()];
        Guid[] lineIds = [.. lines.Where(line => line.Source == SaleSource.Platform).Select(line => line.LineId).Distinct()];
        Guid[] parties = [.. lines.SelectMany(line => (Guid[])[line.UnitId, line.SupplierId]).Distinct()];
        if (lines.Count == 0)
        {
            productIds = batchIds = parties = [];
        }

        var first = lines.Count == 0
            ? today
            : lines.Min(line => line.RecognitionDate.AddDays(-registry.RuleSetOf(line).Parameters.BenchmarkDays));
        var last = lines.Count == 0 ? today : lines.Max(line => line.RecognitionDate);
        return new HoldChecks(
            registry,
            db,
            await WithSiblingsAsync(db, lines, ct),
            await db.BatchUsages.Where(batch => batchIds.Contains(batch.BatchId)).ToDictionaryAsync(batch => batch.BatchId, ct),
            (await db.PriceDays.Where(day => productIds.Contains(day.ProductId) && day.Day >= first && day.Day <= last).ToListAsync(ct))
                .GroupBy(day => day.ProductId).ToDictionary(group => group.Key, group => group.ToList()),
            (await db.BenchmarkOverrides.AsNoTracking()
                .Where(benchmarkOverride => productIds.Contains(benchmarkOverride.ProductId)).ToListAsync(ct)).ToLookup(
                    benchmarkOverride => benchmarkOverride.ProductId),
            (await db.SuspectParties.AsNoTracking()
                .Where(party => parties.Contains(party.PartyId)).ToListAsync(ct)).ToLookup(party => party.PartyId),
            (await db.RecalledBatches.AsNoTracking()
                .Where(batch => batchIds.Contains(batch.BatchId)).ToListAsync(ct)).ToLookup(batch => batch.BatchId),
            await db.ColdChainBreaches.AsNoTracking()
                .Where(breach => lineIds.Contains(breach.LineId)).ToDictionaryAsync(breach => breach.LineId, ct));
    }

    /// <summary>What to hold the sale for, null when for nothing; and whether its goods were credited before.</summary>
    public (CreditReason? Suspicion, bool IsResale) Evaluate(SaleLine line)
    {
        if (line.Charge != ChargeKind.Goods || line.AmountFen <= 0)
        {
            return (null, false);
        }

        var isResale = IsResale(line);
        return (WhyHeld(line, isResale), isResale);
    }

    /// <summary>The first reason to hold the sale for which both sides have not released it before (CR-17).</summary>
    CreditReason? WhyHeld(SaleLine line, bool isResale) =>
        Counts(line, CreditReason.ColdChainBreached) && BreachOf(line) is { Verdict: null } breach && breach.Covers(line)
            ? CreditReason.ColdChainBreached
        : Counts(line, CreditReason.Suspicion) && IsSuspect(line) ? CreditReason.Suspicion
        : Counts(line, CreditReason.BatchRecalled) && IsRecalled(line) ? CreditReason.BatchRecalled
        : Counts(line, CreditReason.BatchOverdraw) && !isResale && IsOverdrawn(line) ? CreditReason.BatchOverdraw
        : Counts(line, CreditReason.PriceAboveCeiling) && IsOverpriced(line, line.CurrentUnitPrice) ? CreditReason.PriceAboveCeiling
        : null;

    static bool Counts(SaleLine line, CreditReason reason) => !line.ReleasedFor.Contains(reason);

    /// <summary>
    /// Splits a line that overdraws its batches, before it is recorded: its rows keep what the batches still cover
    /// (CR-14). Nothing when they cover nothing of it. What is recorded as sold never changes, so a sale that earns
    /// credit only later is held as a whole.
    /// </summary>
    /// <param name="line">A row of the line.</param>
    /// <returns>The rows of what is not covered.</returns>
    public IReadOnlyList<SaleLine> SplitOverdrawn(SaleLine line)
    {
        var rows = RowsOf(line);
        var covered = Covered(line);
        if (covered.Sum() == 0)
        {
            return [];
        }

        var rests = SaleLine.Split(rows, covered);
        rows.AddRange(rests);
        _uncovered.UnionWith(rests);
        return rests;
    }

    /// <summary>Adds new sales, all rows of a part of a line, to the use of their batches and to the prices of their day.</summary>
    public void RecordSale(IReadOnlyList<SaleLine> part)
    {
        var line = part[0];
        if (!HasGoods(part))
        {
            return;
        }

        var isCredited = part.Any(row => row.IsCreditedByRegion);
        foreach (var (batch, taken) in TakenFrom(line))
        {
            if (!_batches.TryGetValue(batch.BatchId, out var usage))
            {
                usage = new BatchUsage { BatchId = batch.BatchId };
                _batches[batch.BatchId] = usage;
                _db.Add(usage);
            }

            if (batch.Declared is { } declared && batch.SupplierId == line.SupplierId)
            {
                usage.Declare(Base(line, declared.Thousandths));
            }

            usage.Add(IsOfItsSupplier(line, batch) ? taken : 0, isCredited ? taken : 0);
        }

        if (isCredited)
        {
            _credited.Add(PartOf(line));
        }

        AddPrice(line);
    }

    /// <summary>Corrects the use of the batches after the sale came to be credited by region, or ceased to be.</summary>
    public void Recount(SaleLine line)
    {
        var part = PartOf(line);
        var isCredited = RowsOf(line).Exists(row => row.PartNo == line.PartNo && row.IsCreditedByRegion);
        if (isCredited == _credited.Contains(part))
        {
            return;
        }

        foreach (var (batch, taken) in TakenFrom(line))
        {
            if (_batches.TryGetValue(batch.BatchId, out var usage))
            {
                usage.Add(0, isCredited ? taken : -taken);
            }
        }

        _ = isCredited ? _credited.Add(part) : _credited.Remove(part);
    }

    /// <summary>Goods went back: so much of the batches may be sold and credited again (CR-14).</summary>
    /// <param name="line">All rows of the line.</param>
    /// <param name="quantity">What went back of the line.</param>
    public void RecordReturn(IReadOnlyList<SaleLine> line, Quantity quantity)
    {
        if (!HasGoods(line))
        {
            return;
        }

        var parts = line.DistinctBy(row => row.PartNo).Select(row => (Row: row, Before: TakenFrom(row).ToList())).ToList();
        foreach (var row in line)
        {
            row.TakeGoodsBack(quantity);
        }

        foreach (var (row, before) in parts)
        {
            var isCredited = _credited.Contains(PartOf(row));
            foreach (var ((batch, was), (_, remains)) in before.Zip(TakenFrom(row)))
            {
                if (_batches.TryGetValue(batch.BatchId, out var usage))
                {
                    usage.Add(IsOfItsSupplier(row, batch) ? remains - was : 0, isCredited ? remains - was : 0);
                }
            }
        }
    }

    /// <summary>Opens the hold of a sale that is held.</summary>
    public void Hold(SaleLine line, LedgerWriter ledger)
    {
        if (line is { Status: SaleStatus.Held, HeldFor: { } reason })
        {
            _db.Add(HoldOf(line, reason, ledger.EventNo, ledger.Now, BenchmarkOf(line)));
        }
    }

    /// <summary>The price that the parties agreed on later is above the ceiling (CR-15, CR-17).</summary>
    public bool IsAboveCeiling(SaleLine line, UnitPrice price) => line.Charge == ChargeKind.Goods && IsOverpriced(line, price);

    /// <summary>Opens the hold of a price rise above the ceiling.</summary>
    /// <param name="line">The first row of the line.</param>
    /// <param name="riseId">The rise.</param>
    /// <param name="fen">By how much the line would be worth more.</param>
    /// <param name="ledger">The ledger.</param>
    public void HoldRise(SaleLine line, Guid riseId, long fen, LedgerWriter ledger) =>
        _db.Add(HoldOf(line, CreditReason.PriceAboveCeiling, ledger.EventNo, ledger.Now, BenchmarkOf(line), (riseId, fen)));

    /// <summary>What its price was compared with; null when it was not.</summary>
    UnitPrice? BenchmarkOf(SaleLine line) => _benchmarks.TryGetValue(line, out var price) ? price : null;

    /// <summary>The hold of a sale, or of a price rise.</summary>
    static Hold HoldOf(
        SaleLine line, CreditReason reason, long eventNo, DateTimeOffset now,
        UnitPrice? benchmark, (Guid Id, long Fen)? rise = null) => new()
        {
            HoldId = StableIds.Of($"hold/{line.LineId}/{line.AcceptanceNo}/{line.ShareNo}/{eventNo}"),
            PriceRiseId = rise?.Id,
            LineId = line.LineId,
            AcceptanceNo = line.AcceptanceNo,
            ShareNo = line.ShareNo,
            Reason = reason,
            ProductName = line.ProductName,
            UnitName = line.UnitName,
            SupplierName = line.SupplierName,
            UnitPath = line.UnitPath,
            OriginPath = line.OriginPath,
            AmountFen = rise?.Fen ?? line.NetFen,
            RecognitionDate = line.RecognitionDate,
            UnitPrice = rise is { Fen: var fen } ? SaleLine.PriceAfter(line, fen) : line.CurrentUnitPrice,
            Benchmark = benchmark,
            HeldAt = now,
        };

    /// <summary>The breach of its cold chain, found before it was accepted or after; null when there is none.</summary>
    public ColdChainBreach? BreachOf(SaleLine line) => _breaches.GetValueOrDefault(line.LineId);

    bool IsSuspect(SaleLine line) => _suspects[line.UnitId].Concat(_suspects[line.SupplierId])
        .Any(suspect => suspect.Holds(line.RecognitionDate, line.UnitPath, line.OriginPath));

    /// <summary>Some of it is of a batch that was called back when it was accepted.</summary>
    bool IsRecalled(SaleLine line) => line.Batches.Any(batch => _recalls[batch.BatchId].Any(recall => recall.Covers(line.AcceptedAt)));

    /// <summary>Sold by another than the supplier of the batch, whose goods were credited already: first recognised wins (CR-14).</summary>
    public bool IsResale(SaleLine line) => TakenFrom(line).Any(taken => !IsOfItsSupplier(line, taken.Batch)
        && (!_batches.TryGetValue(taken.Batch.BatchId, out var usage) || CreditedToOthers(line, taken) + taken.Base > usage.Sold));

    /// <summary>It takes more than its batches still cover (CR-14).</summary>
    public bool IsOverdrawn(SaleLine line) => _uncovered.Contains(line) || Covered(line).Sum() < line.TakenFromBatches().Sum();

    /// <summary>
    /// How much of what the part takes from each batch is still covered by what was declared, in thousandths of the trade unit.
    /// </summary>
    IReadOnlyList<long> Covered(SaleLine line) =>
    [
        .. TakenFrom(line).Zip(line.TakenFromBatches(), (taken, quantity) => taken.Batch.Declared is { } declared
            ? Math.Clamp((Base(line, declared.Thousandths) - CreditedToOthers(line, taken)) / Base(line, 1), 0, quantity)
            : quantity),
    ];

    /// <summary>What is credited of the batch besides this part of a line.</summary>
    long CreditedToOthers(SaleLine line, (BatchPart Batch, long Base) taken) => _batches.TryGetValue(taken.Batch.BatchId, out var usage)
        ? usage.Credited - (_credited.Contains(PartOf(line)) ? taken.Base : 0)
        : 0;

    static bool IsOfItsSupplier(SaleLine line, BatchPart batch) => batch.SupplierId is null || batch.SupplierId == line.SupplierId;

    bool IsOverpriced(SaleLine line, UnitPrice price)
    {
        var parameters = _registry.RuleSetOf(line).Parameters;
        if (BenchmarkPrice.On(
            line.RecognitionDate, parameters, _prices.GetValueOrDefault(line.ProductId) ?? [],
            _overrides[line.ProductId]) is not { } benchmark)
        {
            return false;
        }

        _benchmarks[line] = benchmark;
        return price.Yuan > parameters.PriceCeilingRatio * benchmark.Yuan;
    }

    void AddPrice(SaleLine line)
    {
        if (line.Accepted <= line.Free || line.Status == SaleStatus.Held)
        {
            return;
        }

        if (!_prices.TryGetValue(line.ProductId, out var days))
        {
            days = [];
            _prices[line.ProductId] = days;
        }

        var day = days.Find(known => known.Day == line.RecognitionDate);
        if (day is null)
        {
            day = new PriceDay { ProductId = line.ProductId, Day = line.RecognitionDate };
            days.Add(day);
            _db.Add(day);
        }

        day.Add(InPart(line.GrossFen), new Quantity(InPart((line.Accepted - line.Free).Thousandths)));

        long InPart(long whole) => line.IsSplit ? (long)((Int128)whole * line.PartQuantity.Thousandths / line.Accepted.Thousandths) : whole;
    }

    static bool HasGoods(IReadOnlyList<SaleLine> line) => line[0].Charge == ChargeKind.Goods && line.Any(row => row.AmountFen > 0);

    /// <summary>What the part takes of each batch, in thousandths of grams or pieces.</summary>
    static IEnumerable<(BatchPart Batch, long Base)> TakenFrom(SaleLine line) =>
        line.Batches.Zip(line.TakenFromBatches(), (batch, quantity) => (batch, Base(line, quantity)));

    static long Base(SaleLine line, long thousandths) => thousandths * (line.TradeUnitGrams ?? line.TradeUnitPieces ?? 1);

    static (Guid LineId, int AcceptanceNo, int PartNo) PartOf(SaleLine line) => (line.LineId, line.AcceptanceNo, line.PartNo);

    List<SaleLine> RowsOf(SaleLine line) => _lines[(line.LineId, line.AcceptanceNo)];

    /// <summary>The rows, and the other rows of their lines as the database has them.</summary>
    static async Task<IEnumerable<SaleLine>> WithSiblingsAsync(CreditingDb db, IReadOnlyCollection<SaleLine> rows, CancellationToken ct)
    {
        Guid[] incomplete =
        [
            .. rows.GroupBy(row => (row.LineId, row.AcceptanceNo))
                .Where(line => line.First().Shares > line.Count()).Select(line => line.Key.LineId).Distinct(),
        ];
        if (incomplete.Length == 0)
        {
            return rows;
        }

        var keys = rows.Select(row => row.Key).ToHashSet();
        var siblings = await db.SaleLines.IgnoreQueryFilters().Where(row => incomplete.Contains(row.LineId)).ToListAsync(ct);
        return rows.Concat(siblings.Where(row => !keys.Contains(row.Key)));
    }
}

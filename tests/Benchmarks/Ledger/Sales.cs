using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;

namespace Marketplace.Benchmarks.Ledger;

/// <summary>
/// Sales and returns day by day, with the skew of the volumes: a few pairings and products have most of it, 5 % are
/// weighed, 8 % are gift sets of several origins, 3 % come back (two thirds of them after their month was closed), 1.5 %
/// are held, two thirds are verified.
/// </summary>
sealed class Sales(Nation nation, RegistryFacts registry, long eventNo, int linesPerDay)
{
    const int LinesPerOrder = 4;

    readonly Random _random = new(7);
    readonly SortedDictionary<DateOnly, List<(SaleLine[] Shares, PostedSale[] Own)>> _coming = [];
    readonly Dictionary<DateOnly, long> _lastEntries = [];
    readonly Dictionary<Guid, SaleLine> _returned = [];
    long _entryNo;
    int _lineNo;

    public Batch Batch { get; private set; } = new();

    public DateTimeOffset LastPosted { get; private set; }

    /// <summary>Sales of which something went back after they were handed over to be written.</summary>
    public IReadOnlyList<SaleLine> Returned => [.. _returned.Values];

    public Batch TakeBatch()
    {
        var full = Batch;
        Batch = new Batch();
        return full;
    }

    /// <summary>The last entry of a day.</summary>
    public long LastEntryOf(DateOnly day) => _lastEntries.GetValueOrDefault(day);

    /// <summary>A day's acceptances, and what goes back on it.</summary>
    public void Trade(DateOnly day)
    {
        LastPosted = BusinessDay.StartOf(day).AddHours(12);
        var months = PostingMonths.ClosedThrough(Month.Of(day.AddDays(-10).AddMonths(-1)).ToString());
        for (var i = 0; i < linesPerDay; i += LinesPerOrder)
        {
            Order(day, months, Math.Min(LinesPerOrder, linesPerDay - i));
        }

        if (_coming.Remove(day, out var returns))
        {
            foreach (var (shares, own) in returns)
            {
                Return(day, months, shares, own);
            }
        }

        _lastEntries[day] = _entryNo;
    }

    void Order(DateOnly day, PostingMonths months, int lines)
    {
        var pairing = nation.DrawPairing(_random);

        // Some buy outside of the pairing of their county.
        var unit = _random.Next(100) < 85 ? UnitIn(pairing) : _random.Next(Nation.Units);
        var (order, shipment, acceptance) = (Fresh(12), Fresh(11), Fresh(10));
        for (var number = 1; number <= lines; number++)
        {
            Line(day, months, pairing, unit, (order, shipment, acceptance, number));
        }
    }

    int UnitIn(int pairing) => (_random.Next(Nation.Units / Nation.Counties) * Nation.Counties) + pairing;

    void Line(DateOnly day, PostingMonths months, int pairing, int unit, (Guid Order, Guid Shipment, Guid Acceptance, int Number) of)
    {
        var product = nation.DrawProduct(_random);
        var price = new UnitPrice((50_000 + (product * 37L % 2_000_000)) / 100 * 100);
        var exact = (decimal)Nation.DrawFen(_random) * 100 / price.TenThousandths;
        var quantity = _random.Next(100) < 5 ? Quantity.Of(decimal.Round(exact, 3) + 0.001m) : Quantity.Of(decimal.Ceiling(exact));
        var gross = Money.Of(quantity, price).Fen;
        var origins = _random.Next(100) < 8 ? _random.Next(3, 6) : 1;
        var parts = Splits.LargestRemainder(gross, [.. Enumerable.Repeat(1L, origins)]);
        var quantities = Splits.LargestRemainder(quantity.Thousandths, [.. Enumerable.Repeat(1L, origins)]);
        var isHeld = _random.Next(1_000) < 15;
        var isVerified = _random.Next(3) > 0;
        var lineId = Fresh(13);
        var shares = new SaleLine[origins];
        var own = new PostedSale[origins];
        for (var share = 0; share < origins; share++)
        {
            var county = Nation.WestCounty(share == 0 ? pairing : (pairing + (share * Nation.Cities)) % Nation.Counties);
            var line = shares[share] = Sale(
                day, lineId, (share + 1, origins), unit, product, price, quantity, (gross, parts[share], quantities[share]), of);
            line.Attribute(new Attribution
            {
                UnitPath = Nation.Seat(unit).Value,
                IsUnitCentral = false,
                IsUnitDesignated = unit % 20 == 0,
                UnitKind = UnitKind.School,
                UnitTree = $"/{Nation.UnitId(unit)}/",
                QuotaUnitId = unit % 5 == 0 ? null : Nation.UnitId(unit),
                OriginPath = county.Value,
                OriginName = $"区划{county.RegionId}",
                IsFormerPovertyCounty = true,
            }).Begin();
            var judgement = RuleBook.Judge(line, registry, isHeld ? CreditReason.PriceAboveCeiling : null);
            line.Decide(judgement);
            own[share] = new PostedSale(line, []);
            Post(Posting.Settle(own[share], judgement, new PostingContext(months, day, RuleSet.First.Version)));
            if (isVerified && !isHeld)
            {
                line.Verify(LastPosted, months.PeriodOf(day));
            }

            Batch.Lines.Add(line);
            if (line.Status == SaleStatus.Held)
            {
                Batch.Holds.Add(HoldOf(line, line.HeldFor!.Value));
            }
        }

        if (!isHeld && _random.Next(100) < 3)
        {
            // Two of three after the month was closed.
            var back = day.AddDays(_random.Next(3) == 0 ? _random.Next(1, 10) : _random.Next(45, 80));
            if (back <= FillLedger.LastDay)
            {
                (_coming.TryGetValue(back, out var list) ? list : _coming[back] = []).Add((shares, own));
            }
        }
    }

    void Return(DateOnly day, PostingMonths months, SaleLine[] shares, PostedSale[] own)
    {
        var quantity = new Quantity(Math.Max(1, shares[0].Accepted.Thousandths / _random.Next(1, 6)));
        var falls = SaleLine.Return(shares, quantity);
        for (var i = 0; i < shares.Length; i++)
        {
            Post(Posting.TakeBack(own[i], falls[i], EntryType.Return, new PostingContext(months, day, RuleSet.First.Version)));
            _returned[StableIds.Of($"{shares[i].LineId}/{shares[i].ShareNo}")] = shares[i];
        }

        Batch.Returns.Add(new ReturnRecord
        {
            ReturnId = Fresh(15),
            LineId = shares[0].LineId,
            AcceptanceNo = 1,
            Kind = ReturnKind.Return,
            Quantity = quantity,
            AmountFen = falls.Sum(),
            EventDate = day,
            Reason = "霉变",
        });
    }

    void Post(IEnumerable<EntryDraft> drafts) =>
        Batch.Entries.AddRange(drafts.Select(draft => draft.Post(++_entryNo, eventNo, LastPosted)));

    SaleLine Sale(
        DateOnly day,
        Guid lineId,
        (int No, int Count) share,
        int unit,
        int product,
        UnitPrice price,
        Quantity quantity,
        (long Gross, long Fen, long Thousandths) amounts,
        (Guid Order, Guid Shipment, Guid Acceptance, int Number) of) => new()
        {
            LineId = lineId,
            AcceptanceNo = 1,
            ShareNo = share.No,
            Shares = share.Count,
            EventNo = eventNo,
            PurchaseId = of.Order,
            PurchaseNumber = $"{day:yyyyMMdd}-{_lineNo:000000}",
            LineNumber = of.Number,
            ConfirmedAt = LastPosted.AddDays(-3),
            UnitId = Nation.UnitId(unit),
            UnitName = $"采购单位{unit}",
            SupplierId = Nation.SupplierId(product % 5_000),
            SupplierName = $"合作社{product % 5_000}",
            ProductId = Nation.ProductId(product),
            ListingVersion = 1,
            ProductName = $"产品{product}",
            Category = (ProductCategory)(1 + (product % 17)),
            ProcessingLevel = ProcessingLevel.Raw,
            RecognitionNumber = $"RZ-{product}",
            RecognitionFrom = new DateOnly(2020, 1, 1),
            RecognitionUntil = new DateOnly(2030, 12, 31),
            TradeUnit = "斤",
            TradeUnitGrams = 500,
            UnitPrice = price,
            Ordered = quantity,
            Dispatched = quantity,
            Accepted = quantity,
            Short = Quantity.Zero,
            Rejected = Quantity.Zero,
            GrossFen = amounts.Gross,
            AmountFen = amounts.Fen,
            ShareQuantity = new Quantity(amounts.Thousandths),
            AcceptanceId = of.Acceptance,
            AcceptedAt = LastPosted,
            AcceptedBy = "buyer-1",
            RecognitionDate = day,
            EvidenceId = of.Shipment,
            Waybill = $"SF{_lineNo:0000000000}",
            DispatchedAt = LastPosted.AddDays(-2),
            DeliveredAt = LastPosted.AddDays(-1),
            DeliveryPath = Nation.Seat(unit).Value,
            Batches = [new BatchPart(of.Shipment, quantity)],
            RuleSetVersion = RuleSet.First.Version,
            RecordedAt = LastPosted,
        };

    /// <summary>The hold of a sale.</summary>
    public static Hold HoldOf(SaleLine line, CreditReason reason) => new()
    {
        HoldId = StableIds.Of($"hold/{line.LineId}/{line.AcceptanceNo}/{line.ShareNo}"),
        LineId = line.LineId,
        AcceptanceNo = line.AcceptanceNo,
        ShareNo = line.ShareNo,
        Reason = reason,
        ProductName = line.ProductName,
        UnitName = line.UnitName,
        SupplierName = line.SupplierName,
        UnitPath = line.UnitPath,
        OriginPath = line.OriginPath,
        AmountFen = line.NetFen,
        RecognitionDate = line.RecognitionDate,
        UnitPrice = line.UnitPrice,
        HeldAt = line.RecordedAt,
    };

    /// <summary>In the order of their making, as ids of version 7 are.</summary>
    Guid Fresh(int kind) => Nation.Id(kind, ++_lineNo);
}

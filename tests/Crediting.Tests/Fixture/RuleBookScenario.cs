using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Tests.Fixture;

/// <summary>Sale lines for the rule book alone, and what it says of them in the notation of the cases.</summary>
static class RuleBookScenario
{
    public static SaleLine Line(
        string unit = "330211",
        string origin = "513430",
        string yuan = "10000.00",
        string confirmed = "2024-05-08",
        string accepted = "2024-05-10",
        string? delivered = null,
        Recognition? recognition = null,
        bool isRecognised = true,
        ProductCategory category = ProductCategory.Spice,
        bool isCentral = false,
        bool isDesignated = false,
        DateTimeOffset? acceptedAt = null,
        IReadOnlyList<BatchPart>? batches = null,
        long subsidisedFen = 0)
    {
        var fen = (long)(decimal.Parse(yuan, CultureInfo.InvariantCulture) * 100);
        var at = acceptedAt ?? Examples.Noon(accepted);
        var certificate = isRecognised ? recognition ?? Examples.Certified : null;
        return new SaleLine
        {
            LineId = Guid.CreateVersion7(),
            AcceptanceNo = 1,
            PurchaseId = Guid.CreateVersion7(),
            PurchaseNumber = "20240508-000123",
            LineNumber = 1,
            ConfirmedAt = Examples.Noon(confirmed),
            UnitId = Guid.CreateVersion7(),
            UnitName = "某单位",
            SupplierId = Guid.CreateVersion7(),
            SupplierName = "某合作社",
            ProductId = Guid.CreateVersion7(),
            ListingVersion = 1,
            ProductName = "某产品",
            Category = category,
            ProcessingLevel = ProcessingLevel.Raw,
            RecognitionNumber = certificate?.Number,
            RecognitionFrom = certificate?.ValidFrom,
            RecognitionUntil = certificate?.ValidUntil,
            TradeUnit = "斤",
            UnitPrice = UnitPrice.FromYuan(1),
            Ordered = new Quantity(fen * 10),
            Dispatched = new Quantity(fen * 10),
            Accepted = new Quantity(fen * 10),
            Short = Quantity.Zero,
            Rejected = Quantity.Zero,
            AmountFen = fen,
            SubsidisedFen = subsidisedFen,
            AcceptanceId = Guid.CreateVersion7(),
            AcceptedAt = at,
            AcceptedBy = "buyer-7",
            RecognitionDate = BusinessDay.Of(at),
            EvidenceId = Guid.CreateVersion7(),
            Waybill = "SF1234567890",
            DispatchedAt = at,
            DeliveredAt = at,
            DeliveryPath = Places.Path(delivered ?? unit).Value,
            Batches = batches ?? [],
            GrossFen = fen,
            ShareQuantity = new Quantity(fen * 10),
            RuleSetVersion = RuleBook.Version,
            RecordedAt = at,
        }.Attribute(new Attribution
        {
            UnitPath = Places.Path(unit).Value,
            IsUnitCentral = isCentral,
            IsUnitDesignated = isDesignated,
            OriginPath = Places.Path(origin).Value,
            OriginName = origin,
        }).Begin();
    }

    /// <summary>What the rule book says at each scheme and tier where credit arises by region.</summary>
    public static IReadOnlyList<TierDecision> Judge(SaleLine line, Pairings? pairings = null, RuleParameters? parameters = null) =>
        [.. RuleBook.Judge(line, Known(pairings, parameters)).Decisions
            .Where(decision => RuleBook.RegionTiers.Contains((decision.Scheme, decision.Tier)))];

    /// <summary>Decides the line and posts what that adds to what stands.</summary>
    public static List<CreditEntry> Post(
        SaleLine line, Pairings pairings, PostingMonths? months = null, IReadOnlyList<CreditEntry>? before = null)
    {
        var judgement = RuleBook.Judge(line, Known(pairings, null));
        line.Decide(judgement);
        var at = new PostingContext(months ?? PostingMonths.AllOpen, line.RecognitionDate, RuleBook.Version);
        var sale = new PostedSale(line, before ?? []);
        return [.. Posting.Settle(sale, judgement, at).Select(draft => draft.Post(sale.Entries.Count + 1, 1, line.AcceptedAt))];
    }

    static RegistryFacts Known(Pairings? pairings, RuleParameters? parameters) => new(
        pairings ?? FixturePairings.Known(), [], parameters is null ? [] : [new RuleSet(RuleBook.Version, DateOnly.MinValue, parameters)]);

    /// <summary>What a line is credited to in the notation of the cases: "P F01, C F02, K F03"; "–" for nothing.</summary>
    public static string CreditedTo(SaleLine line, Pairings? pairings = null, RuleParameters? parameters = null)
    {
        var credited = Judge(line, pairings, parameters).Where(decision => decision.Holder is not null)
            .Select(decision => $"{Letter(decision.Tier)} {FixturePairings.Name(decision.Holder!.Id)}").ToList();
        return credited.Count == 0 ? "–" : string.Join(", ", credited);
    }

    public static CreditReason Reason(SaleLine line, Scheme scheme, PairingTier tier, Pairings? pairings = null) =>
        Judge(line, pairings).Single(decision => decision.Scheme == scheme && decision.Tier == tier).Reason;

    public static string Letter(PairingTier tier) => tier switch
    {
        PairingTier.Province => "P",
        PairingTier.City => "C",
        PairingTier.County => "K",
        PairingTier.Unit => "U",
        _ => throw new ArgumentOutOfRangeException(nameof(tier)),
    };
}

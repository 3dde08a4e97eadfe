using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Corrections;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Holds;
using Marketplace.Crediting.Rules;
using Marketplace.Crediting.Voids;

namespace Marketplace.Crediting.Tests.Histories;

/// <summary>What becomes of a message that the ledger consumes.</summary>
enum ConsumeOutcome
{
    /// <summary>It has its effect, if only that it is known already.</summary>
    Done,

    /// <summary>Something that it refers to has not come yet.</summary>
    Waits,

    /// <summary>It doesn't fit what was sold.</summary>
    Refused,
}

/// <summary>
/// The rule book once more, written plainly from its text: it keeps all messages and decisions, and after each event it asks of every
/// share again what it is worth and to what it is credited. It shares no code with the ledger but the messages and the names of things.
/// </summary>
sealed partial class PlainModel
{
    readonly List<(PairingPublished Message, bool IsApproved)> _pairings = [];
    readonly List<(DesignationPublished Message, bool IsApproved)> _designations = [];
    readonly List<(UnitPublished Message, bool IsApproved)> _units = [];
    readonly List<(FacilitatorPublished Message, bool IsApproved)> _facilitators = [];
    readonly Dictionary<Guid, SupplierPublished> _suppliers = [];
    readonly Dictionary<string, RegionsPublished.Region> _regions = [];
    readonly HashSet<(Guid Unit, int Year)> _plans = [];
    readonly List<(int Version, DateOnly From, RuleParameters Parameters)> _rules = [(1, DateOnly.MinValue, RuleParameters.Default)];
    readonly List<BenchmarkSet> _benchmarks = [];
    readonly List<(Guid Product, DateOnly Day, long Fen, decimal Quantity)> _paid = [];
    readonly Dictionary<Guid, (Guid Party, DateOnly From, DateOnly? Until)> _suspicions = [];
    readonly HashSet<Guid> _returns = [];
    readonly HashSet<Guid> _papers = [];
    readonly Dictionary<Guid, (long Invoiced, long Paid)> _evidence = [];
    readonly Dictionary<Guid, SaleCorrectionProposed> _proposed = [];
    DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    public List<Share> Shares { get; } = [];

    /// <summary>What each pairing, designation or quota account has got in each posting period; and by month of recognition.</summary>
    public Dictionary<(Guid Holder, string Month), long> AsPosted { get; } = [];

    public Dictionary<(Guid Holder, string Month), long> Restated { get; } = [];

    /// <summary>This month and all before are closed.</summary>
    public string? ClosedThrough { get; private set; }

    public int NextRuleSet => _rules.Count + 1;

    public DateOnly Today => BusinessDay.Of(_now);

    /// <summary>Time never goes back in a ledger.</summary>
    public void Tick(DateTimeOffset at) => _now = at > _now ? at : _now;

    public bool IsClosed(DateOnly day) => ClosedThrough is not null && string.CompareOrdinal(MonthOf(day), ClosedThrough) <= 0;

    /// <summary>A message came, or something was decided.</summary>
    public ConsumeOutcome Apply(object what)
    {
        DateOnly? returned = null;
        switch (what)
        {
            case DeliveryAccepted sale:
                if (!IsReady(sale))
                {
                    return ConsumeOutcome.Waits;
                }

                var known = Shares.Count;
                Accept(sale);
                Settle();
                NotePaid(sale, Shares[known..]);
                break;
            case GoodsReturned goods:
                if (Return(goods) is not ConsumeOutcome.Done and var other)
                {
                    return other;
                }

                returned = BusinessDay.Of(goods.ConfirmedAt);
                break;
            case PairingPublished said when _pairings.TrueForAll(
                pairing => (pairing.Message.PairingId, pairing.Message.Version) != (said.PairingId, said.Version)):
                _pairings.Add((said, false));
                break;
            case DesignationPublished said when _designations.TrueForAll(
                designation => (designation.Message.DesignationId, designation.Message.Version) != (said.DesignationId, said.Version)):
                _designations.Add((said, false));
                break;
            case UnitPublished said when _units.TrueForAll(
                unit => (unit.Message.UnitId, unit.Message.Version) != (said.UnitId, said.Version)):
                _units.Add((said, false));
                break;
            case FacilitatorPublished said when _facilitators.TrueForAll(
                facilitator => (facilitator.Message.FacilitatorId, facilitator.Message.Version) != (said.FacilitatorId, said.Version)):
                _facilitators.Add((said, false));
                break;
            case SupplierPublished said when !_suppliers.TryGetValue(said.SupplierId, out var supplier) || supplier.Version < said.Version:
                _suppliers[said.SupplierId] = said;
                break;
            case QuotaPlanPublished said:
                _plans.Add((said.UnitId, said.Year));
                break;
            case RegionsPublished said:
                foreach (var region in said.Regions.Where(
                    region => !_regions.TryGetValue(region.RegionId, out var before) || before.Version < region.Version))
                {
                    _regions[region.RegionId] = region;
                }

                break;
            case InvoiceRecorded paper when _papers.Add(paper.InvoiceId):
                var (invoiced, paid) = _evidence.GetValueOrDefault(paper.PartId);
                _evidence[paper.PartId] = (invoiced + paper.AmountFen, paid);
                break;
            case PaymentRecorded paper when _papers.Add(paper.PaymentId):
                (invoiced, paid) = _evidence.GetValueOrDefault(paper.PartId);
                _evidence[paper.PartId] = (invoiced, paid + paper.AmountFen);
                break;
            case InvoiceReversed red when _papers.Add(red.RedInvoiceId):
                TakeBack(red.PartId, red.AmountFen, fenPaid: 0);
                break;
            case PaymentReversed reversal when _papers.Add(reversal.ReversalId):
                TakeBack(reversal.PartId, fenInvoiced: 0, reversal.AmountFen);
                break;
            case BenchmarkSet set:
                _benchmarks.Add(set);
                return ConsumeOutcome.Done;
            case SuspicionRaised raised:
                _suspicions[raised.SuspicionId] = (raised.PartyId, raised.From, null);
                return ConsumeOutcome.Done;
            case SuspicionCleared cleared:
                _suspicions[cleared.SuspicionId] = _suspicions[cleared.SuspicionId] with { Until = cleared.Until };
                return ConsumeOutcome.Done;
            case RuleSetFiled filed:
                _rules.Add((filed.Version, filed.EffectiveFrom, filed.Parameters));
                return ConsumeOutcome.Done;
            case SaleCorrectionProposed proposed:
                _proposed[proposed.CorrectionId] = proposed;
                return ConsumeOutcome.Done;
            case SaleVoided voided:
                Shares.Where(share => (share.LineId, share.AcceptanceNo) == (voided.LineId, voided.AcceptanceNo)).ToList()
                    .ForEach(share => share.State = SaleStatus.Voided);
                break;
            default:
                break;
        }

        Settle(returned);
        return ConsumeOutcome.Done;
    }

    public void Close(string month) => ClosedThrough = month;

    public void DecideHold(Hold hold, bool isReleased)
    {
        if (hold.PriceRiseId is null)
        {
            var share = Shares.Single(share => share.Is(hold.LineId, hold.AcceptanceNo, hold.ShareNo));
            share.State = isReleased ? SaleStatus.Released : SaleStatus.Rejected;
            if (isReleased)
            {
                share.ReleasedFor.Add(hold.Reason);
            }
        }
        else if (isReleased)
        {
            Raise([.. Shares.Where(share => (share.LineId, share.AcceptanceNo) == (hold.LineId, hold.AcceptanceNo))], hold.AmountFen);
        }

        Settle();
    }

    /// <summary>An official approves a version of the registry for the past, or another origin or region of a sale (CR-19).</summary>
    public void Approve(Correction correction)
    {
        Approve(_pairings, pairing => (pairing.PairingId, pairing.Version) == (correction.ObjectId, correction.ObjectVersion));
        Approve(
            _designations,
            designation => (designation.DesignationId, designation.Version) == (correction.ObjectId, correction.ObjectVersion));
        Approve(_units, unit => (unit.UnitId, unit.Version) == (correction.ObjectId, correction.ObjectVersion));
        Approve(
            _facilitators,
            facilitator => (facilitator.FacilitatorId, facilitator.Version) == (correction.ObjectId, correction.ObjectVersion));
        if (_proposed.TryGetValue(correction.CorrectionId, out var found))
        {
            var share = Shares.Single(item => item.Is(found.LineId, found.AcceptanceNo, found.ShareNo));
            var said = AttributionOf(share);
            var origin = found.OriginPath ?? said.Origin;
            share.ByHand = said with { Origin = origin, UnitPath = found.UnitPath ?? said.UnitPath, IsListed = IsListed(origin, share) };
        }

        Settle();
    }

    public bool Knows(Guid lineId, int acceptanceNo, int shareNo = 0) =>
        Shares.Exists(share => (share.LineId, share.AcceptanceNo) == (lineId, acceptanceNo) && (shareNo == 0 || share.ShareNo == shareNo));

    public bool IsVoided(Guid lineId, int acceptanceNo) =>
        Shares.Exists(share => (share.LineId, share.AcceptanceNo) == (lineId, acceptanceNo) && share.State == SaleStatus.Voided);

    public bool IsSuspicion(Guid id) => _suspicions.ContainsKey(id);

    public bool IsBenchmarkSet(Guid productId, DateOnly from) =>
        _benchmarks.Exists(benchmarkSet => (benchmarkSet.ProductId, benchmarkSet.ValidFrom) == (productId, from));

    static void Approve<T>(List<(T Message, bool IsApproved)> all, Func<T, bool> isMeant)
    {
        for (var i = 0; i < all.Count; i++)
        {
            all[i] = isMeant(all[i].Message) ? (all[i].Message, true) : all[i];
        }
    }

    /// <summary>Nothing takes effect before all is known that it refers to.</summary>
    bool IsReady(DeliveryAccepted sale) => sale.Lines.All(line => Knows(line.LineId, sale.AcceptanceNo))
        || (IsUnitReady(sale.UnitId)
            && (sale.Terms?.PrincipalUnitId is not { } principal || IsUnitReady(principal))
            && (sale.Terms?.Facilitation is not { } helper
                || _facilitators.Exists(facilitator => facilitator.Message.FacilitatorId == helper.FacilitatorId)));

    bool IsUnitReady(Guid id) => _units.Exists(unit => unit.Message.UnitId == id);

    void Accept(DeliveryAccepted sale)
    {
        foreach (var line in sale.Lines.Where(line => !Knows(line.LineId, sale.AcceptanceNo)).ToList())
        {
            var recognised = BusinessDay.Of(sale.AcceptedAt);
            var rules = _rules.Where(rule => rule.From <= recognised).OrderBy(rule => rule.From).ThenBy(rule => rule.Version).Last();
            var origins = line.Goods.Origins is { Count: > 0 } parts
                ? parts.OrderBy(part => part.ShareNo).ToList()
                : [new OriginPart
                {
                    ShareNo = 1,
                    Weight = 1,
                    OriginPath = line.Goods.OriginPath,
                    OriginName = line.Goods.OriginName,
                    Recognition = line.Goods.Recognition,
                }];
            var worth = Split(Worth(sale, line, rules.Parameters), origins.ConvertAll(part => part.Weight));
            var whole = new Left { Worth = worth.Sum(), Quantity = line.Accepted.Units, Price = line.Goods.UnitPrice.Yuan };
            Shares.AddRange(
                origins.Select((part, i) => new Share(sale, line, part, worth[i], rules.Version, rules.Parameters) { Whole = whole }));
        }
    }

    /// <summary>
    /// CR-02, CR-03: quantity times price, rounded once; less the supplier's discount, split by largest remainder; with the subsidy.
    /// </summary>
    static long Worth(DeliveryAccepted sale, DeliveryAccepted.Line line, RuleParameters rules)
    {
        var gross = Rounded((line.Accepted.Units - (line.Free?.Units ?? 0)) * line.Goods.UnitPrice.Yuan * 100);
        var discount = 0L;
        if (sale.Terms?.Discount is { } whole && whole.Lines.Any(item => item.GrossFen > 0))
        {
            var lines = whole.Lines.OrderBy(item => item.LineNumber).ToList();
            var at = lines.FindIndex(item => item.LineNumber == line.LineNumber);
            discount = Split(whole.AmountFen, lines.ConvertAll(item => item.GrossFen))[at];
            var ordered = lines[at].GrossFen;
            discount = ordered == 0 || gross >= ordered ? discount : Math.Min(gross, Rounded((decimal)discount * gross / ordered));
        }

        return gross - discount + (rules.SubsidyIncluded ? line.SubsidyFen ?? 0 : 0);
    }

    /// <summary>Asks of every share again what it is credited to, and posts what differs from before.</summary>
    /// <param name="returned">The day on which goods went back, when that is the event (CR-16).</param>
    void Settle(DateOnly? returned = null)
    {
        foreach (var share in Shares)
        {
            Decide(share);
            var now = share.IsHeld
                ? []
                : share.Wanted.ToDictionary(pair => (pair.Key.Scheme, pair.Key.Tier, pair.Value.Holder, pair.Value.Mode), _ => share.Net);
            foreach (var key in now.Keys.Union(share.Stands.Keys).ToList())
            {
                var differs = now.GetValueOrDefault(key) - share.Stands.GetValueOrDefault(key);
                if (differs != 0)
                {
                    // The first credit belongs to the month of its sale; whatever changes it later, to the month of that event (CR-16).
                    var isFirst = share.Ever.Add((key.Scheme, key.Tier));
                    Post(key.Holder, isFirst ? share.RecognisedOn : returned ?? Today, share.RecognisedOn, differs);
                }
            }

            share.Stands = now.Where(pair => pair.Value != 0).ToDictionary();
        }

        foreach (var shipment in Shares.GroupBy(share => share.Sale.ShipmentId))
        {
            var (invoiced, paid) = _evidence.GetValueOrDefault(shipment.Key);
            var worth = shipment.Sum(share => share.Net);
            if (_evidence.ContainsKey(shipment.Key) && invoiced >= worth && paid >= worth)
            {
                foreach (var share in shipment)
                {
                    share.VerifiedIn ??= IsClosed(share.RecognisedOn) ? Period(BusinessDay.Of(_now)) : MonthOf(share.RecognisedOn);
                }
            }
        }
    }

    /// <summary>CR-16: what evidence that is taken back does not cover any more is not verified any more.</summary>
    void TakeBack(Guid shipmentId, long fenInvoiced, long fenPaid)
    {
        var (invoiced, paid) = _evidence.GetValueOrDefault(shipmentId);
        _evidence[shipmentId] = (invoiced - fenInvoiced, paid - fenPaid);
        Share[] shares = [.. Shares.Where(share => share.Sale.ShipmentId == shipmentId)];
        if (Math.Min(invoiced - fenInvoiced, paid - fenPaid) < shares.Sum(share => share.Net))
        {
            Array.ForEach(shares, share => share.VerifiedIn = null);
        }
    }

    void Post(Guid holder, DateOnly day, DateOnly recognised, long fen)
    {
        AsPosted[(holder, Period(day))] = AsPosted.GetValueOrDefault((holder, Period(day))) + fen;
        Restated[(holder, MonthOf(recognised))] = Restated.GetValueOrDefault((holder, MonthOf(recognised))) + fen;
    }

    /// <summary>CR-16: the month of the day while it is open, else the earliest open month.</summary>
    string Period(DateOnly day) =>
        IsClosed(day) ? MonthOf(DateOnly.ParseExact($"{ClosedThrough}-01", "yyyy-MM-dd", null).AddMonths(1)) : MonthOf(day);
}

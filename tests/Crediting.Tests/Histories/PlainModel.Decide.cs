using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Tests.Histories;

/// <content>What a share is credited to, scheme by scheme and tier by tier.</content>
sealed partial class PlainModel
{
    /// <summary>CR-17: whether the share is held, and for what.</summary>
    void Decide(Share share)
    {
        var isAmbiguous = false;
        var isUnproved = false;
        share.Wanted = share.State is SaleStatus.Voided or SaleStatus.Rejected ? [] : Wanted(share, ref isAmbiguous, ref isUnproved);
        if (share.State is SaleStatus.Voided or SaleStatus.Rejected)
        {
            return;
        }

        CreditReason? held =
            share is { State: SaleStatus.Held, HeldFor: not CreditReason.AmbiguousPairing }
            && (isAmbiguous || share.Wanted.Count > 0) ? share.HeldFor
            : isAmbiguous && !share.ReleasedFor.Contains(CreditReason.AmbiguousPairing) ? CreditReason.AmbiguousPairing
            : share.Wanted.Count == 0 ? null
            : share.Net > 0 && share.Stands.Count == 0 && Doubt(share) is { } doubt ? doubt
            : isUnproved && !share.ReleasedFor.Contains(CreditReason.FacilitatorProofMissing) ? CreditReason.FacilitatorProofMissing
            : null;
        share.State = held is not null ? SaleStatus.Held : share.ReleasedFor.Count > 0 ? SaleStatus.Released : SaleStatus.Normal;
        share.HeldFor = held ?? share.HeldFor;
    }

    /// <summary>What speaks against a share that earns nothing so far.</summary>
    CreditReason? Doubt(Share share)
    {
        var day = share.RecognisedOn;
        if (!share.ReleasedFor.Contains(CreditReason.Suspicion)
            && _suspicions.Values.Any(row => (row.Party == share.Sale.UnitId || row.Party == share.Line.Goods.SupplierId)
            && row.From <= day
            && (row.Until is null || day < row.Until)))
        {
            return CreditReason.Suspicion;
        }

        return !share.ReleasedFor.Contains(CreditReason.PriceAboveCeiling)
            && Benchmark(share) is { } benchmark && share.Whole.Price > share.Rules.PriceCeilingRatio * benchmark
            ? CreditReason.PriceAboveCeiling
            : null;
    }

    /// <summary>
    /// CR-17: what was set for the product by the day of the share, else the average paid before, when enough is known; in yuan.
    /// </summary>
    decimal? Benchmark(Share share)
    {
        var (product, day) = (share.Line.Goods.ProductId, share.RecognisedOn);
        if (_benchmarks.Where(set => set.ProductId == product && set.ValidFrom <= day).MaxBy(set => set.ValidFrom) is { } found)
        {
            return found.Price.Yuan;
        }

        var paid = _paid.FindAll(sale => sale.Product == product && sale.Day >= day.AddDays(-share.Rules.BenchmarkDays) && sale.Day < day);
        return paid.Count < share.Rules.BenchmarkSalesMin
            ? null
            : Math.Round(paid.Sum(sale => sale.Fen) / 100m / paid.Sum(sale => sale.Quantity), 4, MidpointRounding.AwayFromZero);
    }

    /// <summary>What was paid for goods makes the benchmark of later days, unless the sale was held.</summary>
    void NotePaid(DeliveryAccepted sale, IReadOnlyList<Share> news)
    {
        foreach (var line in news.GroupBy(share => share.LineId))
        {
            var first = line.First();
            var quantity = first.Line.Accepted.Units - (first.Line.Free?.Units ?? 0);
            if ((first.Line.Goods.Charge ?? ChargeKind.Goods) == ChargeKind.Goods
                && line.Any(share => share.Amount > 0) && quantity > 0 && !first.IsHeld)
            {
                _paid.Add((
                    first.Line.Goods.ProductId, BusinessDay.Of(sale.AcceptedAt),
                    Rounded(quantity * first.Line.Goods.UnitPrice.Yuan * 100), quantity));
            }
        }
    }

    /// <summary>To what the share would be credited at each scheme and tier if nothing were held (CR-04 to CR-12).</summary>
    Dictionary<(Scheme Scheme, PairingTier Tier), (Guid Holder, CreditMode Mode)> Wanted(
        Share share, ref bool isAmbiguous, ref bool isUnproved)
    {
        var wanted = new Dictionary<(Scheme, PairingTier), (Guid, CreditMode)>();
        if ((share.Line.Goods.Charge ?? ChargeKind.Goods) != ChargeKind.Goods || share.Amount <= 0)
        {
            return wanted;
        }

        var said = AttributionOf(share);
        var terms = share.Sale.Terms;
        var capacity = terms?.Capacity ?? BuyerCapacity.OwnUse;
        var confirmed = BusinessDay.Of(share.Sale.ConfirmedAt);
        var isEligible = said.Origin is not null && share.Part.Recognition is { } certificate
            && certificate.ValidFrom <= confirmed && confirmed <= certificate.ValidUntil
            && share.Line.Goods.Category != ProductCategory.Other && !said.IsSuspended;

        if (isEligible && !(share.Rules.ExcludeOriginProvinceDelivery && Ids(share.Sale.DeliveryPath.Value)[0] == Ids(said.Origin!)[0]))
        {
            var west = share.Rules.WestAttribution == WestAttribution.SupplierRegistration
                && share.Line.Goods.SupplierRegistrationPath is { } registered
                ? registered.Value
                : said.Origin!;
            var buyer = capacity == BuyerCapacity.OwnUse && (!said.IsCentral || share.Rules.CentralUnitsCountForLocation)
                ? said.UnitPath
                : null;
            var isStaff = capacity == BuyerCapacity.Staff && terms?.Facilitation is null;
            var helper = isStaff ? said.UnitPath : said.HelperPath;
            helper = (isStaff ? said.IsCentral : said.IsHelperCentral) && !share.Rules.CentralUnitsCountForLocation ? null : helper;
            foreach (var scheme in (Scheme[])[Scheme.EastWest, Scheme.Counterpart])
            {
                foreach (var tier in (PairingTier[])[PairingTier.Province, PairingTier.City, PairingTier.County])
                {
                    var found = Match(scheme, tier, buyer, west, share);
                    var mode = CreditMode.DirectPurchase;
                    if (found.Count == 0)
                    {
                        found = Match(scheme, tier, helper, west, share);
                        mode = CreditMode.AssistedSale;
                    }

                    isAmbiguous |= found.Count > 1;
                    if (found.Count == 1)
                    {
                        wanted[(scheme, tier)] = (found[0], mode);
                    }
                }
            }
        }

        if (share.Part.Recognition is not null && said.Origin is { } origin)
        {
            var isDirect = Designation(said.Tree, origin, share) is not null;
            if ((Designation(said.Tree, origin, share) ?? Designation(said.HelperTree, origin, share)) is { } designation)
            {
                wanted[(Scheme.Designated, PairingTier.Unit)] =
                    (designation, isDirect && capacity == BuyerCapacity.OwnUse ? CreditMode.DirectPurchase : CreditMode.AssistedSale);
            }
        }

        if (isEligible && said.QuotaUnit is { } holder && capacity != BuyerCapacity.Resale && said.IsListed)
        {
            wanted[(Scheme.Quota, PairingTier.Unit)] = (QuotaAccounts.IdOf(holder, share.RecognisedOn.Year), CreditMode.DirectPurchase);
        }

        isUnproved = share.Rules.FacilitatorProofRequired && terms?.Facilitation is { } named && string.IsNullOrWhiteSpace(named.Proof)
            && wanted.Values.Any(row => row.Item2 == CreditMode.AssistedSale);
        return wanted;
    }
}

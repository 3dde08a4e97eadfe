using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Tests.Histories;

/// <content>What the registry says of the parties of a share.</content>
sealed partial class PlainModel
{
    /// <summary>CR-08, CR-09: the pairings that match best; several when they tie.</summary>
    List<Guid> Match(Scheme scheme, PairingTier tier, string? east, string west, Share share)
    {
        if (east is null)
        {
            return [];
        }

        var (day, confirmed) = (share.RecognisedOn, BusinessDay.Of(share.Sale.ConfirmedAt));
        var known = Known(_pairings, one => one.PairingId, one => one.Version, one => one.RegisteredAt, share.Sale.AcceptedAt);
        var easts = Ids(east).ToList();
        if (easts[^1] == TestRegistry.Zone && known.Any(one => one.EastPath.RegionId == TestRegistry.Zone && IsValid(one, day)))
        {
            easts.RemoveAt(easts.Count - 2);
        }

        var candidates = known
            .Where(one => one.Scheme == scheme && one.Tier == tier
                && easts.Contains(one.EastPath.RegionId) && Ids(west).Contains(one.WestPath.RegionId))
            .Select(one => (One: one, IsEnded: one.ValidTo <= day && day <= one.TransitionUntil && IsValid(one, confirmed)))
            .Where(one => one.IsEnded || IsValid(one.One, day))
            .OrderByDescending(one => one.One.EastPath.Depth).ThenByDescending(one => one.One.WestPath.Depth)
            .ToList();
        var best = candidates
            .Where(one => one.One.EastPath == candidates[0].One.EastPath && one.One.WestPath == candidates[0].One.WestPath).ToList();
        return [.. best.Where(one => one.IsEnded || !best.Exists(other => other.IsEnded)).Select(one => one.One.PairingId)];
    }

    static bool IsValid(PairingPublished one, DateOnly day) => one.ValidFrom <= day && (one.ValidTo is null || day < one.ValidTo);

    /// <summary>CR-10: the assignment of the nearest unit up the tree.</summary>
    Guid? Designation(List<Guid> tree, string origin, Share share)
    {
        var day = share.RecognisedOn;
        var known = Known(_designations, one => one.DesignationId, one => one.Version, one => one.RegisteredAt, share.Sale.AcceptedAt)
            .Where(one => one.CountyPath.RegionId == Ids(origin)[^1]
                && one.ValidFrom <= day
                && (one.ValidTo is null || day < one.ValidTo)).ToList();
        return tree.Select(unit => known.Find(one => one.UnitId == unit)).FirstOrDefault(one => one is not null)?.DesignationId;
    }

    /// <summary>What the registry says of the share's parties; what an official found goes before (CR-19).</summary>
    Attributed AttributionOf(Share share)
    {
        if (share.ByHand is { } found)
        {
            return found;
        }

        var (sale, day, accepted) = (share.Sale, share.RecognisedOn, share.Sale.AcceptedAt);
        var unit = UnitFor(sale.UnitId, accepted)!;
        if (sale.Terms?.PrincipalUnitId is { } other && UnitFor(other, accepted) is { } principal
            && (principal.Agents ?? []).Any(
                agent => agent.AgentId == sale.UnitId && agent.ValidFrom <= day && (agent.ValidTo is null || day < agent.ValidTo)))
        {
            unit = principal;
        }

        var tree = Tree(unit, accepted);
        var named = sale.Terms?.Facilitation is { } facilitation && facilitation.NamedAt <= sale.ConfirmedAt ? facilitation : null;
        var helper = named is null
            ? null
            : Known(_facilitators, one => one.FacilitatorId, one => one.Version, one => one.RegisteredAt, accepted).Find(
                one => one.FacilitatorId == named.FacilitatorId);
        List<UnitPublished> helpers = helper?.UnitId is { } id && UnitFor(id, accepted) is { } own ? Tree(own, accepted) : [];
        var quota = HasQuota(unit, day) ? unit
            : unit.Kind == UnitKind.TradeUnion && tree.Count > 1 && HasQuota(tree[1], day) ? tree[1]
            : null;
        var origin = share.Part.OriginPath?.Value;
        return new Attributed(
            PathOn(unit.Affiliations, day)!,
            tree.Exists(IsCentral),
            [.. Ids(tree)],
            quota?.UnitId,
            helper is null ? null : PathOn(helper.Registrations, day),
            helpers.Exists(IsCentral),
            [.. Ids(helpers)],
            _suppliers.TryGetValue(share.Line.Goods.SupplierId, out var supplier)
                && (supplier.Suspensions ?? []).Any(one => one.From <= BusinessDay.Of(sale.ConfirmedAt)
                    && (one.Until is null || BusinessDay.Of(sale.ConfirmedAt) < one.Until)),
            origin,
            IsListed(origin, share));
    }

    bool IsListed(string? origin, Share share) => origin is not null && _regions.TryGetValue(Ids(origin)[^1], out var county)
        && (county.FormerPovertyCounty ?? []).Any(one => one.ValidFrom <= BusinessDay.Of(share.Sale.ConfirmedAt)
            && (one.ValidTo is null || BusinessDay.Of(share.Sale.ConfirmedAt) < one.ValidTo));

    bool HasQuota(UnitPublished unit, DateOnly day) => unit.BudgetLevel is not null || _plans.Contains((unit.UnitId, day.Year));

    static bool IsCentral(UnitPublished unit) => unit.IsCentral || unit.BudgetLevel == BudgetLevel.Central;

    /// <summary>
    /// The version that was registered when the sale was accepted or is approved for it; of a unit that bought, at least the first.
    /// </summary>
    UnitPublished? UnitFor(Guid id, DateTimeOffset accepted) =>
        Known(_units, one => one.UnitId, one => one.Version, one => one.RegisteredAt, accepted).Find(one => one.UnitId == id)
        ?? _units.Select(one => one.Message).Where(one => one.UnitId == id).MinBy(one => one.Version);

    List<UnitPublished> Tree(UnitPublished unit, DateTimeOffset accepted) =>
        unit.ParentId is { } above && UnitFor(above, accepted) is { } parent ? [unit, .. Tree(parent, accepted)] : [unit];

    /// <summary>From the unit up; above the highest known one also that which it names.</summary>
    static IEnumerable<Guid> Ids(List<UnitPublished> tree) =>
        tree.Count == 0 ? [] : [.. tree.Select(unit => unit.UnitId), .. tree[^1].ParentId is { } above ? (Guid[])[above] : []];

    /// <summary>Of each object the newest version that counts for a sale accepted then (CR-19).</summary>
    static List<T> Known<T>(
        List<(T Message, bool IsApproved)> all, Func<T, Guid> id, Func<T, long> version,
        Func<T, DateTimeOffset?> registered, DateTimeOffset accepted)
        where T : class =>
        [
            .. all.Where(one => one.IsApproved || registered(one.Message) is null || registered(one.Message) <= accepted)
                .Select(one => one.Message).GroupBy(id).Select(versions => versions.MaxBy(version)!),
        ];

    static string? PathOn(IReadOnlyList<Affiliation> all, DateOnly day) =>
        all.FirstOrDefault(one => one.ValidFrom <= day && (one.ValidTo is null || day < one.ValidTo))?.Path.Value;

    static string[] Ids(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public static string MonthOf(DateOnly day) => $"{day.Year:0000}-{day.Month:00}";

    static long Rounded(decimal exact) => (long)Math.Round(exact, MidpointRounding.AwayFromZero);

    /// <summary>Largest remainder, ties to the lowest number (CR-03); one fen after the other.</summary>
    static List<long> Split(long total, List<long> weights)
    {
        var all = weights.Sum(weight => (decimal)weight);
        var exact = weights.ConvertAll(weight => total * (decimal)weight);
        var parts = exact.ConvertAll(one => (long)Math.Floor(one / all));
        while (parts.Sum() < total)
        {
            var next = Enumerable.Range(0, parts.Count).OrderByDescending(i => exact[i] - (parts[i] * all)).ThenBy(i => i).First();
            parts[next]++;
        }

        return parts;
    }

    /// <summary>What is known of the parties of a share.</summary>
    public sealed record Attributed(
        string UnitPath,
        bool IsCentral,
        List<Guid> Tree,
        Guid? QuotaUnit,
        string? HelperPath,
        bool IsHelperCentral,
        List<Guid> HelperTree,
        bool IsSuspended,
        string? Origin,
        bool IsListed);

    /// <summary>What of a whole line is left, from which returns are reckoned.</summary>
    public sealed class Left
    {
        public long Worth { get; set; }

        public decimal Quantity { get; set; }

        public decimal Returned { get; set; }

        /// <summary>What went back with goods, since the acceptance.</summary>
        public decimal Back { get; set; }

        /// <summary>The unit price in yuan after all cuts and rises.</summary>
        public decimal Price { get; set; }
    }

    /// <summary>A share of a line.</summary>
    public sealed class Share(
        DeliveryAccepted sale, DeliveryAccepted.Line line, OriginPart part, long amount, int ruleSet, RuleParameters rules)
    {
        public DeliveryAccepted Sale => sale;

        public DeliveryAccepted.Line Line => line;

        public OriginPart Part => part;

        public Guid LineId => line.LineId;

        public int AcceptanceNo => sale.AcceptanceNo;

        public int ShareNo => part.ShareNo;

        public long Amount { get; } = amount;

        public int RuleSet => ruleSet;

        public RuleParameters Rules => rules;

        public DateOnly RecognisedOn { get; } = BusinessDay.Of(sale.AcceptedAt);

        public long Net { get; set; } = amount;

        /// <summary>One for all shares of the line.</summary>
        public required Left Whole { get; init; }

        public SaleStatus State { get; set; } = SaleStatus.Normal;

        public CreditReason? HeldFor { get; set; }

        public bool IsHeld => State == SaleStatus.Held;

        public Attributed? ByHand { get; set; }

        public string? VerifiedIn { get; set; }

        public Dictionary<(Scheme Scheme, PairingTier Tier), (Guid Holder, CreditMode Mode)> Wanted { get; set; } = [];

        public Dictionary<(Scheme Scheme, PairingTier Tier, Guid Holder, CreditMode Mode), long> Stands { get; set; } = [];

        /// <summary>Where it was ever credited.</summary>
        public HashSet<(Scheme, PairingTier)> Ever { get; } = [];

        public bool Is(Guid lineId, int acceptanceNo, int shareNo) => (LineId, AcceptanceNo, ShareNo) == (lineId, acceptanceNo, shareNo);
    }
}

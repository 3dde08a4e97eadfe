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
        var known = Known(
            _pairings, pairing => pairing.PairingId, pairing => pairing.Version, pairing => pairing.RegisteredAt, share.Sale.AcceptedAt);
        var easts = Ids(east).ToList();
        if (easts[^1] == TestRegistry.Zone && known.Any(pairing => pairing.EastPath.RegionId == TestRegistry.Zone && IsValid(pairing, day)))
        {
            easts.RemoveAt(easts.Count - 2);
        }

        var candidates = known
            .Where(pairing => pairing.Scheme == scheme && pairing.Tier == tier
                && easts.Contains(pairing.EastPath.RegionId) && Ids(west).Contains(pairing.WestPath.RegionId))
            .Select(
                pairing => (One: pairing, IsEnded: pairing.ValidTo <= day && day <= pairing.TransitionUntil && IsValid(pairing, confirmed)))
            .Where(row => row.IsEnded || IsValid(row.One, day))
            .OrderByDescending(row => row.One.EastPath.Depth).ThenByDescending(row => row.One.WestPath.Depth)
            .ToList();
        var best = candidates
            .Where(candidate => candidate.One.EastPath == candidates[0].One.EastPath
                && candidate.One.WestPath == candidates[0].One.WestPath).ToList();
        return [.. best.Where(row => row.IsEnded || !best.Exists(other => other.IsEnded)).Select(row => row.One.PairingId)];
    }

    static bool IsValid(PairingPublished pairing, DateOnly day) =>
        pairing.ValidFrom <= day && (pairing.ValidTo is null || day < pairing.ValidTo);

    /// <summary>CR-10: the assignment of the nearest unit up the tree.</summary>
    Guid? Designation(List<Guid> tree, string origin, Share share)
    {
        var day = share.RecognisedOn;
        var known = Known(
            _designations, designation => designation.DesignationId, designation => designation.Version,
            designation => designation.RegisteredAt, share.Sale.AcceptedAt)
            .Where(designation => designation.CountyPath.RegionId == Ids(origin)[^1]
                && designation.ValidFrom <= day
                && (designation.ValidTo is null || day < designation.ValidTo)).ToList();
        return tree.Select(unit => known.Find(designation => designation.UnitId == unit))
            .FirstOrDefault(designation => designation is not null)?.DesignationId;
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
            : Known(_facilitators, facilitator => facilitator.FacilitatorId,
                facilitator => facilitator.Version, facilitator => facilitator.RegisteredAt, accepted).Find(
                    facilitator => facilitator.FacilitatorId == named.FacilitatorId);
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
                && (supplier.Suspensions ?? []).Any(suspension => suspension.From <= BusinessDay.Of(sale.ConfirmedAt)
                    && (suspension.Until is null || BusinessDay.Of(sale.ConfirmedAt) < suspension.Until)),
            origin,
            IsListed(origin, share));
    }

    bool IsListed(string? origin, Share share) => origin is not null && _regions.TryGetValue(Ids(origin)[^1], out var county)
        && (county.FormerPovertyCounty ?? []).Any(listing => listing.ValidFrom <= BusinessDay.Of(share.Sale.ConfirmedAt)
            && (listing.ValidTo is null || BusinessDay.Of(share.Sale.ConfirmedAt) < listing.ValidTo));

    bool HasQuota(UnitPublished unit, DateOnly day) => unit.BudgetLevel is not null || _plans.Contains((unit.UnitId, day.Year));

    static bool IsCentral(UnitPublished unit) => unit.IsCentral || unit.BudgetLevel == BudgetLevel.Central;

    /// <summary>
    /// The version that was registered when the sale was accepted or is approved for it; of a unit that bought, at least the first.
    /// </summary>
    UnitPublished? UnitFor(Guid id, DateTimeOffset accepted) =>
        Known(_units, unit => unit.UnitId, unit => unit.Version, unit => unit.RegisteredAt, accepted).Find(unit => unit.UnitId == id)
        ?? _units.Select(unit => unit.Message).Where(unit => unit.UnitId == id).MinBy(unit => unit.Version);

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
            .. all.Where(row => row.IsApproved || registered(row.Message) is null || registered(row.Message) <= accepted)
                .Select(row => row.Message).GroupBy(id).Select(versions => versions.MaxBy(version)!),
        ];

    static string? PathOn(IReadOnlyList<Affiliation> all, DateOnly day) =>
        all.FirstOrDefault(affiliation => affiliation.ValidFrom <= day
            && (affiliation.ValidTo is null || day < affiliation.ValidTo))?.Path.Value;

    static string[] Ids(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public static string MonthOf(DateOnly day) => $"{day.Year:0000}-{day.Month:00}";

    static long Rounded(decimal exact) => (long)Math.Round(exact, MidpointRounding.AwayFromZero);

    /// <summary>Largest remainder, ties to the lowest number (CR-03); one fen after the other.</summary>
    static List<long> Split(long total, List<long> weights)
    {
        var all = weights.Sum(weight => (decimal)weight);
        var exact = weights.ConvertAll(weight => total * (decimal)weight);
        var parts = exact.ConvertAll(item => (long)Math.Floor(item / all));
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

        /// <summary>What both sides have released it of.</summary>
        public HashSet<CreditReason> ReleasedFor { get; } = [];

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

using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <summary>承运商: an organisation that carries goods, as confirmed by the authority of the region in which it is registered.</summary>
public sealed class Carrier
{
    readonly List<CarrierRegion> _regions = [];

    Carrier()
    {
    }

    /// <summary>The "org" of its tokens.</summary>
    public Guid Id { get; private init; }

    public string Name { get; private set; } = "";

    /// <summary>统一社会信用代码: no two carriers that are registered have the same.</summary>
    public string CreditCode { get; private init; } = "";

    public string RegionId { get; private set; } = "";

    /// <summary>Where it is registered.</summary>
    public Region Region { get; private set; } = null!;

    /// <summary>Every region on the path of its own.</summary>
    public IReadOnlyList<CarrierRegion> Regions => _regions;

    /// <summary>The suppliers and units that it is or was related to, the oldest first.</summary>
    public IReadOnlyList<CarrierRelation> Relations { get; private set; } = [];

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<CarrierSuspension> Suspensions { get; private set; } = [];

    public DateTimeOffset RegisteredAt { get; private init; }

    /// <summary>The first day on which it is no longer registered; null while it is.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Why its registration ended.</summary>
    public string? EndReason { get; private set; }

    /// <summary>The document on which that rests.</summary>
    public string? EndDocument { get; private set; }

    /// <summary>Rises with each change.</summary>
    public long Version { get; private set; }

    public static Carrier Register(
        Guid id, string name, string creditCode, Region region, IEnumerable<Guid> relatedTo, DateTimeOffset at)
    {
        var carrier = new Carrier { Id = id, CreditCode = creditCode, RegisteredAt = at };
        carrier.Revise(name, region, relatedTo, BusinessDay.Of(at));
        return carrier;
    }

    /// <summary>Where it stands on a day.</summary>
    public CarrierState StateOn(DateOnly day) =>
        EndedOn is { } ended && day >= ended ? CarrierState.Ended
        : Suspensions.Any(suspension => suspension.IsInForceOn(day)) ? CarrierState.Suspended
        : CarrierState.Active;

    /// <summary>The organisations that it is related to on a day.</summary>
    public IEnumerable<Guid> RelatedOn(DateOnly day) => Relations
        .Where(relation => relation.From <= day && (relation.EndsBefore is not { } end || day < end))
        .Select(relation => relation.OrganisationId);

    /// <summary>True when the register has had the relation on any day from that one on.</summary>
    public bool IsRelatedSince(Guid organisationId, DateOnly day) => Relations.Any(relation =>
        relation.OrganisationId == organisationId && (relation.EndsBefore is not { } end || day < end));

    /// <summary>What it is as the carrier of a supplier's goods on a day: whether its record of a delivery counts (CR-01).</summary>
    public Carriage CarriageFor(Guid supplierId, DateOnly day) =>
        Id == supplierId ? Carriage.SuppliersOwn
        : StateOn(day) != CarrierState.Active ? Carriage.NotActive
        : IsRelatedSince(supplierId, day) ? Carriage.Related
        : Carriage.Independent;

    /// <summary>Changes what is on file; a relation counts from the day on which it is confirmed.</summary>
    public void Revise(string name, Region region, IEnumerable<Guid> relatedTo, DateOnly today)
    {
        var wanted = relatedTo.ToHashSet();
        var present = RelatedOn(today).ToHashSet();
        Relations =
        [
            .. Relations.Select(relation => relation.EndsBefore is null && !wanted.Contains(relation.OrganisationId)
                ? relation with { EndsBefore = today }
                : relation),
            .. wanted.Except(present).Select(organisationId => new CarrierRelation { OrganisationId = organisationId, From = today }),
        ];
        (Name, RegionId, Region) = (name, region.Id, region);
        Place();
        Version++;
    }

    /// <summary>Follows its region to where that is in the tree now.</summary>
    public void Place()
    {
        var ids = RegionPath.IdsIn([Region.PathValue]).ToHashSet();
        _regions.RemoveAll(row => !ids.Contains(row.RegionId));
        _regions.AddRange(ids.Except(_regions.Select(row => row.RegionId)).ToList()
            .Select(regionId => new CarrierRegion { RegionId = regionId, CarrierId = Id }));
    }

    /// <summary>Adds a suspension, numbered on.</summary>
    public void Suspend(CarrierSuspension suspension)
    {
        Suspensions = [.. Suspensions, suspension with { Number = Suspensions.Count + 1 }];
        Version++;
    }

    /// <summary>Ends a suspension of this carrier before its term.</summary>
    public void Lift(CarrierSuspension suspension, CarrierLifting lifting)
    {
        Suspensions = [.. Suspensions.Select(known => known.Number == suspension.Number ? known with { Lifting = lifting } : known)];
        Version++;
    }

    /// <summary>Ends its registration as of today. What it has been given to carry it still delivers.</summary>
    public void End(string reason, string document, DateOnly today)
    {
        (EndedOn, EndReason, EndDocument) = (today, reason, document);
        Version++;
    }

    /// <summary>409 when its registration has ended.</summary>
    /// <exception cref="RuleBrokenException">It has.</exception>
    public void RequireRegistered(string? field = null)
    {
        if (EndedOn is { } ended)
        {
            throw new RuleBrokenException(
                "carrier_ended",
                $"承运商“{Name}”已于 {ended:yyyy-MM-dd} 终止登记；请改用其他承运商，或由其重新申请登记。",
                $"The registration of this carrier ended on {ended:yyyy-MM-dd}: choose another, or let it apply anew.",
                field);
        }
    }

    /// <summary>409 unless it may be given goods on the day.</summary>
    /// <exception cref="RuleBrokenException">It is suspended, or its registration has ended.</exception>
    public void RequireActive(DateOnly day, string field)
    {
        RequireRegistered(field);
        if (Suspensions.FirstOrDefault(suspension => suspension.IsInForceOn(day)) is { } suspended)
        {
            throw new RuleBrokenException(
                "carrier_suspended",
                $"承运商“{Name}”暂停承运至 {suspended.Until:yyyy-MM-dd}；请改用其他承运商，或自行送货（carrierId 填供应商标识）。",
                $"This carrier is suspended until {suspended.Until:yyyy-MM-dd}: choose another, "
                + "or carry the goods yourself (carrierId is the supplier's id).",
                field);
        }
    }
}

/// <summary>Where a carrier stands on a day. One that has applied is a proposal until its region confirms it.</summary>
public enum CarrierState
{
    /// <summary>正常.</summary>
    Active = 1,

    /// <summary>暂停: it is given no goods, and what it delivers starts no clock.</summary>
    Suspended = 2,

    /// <summary>终止.</summary>
    Ended = 3,
}

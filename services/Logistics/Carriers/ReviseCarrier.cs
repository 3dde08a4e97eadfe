using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Regions;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Carriers;

/// <summary>
/// PUT /logistics/carriers/{carrierId}. Name, region and relations, once the region has confirmed them, and when it moves also the region
/// that it comes to. An official of the region adds a relation that was concealed without asking the carrier; that one has ended only the
/// carrier proposes, since the region's own suppliers would gain by it (CR-01).
/// </summary>
public static class ReviseCarrier
{
    public sealed record Request : IChecked
    {
        public required string Name { get; init; }

        /// <summary>Where it is registered.</summary>
        public required string RegionId { get; init; }

        /// <summary>All suppliers and units that it is related to, from today on; absent when there are none.</summary>
        public IReadOnlyList<Guid>? RelatedTo { get; init; }

        /// <summary>The document that the change rests on.</summary>
        public string? Document { get; init; }

        public void Check(Checks check) => check.Carrier(Name, RegionId, RelatedTo, Document);
    }

    public static void Map(RouteGroupBuilder carriers) => carriers.MapPut("/{carrierId:guid}", HandleAsync)
        .WithName(nameof(ReviseCarrier)).WithSummary("变更承运商 Change, or propose to change, a carrier")
        .For(Roles.Carrier, Roles.Official).Decided(DecidedBy.Sides);

    static async Task<Results<EtagOk<CarrierView>, Accepted<ProposalView>>> HandleAsync(
        Guid carrierId, Request request, IfMatch ifMatch, LogisticsDb db, Caller caller, Proposer<LogisticsDb> proposer,
        TimeProvider clock, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var carrier = await db.LockCarrierAsync(carrierId, ct);
        var matter = ToMatter(carrier, await db.CurrentRegionNamedAsync(request.RegionId, "regionId", ct));
        if (caller.Has(Roles.Carrier) && caller.Org != carrierId)
        {
            throw Refusals.NotYours();
        }

        ifMatch.Require(carrier.Version);
        var today = BusinessDay.Of(clock.GetUtcNow());
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(ReviseCarrier), $"{carrierId}", new Revision<Request>(carrierId, carrier.Version, request), request.Document, "document",
            matter,
            () =>
            {
                RequireNoneRemovedByOffice(carrier, request, caller, today);
                return ReviseAsync(carrier, request, db, today, ct);
            },
            ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return proposal is null ? Etag.Ok(CarrierView.Of(carrier, caller, today), carrier.Version) : proposer.Waits(proposal);
    }

    /// <summary>Changes what its regions have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Revision<Request> revision, IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<LogisticsDb>();
        var carrier = await db.LockCarrierAsync(revision.ObjectId, ct);
        revision.Require(carrier.Version);
        await ReviseAsync(carrier, revision.Request, db, BusinessDay.Of(services.GetRequiredService<TimeProvider>().GetUtcNow()), ct);
        return CarrierRegister.LocationOf(carrier.Id);
    }

    /// <summary>The carrier, the region in which it is registered, and when it moves the one that it comes to.</summary>
    static Matter ToMatter(Carrier carrier, Region region)
    {
        var registered = carrier.Region.PathValue;
        List<Side> sides = [new("carrier", registered, carrier.Id), new("region", registered)];
        if (carrier.RegionId != region.Id)
        {
            sides.Add(new("to", region.PathValue));
        }

        return new Matter(sides);
    }

    static void RequireNoneRemovedByOffice(Carrier carrier, Request request, Caller caller, DateOnly today)
    {
        if (caller.Has(Roles.Official) && carrier.RelatedOn(today).Except(request.RelatedTo ?? []).Any())
        {
            throw new ForbiddenException(
                "relation_is_the_carriers",
                "主管部门不能自行解除关联关系：请在 relatedTo 中保留现有关联；关系终止的，由承运商提出、主管部门确认。",
                "An office does not end a relation by itself: keep those that there are in relatedTo. "
                + "When one has ended the carrier proposes it, and the office confirms.");
        }
    }

    static async Task ReviseAsync(Carrier carrier, Request request, LogisticsDb db, DateOnly today, CancellationToken ct)
    {
        carrier.RequireRegistered();
        carrier.Revise(
            request.Name, await db.CurrentRegionNamedAsync(request.RegionId, "regionId", ct), request.RelatedTo ?? [], today);
        db.Publish(carrier);
    }
}

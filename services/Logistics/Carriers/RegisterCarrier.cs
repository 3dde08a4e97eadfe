using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Regions;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Carriers;

/// <summary>
/// POST /logistics/carriers → CarrierPublished. A carrier applies, or a supplier for a fleet of its own, and is registered once the
/// authority of the region in which it is registered has confirmed it, with the relations that it states.
/// </summary>
public static class RegisterCarrier
{
    public sealed record Request : IChecked
    {
        /// <summary>The "org" of its tokens.</summary>
        public required Guid CarrierId { get; init; }

        public required string Name { get; init; }

        /// <summary>统一社会信用代码, 18 characters.</summary>
        public required string CreditCode { get; init; }

        /// <summary>Where it is registered.</summary>
        public required string RegionId { get; init; }

        /// <summary>
        /// The suppliers and units whose own fleet it is, or with which it is under one control; absent when there are none. A supplier
        /// that applies names itself.
        /// </summary>
        public IReadOnlyList<Guid>? RelatedTo { get; init; }

        /// <summary>The licence that it rests on.</summary>
        public string? Document { get; init; }

        public void Check(Checks check)
        {
            check.NewId(CarrierId, "carrierId");
            check.That(
                SocialCreditCode.IsValid(CreditCode),
                "creditCode",
                "credit_code_invalid",
                "不是有效的统一社会信用代码：须为 18 位，末位校验码须相符；请照营业执照填写。",
                "This is no social credit code: it has 18 characters, of which the last is a check; copy it from the licence.");
            check.Carrier(Name, RegionId, RelatedTo, Document);
        }
    }

    public static void Map(RouteGroupBuilder carriers) => carriers.MapPost("/", HandleAsync)
        .WithName(nameof(RegisterCarrier)).WithSummary("登记承运商 Apply for, or register, a carrier")
        .For(Roles.Carrier, Roles.Supplier, Roles.Official).Decided(DecidedBy.Sides).RequireIdempotencyKey<LogisticsDb>();

    static async Task<Results<EtagCreated<CarrierView>, Accepted<ProposalView>>> HandleAsync(
        Request request, LogisticsDb db, Caller caller, Proposer<LogisticsDb> proposer, TimeProvider clock, CancellationToken ct)
    {
        Require(request, caller);
        var region = await db.CurrentRegionNamedAsync(request.RegionId, "regionId", ct);
        List<Side> sides = [new("carrier", region.PathValue, request.CarrierId), new("region", region.PathValue)];
        if (caller.Has(Roles.Supplier))
        {
            sides.Add(new("supplier", region.PathValue, caller.Org));
        }

        Carrier? carrier = null;
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(RegisterCarrier), $"{request.CarrierId}", request, request.Document, "document", new Matter(sides),
            async () => carrier = await RegisterAsync(request, db, clock, ct), ct);
        await db.SaveChangesAsync(ct);
        return proposal is null
            ? Etag.Created(
                CarrierRegister.LocationOf(carrier!.Id), CarrierView.Of(carrier, caller, BusinessDay.Of(carrier.RegisteredAt)),
                carrier.Version)
            : proposer.Waits(proposal);
    }

    /// <summary>Registers the carrier that the authority of its region has confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Request request, IServiceProvider services, CancellationToken ct)
    {
        await RegisterAsync(request, services.GetRequiredService<LogisticsDb>(), services.GetRequiredService<TimeProvider>(), ct);
        return CarrierRegister.LocationOf(request.CarrierId);
    }

    /// <summary>A carrier applies for itself, a supplier for what it says is its own.</summary>
    static void Require(Request request, Caller caller)
    {
        if (caller.Has(Roles.Carrier) && caller.Org != request.CarrierId)
        {
            throw Refusals.NotYours();
        }

        if (caller.Has(Roles.Supplier) && request.RelatedTo?.Any(related => related == caller.Org) != true)
        {
            throw new ForbiddenException(
                "not_your_organisation",
                "供应商只能为自有车队申请登记：请在 relatedTo 中填写本供应商的标识；其他承运商由其自行申请。",
                "A supplier applies for a fleet of its own only, and names itself in relatedTo; other carriers apply themselves.");
        }
    }

    static async Task<Carrier> RegisterAsync(Request request, LogisticsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Carriers.AnyAsync(known => known.CreditCode == request.CreditCode && known.EndedOn == null, ct))
        {
            throw new RuleBrokenException(
                "credit_code_taken",
                "该统一社会信用代码已有承运商登记，请核对；若已登记，请直接使用该承运商。",
                "A carrier with this social credit code is registered already; check the code, or use that carrier.",
                "creditCode");
        }

        var carrier = Carrier.Register(
            request.CarrierId, request.Name, request.CreditCode, await db.CurrentRegionNamedAsync(request.RegionId, "regionId", ct),
            request.RelatedTo ?? [], clock.NowToTheMillisecond());
        db.Add(carrier);
        db.Publish(carrier);
        return carrier;
    }
}

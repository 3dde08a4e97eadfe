using Marketplace.Contracts;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.PurchasingUnits.Pairings;

/// <summary>POST /units/pairings → PairingPublished, once both sides have confirmed it.</summary>
public static class RegisterPairing
{
    public sealed record Request : IChecked
    {
        public required Guid PairingId { get; init; }

        /// <summary>EastWest or Counterpart: the schemes that pair regions.</summary>
        public required Scheme Scheme { get; init; }

        /// <summary>Province, City or County, as filed: a district may be paired with a prefecture.</summary>
        public required PairingTier Tier { get; init; }

        public required string EastRegionId { get; init; }

        public required string WestRegionId { get; init; }

        public required DateOnly ValidFrom { get; init; }

        /// <summary>First day on which it is no longer valid; absent while open.</summary>
        public DateOnly? ValidTo { get; init; }

        /// <summary>Last day on which sales confirmed while it was valid still count (CR-09).</summary>
        public DateOnly? TransitionUntil { get; init; }

        public string? SourceDocument { get; init; }

        public void Check(Checks check)
        {
            check.NewId(PairingId, "pairingId");
            check.That(
                Tier != PairingTier.Unit,
                "tier",
                "unit_tier_not_supported",
                "单位的定点帮扶请在定点帮扶（designations）中登记；此处登记省、市、县层级的地区结对。",
                "A county assigned to a unit is registered as a designation; here regions are paired, at province, city or county tier.");
            check.That(
                Scheme is Scheme.EastWest or Scheme.Counterpart,
                "scheme",
                "scheme_pairs_no_regions",
                "定点帮扶和预留份额针对单位而非地区；地区结对请选择东西部协作或对口支援。",
                "Designated support and quotas concern units, not regions; choose EastWest or Counterpart for a pairing of regions.");
            check.RegionId(EastRegionId, "eastRegionId");
            check.RegionId(WestRegionId, "westRegionId");
            check.Day(ValidFrom, RegistryDays.First, RegistryDays.Last, "validFrom");
            check.EndAfter(ValidFrom, ValidTo);
            check.Terms(ValidTo, TransitionUntil, SourceDocument);
        }
    }

    public static void Map(RouteGroupBuilder pairings) => pairings.MapPost("/", HandleAsync)
        .WithName(nameof(RegisterPairing)).WithSummary("登记结对关系 Register a pairing")
        .For(Roles.Official).Decided(DecidedBy.Sides).RequireIdempotencyKey<UnitsDb>();

    static async Task<Results<EtagCreated<PairingView>, Accepted<ProposalView>>> HandleAsync(
        Request request, UnitsDb db, Proposer<UnitsDb> proposer, Registrar registrar, CancellationToken ct)
    {
        var pairing = await OfAsync(request, db, ct);
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(RegisterPairing), $"{pairing.Id}", request, request.SourceDocument, "sourceDocument", pairing.ToMatter(),
            () => RegisterAsync(pairing, db, registrar, ct), ct);
        await db.SaveChangesAsync(ct);
        return proposal is null
            ? Etag.Created(LocationOf(pairing.Id), PairingView.Of(pairing), pairing.Version)
            : proposer.Waits(proposal);
    }

    /// <summary>Registers what both sides have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Request request, IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<UnitsDb>();
        await RegisterAsync(await OfAsync(request, db, ct), db, services.GetRequiredService<Registrar>(), ct);
        return LocationOf(request.PairingId);
    }

    internal static string LocationOf(Guid pairingId) => $"/units/pairings/{pairingId}";

    /// <summary>The pairing of a request, not registered yet.</summary>
    internal static async Task<Pairing> OfAsync(Request request, UnitsDb db, CancellationToken ct)
    {
        var east = await db.RegionNamedAsync(request.EastRegionId, request.ValidTo, "eastRegionId", ct);
        var west = await db.RegionNamedAsync(request.WestRegionId, request.ValidTo, "westRegionId", ct);
        if (new RegionPath(east.Path).IsWithin(west.Id) || new RegionPath(west.Path).IsWithin(east.Id))
        {
            throw new InvalidRequestException(
                "parties_not_apart",
                "westRegionId",
                "结对双方不能是同一地区，也不能一方位于另一方之内。",
                "The parties must be two regions, neither of which lies in the other.");
        }

        return Pairing.Register(
            request.PairingId,
            request.Scheme,
            request.Tier,
            east,
            west,
            request.ValidFrom,
            new Pairing.Terms(request.ValidTo, request.TransitionUntil, request.SourceDocument));
    }

    /// <summary>Registers the pairing, whether it comes alone or on a list.</summary>
    internal static async Task RegisterAsync(Pairing pairing, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        await db.MustNotOverlapAsync(pairing, ct);
        db.Add(pairing);
        registrar.PublishChange(pairing, before: null, pairing.SourceDocument);
    }
}

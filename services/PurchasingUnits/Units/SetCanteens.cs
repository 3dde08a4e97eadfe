using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>
/// PUT /units/purchasing-units/{unitId}/canteens → UnitPublished. How the unit runs its canteen over time:
/// own, none, outsourced or shared.
/// </summary>
public static class SetCanteens
{
    const int StatesMax = 50;

    public sealed record Request : IChecked
    {
        /// <summary>All of them, ordered by day, without overlap.</summary>
        public required IReadOnlyList<CanteenState> Canteens { get; init; }

        public string? Document { get; init; }

        public void Check(Checks check)
        {
            check.Canteens(Canteens);
            check.DocumentOrNone(Document);
        }
    }

    public static void Map(RouteGroupBuilder units) => units.MapPut("/{unitId:guid}/canteens", HandleAsync)
        .WithName(nameof(SetCanteens)).WithSummary("填报食堂情况 Say how a unit runs its canteen over time")
        .For(Roles.Purchaser, Roles.Approver, Roles.Official).Decided(DecidedBy.Sides);

    static async Task<Results<EtagOk<UnitView>, Accepted<ProposalView>>> HandleAsync(
        [AsParameters] OwnUnit own, Request request, IfMatch ifMatch, UnitsDb db, Proposer<UnitsDb> proposer, Registrar registrar,
        CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var unit = await db.UnitAsync(own.UnitId, ct);
        ifMatch.Require(unit.Version);
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(SetCanteens), $"{unit.Id}", new Revision<Request>(unit.Id, unit.Version, request), request.Document, "document",
            await MatterOfAsync(unit, request, db, ct),
            () => SetAsync(unit, request, db, registrar, ct), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return proposal is null ? Etag.Ok(UnitView.Of(unit), unit.Version) : proposer.Waits(proposal);
    }

    /// <summary>Changes what those whom it concerns have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Revision<Request> revision, IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<UnitsDb>();
        var unit = await db.UnitNamedAsync(revision.ObjectId, "unitId", ct);
        revision.Require(unit.Version);
        await SetAsync(unit, revision.Request, db, services.GetRequiredService<Registrar>(), ct);
        return RegisterUnit.LocationOf(unit.Id);
    }

    /// <summary>Its region confirms it, and so does each unit that is to file for it.</summary>
    static async Task<Matter> MatterOfAsync(PurchasingUnit unit, Request request, UnitsDb db, CancellationToken ct)
    {
        List<Side> sides = [unit.Itself, unit.ItsRegion];
        foreach (var (state, index) in request.Canteens.Select((state, index) => (state, index)))
        {
            if (state.RepresentativeUnitId is { } representativeId && representativeId != unit.Id
                && !unit.Canteens.Any(known => known.RepresentativeUnitId == representativeId)
                && sides.TrueForAll(side => side.Organisation != representativeId))
            {
                var representative = await db.UnitNamedAsync(representativeId, $"canteens[{index}].representativeUnitId", ct);
                sides.Add(representative.Named($"representative {index}"));
            }
        }

        return new Matter(sides);
    }

    /// <summary>Changes the unit, whether that comes alone or on a list.</summary>
    internal static async Task SetAsync(PurchasingUnit unit, Request request, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        await RepresentativesMustFileAsync(db, request.Canteens, unit.Id, ct);
        var before = UnitView.Of(unit);
        unit.RunCanteens(request.Canteens);
        unit.CountVersion();
        registrar.PublishChange(unit, before, request.Document);
    }

    extension(Checks check)
    {
        internal void Canteens(IReadOnlyList<CanteenState> canteens)
        {
            check.Count(canteens.Count, 0, StatesMax, "canteens", "食堂情况", "states");
            check.Each(canteens, "canteens", static (state, check) =>
            {
                check.RegistryDay(state.ValidFrom, "validFrom");
                check.RegistryDayOrNone(state.ValidTo, "validTo");
                check.EndsAfter(state.ValidFrom, state.ValidTo, "validTo");
                check.That(
                    (state.Kind == CanteenKind.Shared) == (state.RepresentativeUnitId is not null),
                    "representativeUnitId",
                    "representative_only_when_shared",
                    "共用食堂须填写代表单位，其他情况不填。",
                    "A shared canteen needs the unit that files for all; other kinds have none.");
            });
            for (var i = 1; i < canteens.Count; i++)
            {
                check.That(
                    canteens[i - 1].ValidTo is { } end && end <= canteens[i].ValidFrom,
                    $"canteens[{i}].validFrom",
                    "canteens_overlap",
                    "食堂情况须按日期排列且不得重叠；前一段须先终止。",
                    "The states must be ordered by day without overlap; each must end before the next begins.");
            }
        }
    }

    /// <summary>Makes sure that a unit that files for others exists and doesn't let another file for it.</summary>
    static async Task RepresentativesMustFileAsync(UnitsDb db, IReadOnlyList<CanteenState> canteens, Guid ownId, CancellationToken ct)
    {
        foreach (var (state, index) in canteens.Select((state, index) => (state, index)))
        {
            if (state.RepresentativeUnitId is not { } representativeId || representativeId == ownId)
            {
                continue;
            }

            var representative = await db.UnitNamedAsync(representativeId, $"canteens[{index}].representativeUnitId", ct);
            if (representative.CanteenOn(state.ValidFrom) is { Kind: CanteenKind.Shared } other
                && other.RepresentativeUnitId != representativeId)
            {
                throw new RuleBrokenException(
                    "representative_shares_too",
                    $"{representative.Name} 自己也由其他单位代表填报，不能作为代表单位。",
                    $"Another unit files for {representative.Name} too, so it can't file for others.",
                    $"canteens[{index}].representativeUnitId");
            }
        }
    }
}

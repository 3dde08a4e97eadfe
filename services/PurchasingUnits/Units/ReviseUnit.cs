using Marketplace.Contracts;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Designations;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>
/// PUT /units/purchasing-units/{unitId} → UnitPublished, also of the units below that thereby become central or cease to be.
/// </summary>
public static class ReviseUnit
{
    public sealed record Request : IChecked
    {
        public required string Name { get; init; }

        /// <summary>The unit above; absent to make the unit the top of a tree.</summary>
        public Guid? ParentId { get; init; }

        public required bool IsPairingDesignated { get; init; }

        /// <summary>The document that the change rests on.</summary>
        public string? Document { get; init; }

        public void Check(Checks check)
        {
            check.Text(Name, "name", max: 100);
            check.DocumentOrNone(Document);
        }
    }

    public static void Map(RouteGroupBuilder units) => units.MapPut("/{unitId:guid}", HandleAsync)
        .WithName(nameof(ReviseUnit)).WithSummary("变更采购单位 Change a purchasing unit's name, parent or designation")
        .For(Roles.Purchaser, Roles.Official).Decided(DecidedBy.Sides);

    static async Task<Results<EtagOk<UnitView>, Accepted<ProposalView>>> HandleAsync(
        [AsParameters] OwnUnit own, Request request, IfMatch ifMatch, UnitsDb db, Proposer<UnitsDb> proposer, Registrar registrar,
        CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockTreeAsync(ct);
        var unit = await db.UnitAsync(own.UnitId, ct);
        ifMatch.Require(unit.Version);
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(ReviseUnit), $"{unit.Id}", new Revision<Request>(unit.Id, unit.Version, request), request.Document, "document",
            await MatterOfAsync(unit, request, db, ct),
            () => ReviseAsync(unit, request, db, registrar, ct), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return proposal is null ? Etag.Ok(UnitView.Of(unit), unit.Version) : proposer.Waits(proposal);
    }

    /// <summary>Changes what those whom it concerns have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Revision<Request> revision, IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<UnitsDb>();
        await db.LockTreeAsync(ct);
        var unit = await db.UnitNamedAsync(revision.ObjectId, "unitId", ct);
        revision.Require(unit.Version);
        await ReviseAsync(unit, revision.Request, db, services.GetRequiredService<Registrar>(), ct);
        return RegisterUnit.LocationOf(unit.Id);
    }

    /// <summary>Its name is the unit's own affair; whether it is designated its region confirms, and a parent also itself.</summary>
    static async Task<Matter> MatterOfAsync(PurchasingUnit unit, Request request, UnitsDb db, CancellationToken ct)
    {
        List<Side> sides = [unit.Itself];
        if (request.IsPairingDesignated != unit.IsPairingDesignated || request.ParentId != unit.ParentId)
        {
            sides.Add(unit.ItsRegion);
        }

        if (request.ParentId != unit.ParentId)
        {
            if (await db.ParentNamedAsync(request.ParentId, ct) is { } parent)
            {
                sides.Add(parent.Named("parent"));
            }

            if (await db.ParentNamedAsync(unit.ParentId, ct) is { } former)
            {
                sides.Add(former.Named("formerParent"));
            }
        }

        return new Matter(sides);
    }

    /// <summary>Changes the unit, whether that comes alone or on a list. The tree must be locked.</summary>
    internal static async Task ReviseAsync(PurchasingUnit unit, Request request, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        var before = UnitView.Of(unit);
        unit.Revise(request.Name, request.IsPairingDesignated);
        if (request.ParentId != unit.ParentId)
        {
            await HangUnderAsync(unit, await db.ParentNamedAsync(request.ParentId, ct), request.Document, db, registrar, ct);
        }

        registrar.PublishChange(unit, before, request.Document);
        foreach (var designation in (await db.DesignationsOfAsync(unit.Id, ct)).Where(known => known.UnitName != unit.Name))
        {
            var designated = DesignationView.Of(designation);
            designation.Refresh(unit.Name, designation.CountyName, designation.CountyPath, registrar.Now);
            registrar.PublishChange(designation, designated, request.Document);
        }
    }

    static async Task HangUnderAsync(
        PurchasingUnit unit, PurchasingUnit? parent, string? document, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        if (parent is not null && unit.IsAbove(parent))
        {
            throw new RuleBrokenException(
                "unit_tree_cycle",
                "不能挂在本单位或其下级单位之下，请选择其他上级单位。",
                "A unit can't hang under itself or a unit below it; choose another parent.",
                "parentId");
        }

        var below = await db.BelowAsync(unit, ct);
        if (parent?.HasRoomFor(unit.LevelsWith(below)) == false)
        {
            throw UnitReferences.TreeTooDeep();
        }

        var before = below.ToDictionary(other => other.Id, UnitView.Of);
        foreach (var changed in unit.MoveUnder(parent, below))
        {
            registrar.PublishChange(changed, before[changed.Id], document);
        }
    }
}

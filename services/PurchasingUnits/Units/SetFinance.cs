using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>
/// PUT /units/purchasing-units/{unitId}/finance → UnitPublished, also of the units below that thereby become central or cease to be.
/// Whose budget the unit spends, and to whom it files its quota.
/// </summary>
public static class SetFinance
{
    public sealed record Request : IChecked
    {
        /// <summary>The level of the budget that it spends; absent when it has none.</summary>
        public BudgetLevel? BudgetLevel { get; init; }

        /// <summary>The finance division (财政) that its quota is filed under.</summary>
        public string? FinanceDivision { get; init; }

        /// <summary>主管部门.</summary>
        public string? Department { get; init; }

        public string? Document { get; init; }

        public void Check(Checks check)
        {
            check.TextOrNone(FinanceDivision, "financeDivision", max: 100);
            check.TextOrNone(Department, "department", max: 100);
            check.DocumentOrNone(Document);
        }
    }

    public static void Map(RouteGroupBuilder units) => units.MapPut("/{unitId:guid}/finance", HandleAsync)
        .WithName(nameof(SetFinance)).WithSummary("填报预算级次与主管部门 Say whose budget a unit spends and to whom it files")
        .For(Roles.Purchaser, Roles.Approver, Roles.Official).Decided(DecidedBy.Sides);

    static async Task<Results<EtagOk<UnitView>, Accepted<ProposalView>>> HandleAsync(
        [AsParameters] OwnUnit own, Request request, IfMatch ifMatch, UnitsDb db, Proposer<UnitsDb> proposer, Registrar registrar,
        CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockTreeAsync(ct);
        var unit = await db.UnitAsync(own.UnitId, ct);
        ifMatch.Require(unit.Version);
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(SetFinance), $"{unit.Id}", new Revision<Request>(unit.Id, unit.Version, request), request.Document, "document",
            new Matter([unit.Itself, unit.ItsRegion]),
            () => SetAsync(unit, request, db, registrar, ct), ct);
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
        await SetAsync(unit, revision.Request, db, services.GetRequiredService<Registrar>(), ct);
        return RegisterUnit.LocationOf(unit.Id);
    }

    /// <summary>Changes the unit, whether that comes alone or on a list. The tree must be locked.</summary>
    internal static async Task SetAsync(PurchasingUnit unit, Request request, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        var before = UnitView.Of(unit);
        var parent = await db.ParentNamedAsync(unit.ParentId, ct);
        unit.Finance(request.BudgetLevel, request.FinanceDivision, request.Department, parent is { IsCentral: true });
        unit.CountVersion();
        if (unit.IsCentral != before.IsCentral)
        {
            var below = await db.BelowAsync(unit, ct);
            var known = below.ToDictionary(other => other.Id, UnitView.Of);
            foreach (var changed in unit.Settle(below))
            {
                registrar.PublishChange(changed, known[changed.Id], request.Document);
            }
        }

        registrar.PublishChange(unit, before, request.Document);
    }
}

using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Designations;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.PurchasingUnits.Targets;

/// <summary>
/// POST /units/targets → TargetPublished, once both sides have confirmed it. Sets the year's target of a pairing or designation, or
/// another amount from a day on: what held before that day stays (EC-77).
/// </summary>
public static class SetTarget
{
    public sealed record Request : IChecked
    {
        /// <summary>The pairing or designation that it is for.</summary>
        public required Guid HolderId { get; init; }

        /// <summary>Sales and AllSupport of a pairing; Sales, Buy and HelpSell of a designation.</summary>
        public required TargetMeasure Measure { get; init; }

        public required int Year { get; init; }

        public required long AmountFen { get; init; }

        /// <summary>The first day on which it holds; the first of January when not given.</summary>
        public DateOnly? EffectiveFrom { get; init; }

        public string? SourceDocument { get; init; }

        internal DateOnly From => EffectiveFrom ?? new DateOnly(Year, 1, 1);

        public void Check(Checks check)
        {
            check.NotEmpty(HolderId, "holderId");
            check.Range(Year, BudgetAccount.YearMin, BudgetAccount.YearMax, "year");
            check.Range(AmountFen, 0, BudgetAccount.AmountFenMax, "amountFen");
            check.That(
                EffectiveFrom is null || EffectiveFrom.Value.Year == Year,
                "effectiveFrom",
                "day_not_of_year",
                "生效日须在目标年度之内。",
                "The day must be one of the year that the target is for.");
            check.DocumentOrNone(SourceDocument, "sourceDocument");
        }
    }

    public static void Map(RouteGroupBuilder targets) => targets.MapPost("/", HandleAsync)
        .WithName(nameof(SetTarget)).WithSummary("下达目标任务 Set the year's target, or another amount from a day on")
        .For(Roles.Official, Roles.Purchaser).Decided(DecidedBy.Sides).RequireIdempotencyKey<UnitsDb>();

    static async Task<Results<EtagCreated<TargetView>, Accepted<ProposalView>>> HandleAsync(
        Request request, UnitsDb db, Proposer<UnitsDb> proposer, Registrar registrar, CancellationToken ct)
    {
        Target? target = null;
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(SetTarget), $"{Target.IdOf(request.HolderId, request.Measure, request.Year)}", request,
            request.SourceDocument, "sourceDocument", await MatterOfAsync(request, db, ct),
            async () => target = await SetAsync(request, db, registrar, ct) ?? throw Unchanged(), ct);
        await db.SaveChangesAsync(ct);
        return proposal is null
            ? Etag.Created(LocationOf(target!.Id), TargetView.Of(target), target.Version)
            : proposer.Waits(proposal);
    }

    /// <summary>Sets what both sides have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Request request, IServiceProvider services, CancellationToken ct)
    {
        var target = await SetAsync(request, services.GetRequiredService<UnitsDb>(), services.GetRequiredService<Registrar>(), ct);
        return LocationOf((target ?? throw Unchanged()).Id);
    }

    /// <summary>Sets the target, whether it comes alone or on a list.</summary>
    /// <returns>The target, or null when that is what is on file already.</returns>
    internal static async Task<Target?> SetAsync(Request request, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        var regions = (await MatterOfAsync(request, db, ct)).Sides.Select(side => side.RegionPath);
        await db.LockNameAsync(LockOf(request.HolderId), ct);
        var id = Target.IdOf(request.HolderId, request.Measure, request.Year);
        var target = await db.ByIdAsync<Target>(id, ct, belongsTo: request.HolderId);
        var before = target is null ? null : TargetView.Of(target);
        if (target is null)
        {
            target = Target.Open(request.HolderId, request.Measure, request.Year);
            db.Add(target);
        }

        if (target.Set(request.AmountFen, request.From, request.SourceDocument, registrar.Now) is not { } version)
        {
            return null;
        }

        registrar.Publish(ToMessage(target, version));
        registrar.Record(
            RegistryKind.Target, target.Id.ToString(), target.Version, regions, before, TargetView.Of(target), request.SourceDocument);
        return target;
    }

    static TargetPublished ToMessage(Target target, TargetVersion version) => new()
    {
        TargetId = target.Id,
        Version = version.Number,
        HolderId = target.HolderId,
        Measure = target.Measure,
        Year = target.Year,
        AmountFen = version.AmountFen,
        EffectiveFrom = version.EffectiveFrom,
        SourceDocument = version.SourceDocument,
        RegisteredAt = version.RegisteredAt,
    };

    /// <summary>What the holder binds, the target binds too.</summary>
    static async Task<Matter> MatterOfAsync(Request request, UnitsDb db, CancellationToken ct)
    {
        if (await db.ByIdAsync<Pairing>(request.HolderId, ct) is { } pairing)
        {
            return request.Measure is TargetMeasure.Sales or TargetMeasure.AllSupport ? pairing.ToMatter() : throw NotOfHolder();
        }

        if (await db.ByIdAsync<Designation>(request.HolderId, ct) is { } designation)
        {
            var unit = await db.UnitNamedAsync(designation.UnitId, "holderId", ct);
            return request.Measure is TargetMeasure.Sales or TargetMeasure.Buy or TargetMeasure.HelpSell
                ? unit.ToMatterWith(designation.CountyPath)
                : throw NotOfHolder();
        }

        throw new InvalidRequestException(
            "unknown_holder",
            "holderId",
            $"没有结对关系或定点帮扶 {request.HolderId}，请先登记。",
            $"There is no pairing or designation {request.HolderId}; register it first.");
    }

    /// <summary>The lock on the targets of a pairing or designation.</summary>
    internal static string LockOf(Guid holderId) => $"targets of {holderId}";

    static string LocationOf(Guid targetId) => $"/units/targets/{targetId}";

    static RuleBrokenException Unchanged() => new(
        "target_unchanged", "该日起的目标与已登记的相同，无需变更。", "The target from that day on is what is on file already.", "amountFen");

    static InvalidRequestException NotOfHolder() => new(
        "measure_not_of_holder",
        "measure",
        "结对的目标为销售额或帮扶总额，定点帮扶的目标为销售额、购买或帮销。",
        "Targets of pairings are Sales or AllSupport, those of designations Sales, Buy or HelpSell.");
}

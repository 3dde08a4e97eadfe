using Marketplace.Contracts;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.PurchasingUnits.Facilitators;

/// <summary>
/// PUT /units/facilitators/{facilitatorId}/registrations → FacilitatorPublished, once all its regions have confirmed it. Replaces where
/// it was and is registered, in whatever regions and days: a move, an end, or a correction of the past (CR-07, CR-19).
/// </summary>
public static class MoveFacilitator
{
    const int StaysMax = 100;

    public sealed record Request : IChecked
    {
        /// <summary>All of them, without overlap. Outside of these days it helps nobody.</summary>
        public required IReadOnlyList<Stay> Registrations { get; init; }

        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.Registrations(Registrations);
            check.Document(Document);
        }
    }

    /// <summary>Where it is registered for a time.</summary>
    public sealed record Stay
    {
        public required string RegionId { get; init; }

        public required DateOnly ValidFrom { get; init; }

        /// <summary>First day on which it no longer is; absent while it is.</summary>
        public DateOnly? ValidTo { get; init; }
    }

    public static void Map(RouteGroupBuilder facilitators) => facilitators.MapPut("/{facilitatorId:guid}/registrations", HandleAsync)
        .WithName(nameof(MoveFacilitator)).WithSummary("变更帮销主体注册地 Say anew where a facilitator was and is registered")
        .For(Roles.Official).Decided(DecidedBy.Sides);

    static async Task<Results<EtagOk<FacilitatorView>, Accepted<ProposalView>>> HandleAsync(
        Guid facilitatorId, Request request, IfMatch ifMatch, UnitsDb db, Proposer<UnitsDb> proposer, Registrar registrar,
        CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync<Facilitator>([facilitatorId], ct);
        var facilitator = await db.FacilitatorAsync(facilitatorId, ct);
        ifMatch.Require(facilitator.Version);
        var anew = await RegistrationsAsync(request, db, ct);
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(MoveFacilitator), $"{facilitatorId}", new Revision<Request>(facilitatorId, facilitator.Version, request),
            request.Document, "document", facilitator.ToMatterWith(anew),
            () =>
            {
                Move(facilitator, anew, request.Document, registrar);
                return Task.CompletedTask;
            },
            ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return proposal is null ? Etag.Ok(FacilitatorView.Of(facilitator), facilitator.Version) : proposer.Waits(proposal);
    }

    /// <summary>Moves it as all regions have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Revision<Request> revision, IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<UnitsDb>();
        await db.LockAsync<Facilitator>([revision.ObjectId], ct);
        var facilitator = await db.FacilitatorAsync(revision.ObjectId, ct);
        revision.Require(facilitator.Version);
        Move(
            facilitator, await RegistrationsAsync(revision.Request, db, ct), revision.Request.Document,
            services.GetRequiredService<Registrar>());
        return $"/units/facilitators/{facilitator.Id}";
    }

    static Task<List<RegisteredAffiliation>> RegistrationsAsync(Request request, UnitsDb db, CancellationToken ct) =>
        db.RegistrationsAsync(
            request.Registrations.Select(stay => (stay.RegionId, stay.ValidFrom, stay.ValidTo)), "registrations", ct);

    static void Move(Facilitator facilitator, IReadOnlyList<RegisteredAffiliation> anew, string document, Registrar registrar)
    {
        var before = FacilitatorView.Of(facilitator);
        if (facilitator.Reregister(anew))
        {
            registrar.PublishChange(facilitator, before, document);
        }
    }

    extension(Checks check)
    {
        internal void Registrations(IReadOnlyList<Stay> registrations)
        {
            check.Count(registrations.Count, 1, StaysMax, "registrations", "注册地", "registrations");
            check.Each(registrations, "registrations", static (stay, check) =>
            {
                check.RegionId(stay.RegionId, "regionId");
                check.RegistryDay(stay.ValidFrom, "validFrom");
                check.RegistryDayOrNone(stay.ValidTo, "validTo");
                check.EndsAfter(stay.ValidFrom, stay.ValidTo, "validTo");
            });
            Stay[] ordered = [.. registrations.OrderBy(stay => stay.ValidFrom)];
            check.That(
                ordered.Zip(ordered.Skip(1), (registration, next) => registration.ValidTo is { } end && end <= next.ValidFrom)
                    .All(apart => apart),
                "registrations",
                "registrations_overlap",
                "注册地的有效期不得重叠；前一段须先终止。",
                "The days of registrations must not overlap; each must end before the next begins.");
        }
    }
}

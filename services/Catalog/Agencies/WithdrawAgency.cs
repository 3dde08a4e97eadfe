using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Agencies;

/// <summary>
/// POST /catalog/agencies/{agencyId}/withdrawal → AgencyPublished, and ListingPublished for each listing that rested on it. By the
/// principal or the county that answers for it, from today at the earliest: what was confirmed before keeps its credit (CR-05g).
/// </summary>
public static partial class WithdrawAgency
{
    public sealed record Request : IChecked
    {
        /// <summary>The first day on which it no longer holds; today at the earliest.</summary>
        public required DateOnly From { get; init; }

        public required string Reason { get; init; }

        public void Check(Checks checks)
        {
            checks.Day(From, CatalogDays.First, CatalogDays.Last, "from");
            checks.Text(Reason, "reason", max: 500);
        }
    }

    public static void Map(RouteGroupBuilder agencies) => agencies.MapPost("/{agencyId:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawAgency)).WithSummary("撤销代理授权 Withdraw the authority of an agent")
        .For(Roles.Supplier, Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<CatalogDb>();

    static async Task<EtagOk<AgencyView>> HandleAsync(
        Guid agencyId, Request request, CatalogDb db, Authority authority, TimeProvider clock, ILogger<AgencyAuthority> logger,
        CancellationToken ct)
    {
        var parties = await db.AgencyAuthorities.Where(known => known.Id == agencyId)
            .Select(known => new { known.AgentId, known.PrincipalId }).SingleOrDefaultAsync(ct) ?? throw AgencyRegister.NotFound();
        await db.LockAsync<Supplier>([parties.AgentId, parties.PrincipalId], ct);
        var agency = await db.AgencyAuthorities.Include(known => known.Agent).Include(known => known.Principal.Registration)
            .SingleAsync(known => known.Id == agencyId, ct);
        authority.SidesOf(GrantAgency.PrincipalAndCounty(agency.Principal));
        var today = BusinessDay.Of(clock.GetUtcNow());
        if (request.From < today)
        {
            throw new InvalidRequestException(
                "day_past", "from", "撤销不溯及既往，起始日不得早于今天。", "A withdrawal does not reach back; it begins today at the earliest.");
        }

        if (agency.LastDay < today)
        {
            throw new RuleBrokenException("agency_over", "该授权已期满或已撤销。", "The authority is over or was withdrawn already.");
        }

        agency.Withdraw(request.From, request.Reason);
        await db.TellAsync(agency, today, ct);
        await db.SaveChangesAsync(ct);
        Withdrawn(logger, agencyId, request.From, request.Reason);
        return Etag.Ok(AgencyView.Of(agency), agency.Version);
    }

    [LoggerMessage(LogLevel.Information, "Authority {AgencyId} is withdrawn from {From}: {Reason}")]
    static partial void Withdrawn(ILogger logger, Guid agencyId, DateOnly from, string reason);
}

using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Proposals;

/// <summary>What the sides of a proposal do: read it, confirm it, decline it, take it back.</summary>
public static class ProposalEndpoints
{
    const int TextMax = 500;

    static readonly string[] Deciders = [Caller.Official, "supplier", "purchaser", "approver"];

    /// <summary>A side confirms.</summary>
    public sealed record Confirmation : IChecked
    {
        /// <summary>The document that the side rests on; the proposer's when absent.</summary>
        public string? Document { get; init; }

        public void Check(Checks checks) => checks.TextOrNone(Document, "document", TextMax);
    }

    /// <summary>A side declines, or the proposer takes it back.</summary>
    public sealed record Ending : IChecked
    {
        public required string Reason { get; init; }

        public void Check(Checks checks) => checks.Text(Reason, "reason", TextMax);
    }

    /// <summary>Maps the endpoints for the proposals of one service.</summary>
    /// <param name="api">The service.</param>
    /// <param name="furtherRoles">Who is a side of proposals there, besides suppliers, purchasers, approvers and officials.</param>
    public static void MapProposals<TDb>(this RouteGroupBuilder api, params string[] furtherRoles)
        where TDb : MarketplaceDb
    {
        string[] deciders = [.. Deciders, .. furtherRoles];
        string[] readers = [.. deciders, Caller.Auditor, Caller.Operator];
        // Names of endpoints must be unique even where all services share a process.
        var of = $"Of{typeof(TDb).Name[..^2]}";
        var proposals = api.MapGroup("/proposals");
        proposals.MapGet(
            "/", ([AsParameters] PageQuery page, HttpContext http, CancellationToken ct, ProposalState? state = null, bool mine = false,
                string? objectId = null) =>
                ListAsync<TDb>(page, (state, mine, objectId), http.RequestServices, ct)).WithName($"ListProposals{of}")
            .WithSummary("待双方确认的事项 Proposals, the newest first").For(readers);
        proposals.MapGet("/{proposalId:guid}", (Guid proposalId, HttpContext http, CancellationToken ct) =>
                GetAsync<TDb>(proposalId, http.RequestServices, ct)).WithName($"GetProposal{of}")
            .WithSummary("查看一项提议 One proposal").For(readers);
        proposals.MapPost(
            "/{proposalId:guid}/confirmation", (Guid proposalId, Confirmation confirmation, HttpContext http, CancellationToken ct) =>
                ConfirmAsync<TDb>(proposalId, confirmation, http.RequestServices, ct)).WithName($"ConfirmProposal{of}")
            .WithSummary("确认提议 Confirm a proposal for one's side")
            .For(deciders).Decided(DecidedBy.Sides).RequireIdempotencyKey<TDb>();
        proposals.MapPost("/{proposalId:guid}/refusal", (Guid proposalId, Ending ending, HttpContext http, CancellationToken ct) =>
                EndAsync<TDb>(proposalId, ending, isWithdrawn: false, http.RequestServices, ct)).WithName($"DeclineProposal{of}")
            .WithSummary("拒绝提议 Decline a proposal")
            .For(deciders).Decided(DecidedBy.Sides).RequireIdempotencyKey<TDb>();
        proposals.MapPost("/{proposalId:guid}/withdrawal", (Guid proposalId, Ending ending, HttpContext http, CancellationToken ct) =>
                EndAsync<TDb>(proposalId, ending, isWithdrawn: true, http.RequestServices, ct)).WithName($"WithdrawProposal{of}")
            .WithSummary("撤回提议 Take a proposal back")
            .For(deciders).Decided(DecidedBy.Sides).RequireIdempotencyKey<TDb>();
    }

    /// <param name="page">The page.</param>
    /// <param name="wanted">
    /// State: those that stand there, null for all. Mine: only those that wait for the caller's own side. ObjectId: what they are about,
    /// null for anything.
    /// </param>
    /// <param name="services">Those of the request.</param>
    static async Task<Ok<Page<ProposalView>>> ListAsync<TDb>(
        PageQuery page, (ProposalState? State, bool Mine, string? ObjectId) wanted, IServiceProvider services, CancellationToken ct)
        where TDb : MarketplaceDb
    {
        var caller = services.GetRequiredService<Caller>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var rows = services.GetRequiredService<TDb>().Set<Proposal>().AsNoTracking().Include(row => row.Sides).AsQueryable();
        if (caller.Org is { } organisation)
        {
            // The same as the query filter says of an organisation, in a form for which there is an index.
            rows = rows.IgnoreQueryFilters().Where(row => row.Sides.Any(side => side.Organisation == organisation));
        }

        if (wanted.ObjectId is { } objectId)
        {
            rows = rows.Where(row => row.ObjectId == objectId);
        }

        rows = wanted.State switch
        {
            null => rows,
            ProposalState.Proposed => rows.Where(row => row.State == ProposalState.Proposed && row.ExpiresAt > now),
            ProposalState.Expired => rows.Where(row => row.State == ProposalState.Expired
                || (row.State == ProposalState.Proposed && row.ExpiresAt <= now)),
            _ => rows.Where(row => row.State == wanted.State),
        };
        if (wanted.Mine)
        {
            var (segment, org, isNational) = (caller.Segment, caller.Org, caller.IsNational);
            OfficialTier[] tiers = [.. Enum.GetValues<OfficialTier>().Where(tier => caller.Tier is not { } held || tier <= held)];
            rows = rows.Where(row => row.State == ProposalState.Proposed && row.ExpiresAt > now
                && (row.Tier == null || tiers.Contains(row.Tier.Value))
                && row.Sides.Any(side => side.ConfirmedAt == null && (isNational
                    || (side.Organisation != null && side.Organisation == org) || side.RegionPath.Contains(segment!))));
        }

        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var before = Cursor.Id(last);
            rows = rows.Where(row => row.Id.CompareTo(before) < 0);
        }

        // Ids are made by the system as time goes on, so that their order is the order in which they were proposed.
        var found = await rows.OrderByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, row => ProposalView.Of(row, now), row => Cursor.Encode(row.Id.ToString())));
    }

    static async Task<Ok<ProposalView>> GetAsync<TDb>(Guid proposalId, IServiceProvider services, CancellationToken ct)
        where TDb : MarketplaceDb =>
        TypedResults.Ok(ProposalView.Of(
            await services.GetRequiredService<TDb>().Set<Proposal>().AsNoTracking().Include(row => row.Sides)
                .SingleOrDefaultAsync(row => row.Id == proposalId, ct) ?? throw NoSuchProposal(),
            services.GetRequiredService<TimeProvider>().GetUtcNow()));

    static async Task<Ok<ProposalView>> ConfirmAsync<TDb>(
        Guid proposalId, Confirmation confirmation, IServiceProvider services, CancellationToken ct)
        where TDb : MarketplaceDb
    {
        var (db, caller) = (services.GetRequiredService<TDb>(), services.GetRequiredService<Caller>());
        var now = services.GetRequiredService<TimeProvider>().NowToTheMillisecond();
        var proposal = await FindAsync(db, proposalId, ct);
        var own = services.GetRequiredService<Authority>().SidesOf(proposal.ToMatter());
        if (proposal.Confirm(own, caller.Subject, confirmation.Document ?? proposal.Document, now))
        {
            var location = await services.GetRequiredService<ProposedCommands<TDb>>().ApplyAsync(proposal, services, ct);
            proposal.Complete(caller.Subject, location, now);
        }

        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(ProposalView.Of(proposal, now));
    }

    static async Task<Ok<ProposalView>> EndAsync<TDb>(
        Guid proposalId, Ending ending, bool isWithdrawn, IServiceProvider services, CancellationToken ct)
        where TDb : MarketplaceDb
    {
        var (db, caller) = (services.GetRequiredService<TDb>(), services.GetRequiredService<Caller>());
        var now = services.GetRequiredService<TimeProvider>().NowToTheMillisecond();
        var proposal = await FindAsync(db, proposalId, ct);
        services.GetRequiredService<Authority>().SidesOf(proposal.ToMatter());
        var isProposer = proposal.ProposedFor == Proposal.OfficeOf(caller);
        if (isWithdrawn && !isProposer)
        {
            throw new ForbiddenException(
                "not_the_proposer", "只有提出的一方可以撤回；另一方请拒绝。", "Only the side that proposed it takes it back; the other side declines it.");
        }

        if (!isWithdrawn && isProposer)
        {
            throw new RuleBrokenException(
                "own_proposal", "提出的一方不能拒绝自己的提议，请撤回。", "The side that proposed it doesn't decline it; take it back instead.");
        }

        if (isWithdrawn)
        {
            proposal.Withdraw(caller.Subject, ending.Reason, now);
        }
        else
        {
            proposal.Decline(caller.Subject, ending.Reason, now);
        }

        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(ProposalView.Of(proposal, now));
    }

    /// <summary>The proposal, locked until the transaction ends: of two who answer at once, the second sees what the first did.</summary>
    static async Task<Proposal> FindAsync<TDb>(TDb db, Guid proposalId, CancellationToken ct)
        where TDb : MarketplaceDb
    {
        // Scoped first: whoever is no side neither locks it nor learns that it exists.
        if (!await db.Set<Proposal>().AnyAsync(row => row.Id == proposalId, ct))
        {
            throw NoSuchProposal();
        }

        await db.LockAsync<Proposal>([proposalId], ct);
        return await db.Set<Proposal>().Include(row => row.Sides).SingleAsync(row => row.Id == proposalId, ct);
    }

    static NotFoundException NoSuchProposal() => new(
        "proposal_not_found", "没有这项提议，或与您无关。", "There is no such proposal that concerns you.");
}

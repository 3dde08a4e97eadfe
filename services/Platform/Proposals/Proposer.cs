using System.Data.Common;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Proposals;

/// <summary>
/// Lets a command that binds several sides take effect at once, or wait for the sides that the caller does not speak for.
/// </summary>
public sealed class Proposer<TDb>(TDb db, ProposedCommands<TDb> commands, Authority authority, Caller caller, TimeProvider clock)
    where TDb : MarketplaceDb
{
    const string Start = "proposal";

    /// <summary>
    /// Null when the caller speaks for all sides, so that the command may take effect; otherwise the proposal that waits for the others,
    /// kept. Who is above all sides decides alone, and names the document that it rests on.
    /// </summary>
    /// <param name="operation">The operationId of the command.</param>
    /// <param name="objectId">The id of what the command is about.</param>
    /// <param name="request">The body of the command.</param>
    /// <param name="document">The document that it rests on; null when the caller named none.</param>
    /// <param name="documentField">How the request calls the document.</param>
    /// <param name="matter">What the command binds.</param>
    /// <exception cref="ForbiddenException">The caller speaks for no side.</exception>
    /// <exception cref="InvalidRequestException">The caller decides alone and names no document.</exception>
    /// <exception cref="RuleBrokenException">The same is proposed already and waits for an answer.</exception>
    public async Task<Proposal?> ProposeUnlessAloneAsync<TRequest>(
        string operation, string objectId, TRequest request, string? document, string documentField, Matter matter, CancellationToken ct)
    {
        var own = authority.SidesOf(matter);
        if (own.Count == matter.Sides.Count)
        {
            RequireDocument(matter, document, documentField);
            return null;
        }

        return await KeepAsync(await OfAsync(operation, objectId, request, document, matter, own, ct), ct);
    }

    /// <summary>
    /// Carries a command out, or proposes it when sides have to confirm that the caller does not speak for. What can't be done is refused
    /// at once and not only when the others have confirmed: it is tried, in the transaction of the request, and taken back when it has to
    /// wait.
    /// </summary>
    /// <param name="operation">The operationId of the command.</param>
    /// <param name="objectId">The id of what the command is about.</param>
    /// <param name="request">What is kept to carry it out later.</param>
    /// <param name="document">The document that it rests on; null when the caller named none.</param>
    /// <param name="documentField">How the request calls the document.</param>
    /// <param name="matter">What the command binds.</param>
    /// <param name="carryOut">Does it on tracked rows; saves nothing.</param>
    /// <returns>The proposal, kept; null when the command was carried out, which the caller saves.</returns>
    public async Task<Proposal?> CarryOutOrProposeAsync<TRequest>(
        string operation, string objectId, TRequest request, string? document, string documentField, Matter matter,
        Func<Task> carryOut, CancellationToken ct)
    {
        var own = authority.SidesOf(matter);
        var isAlone = own.Count == matter.Sides.Count;
        if (isAlone)
        {
            await carryOut();
            RequireDocument(matter, document, documentField);
            return null;
        }

        var proposal = await OfAsync(operation, objectId, request, document, matter, own, ct);
        await TryAsync(carryOut, ct);
        return await KeepAsync(proposal, ct);
    }

    /// <summary>Does it as far as the database has a say in it, such as of ids that are taken, and takes it back.</summary>
    async Task TryAsync(Func<Task> carryOut, CancellationToken ct)
    {
        var transaction = db.Database.CurrentTransaction
            ?? throw new InvalidOperationException("What is tried and taken back needs the transaction of its request.");
        await transaction.CreateSavepointAsync(Start, ct);
        await carryOut();
        await db.SaveChangesAsync(ct);
        await transaction.RollbackToSavepointAsync(Start, ct);
        db.ChangeTracker.Clear();
        db.Unsent.Clear();
    }

    async Task<Proposal> OfAsync<TRequest>(
        string operation, string objectId, TRequest request, string? document, Matter matter, IReadOnlyList<Side> own, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var same = db.Set<Proposal>().IgnoreQueryFilters()
            .Where(known => known.ObjectId == objectId && known.Operation == operation && known.State == ProposalState.Proposed);
        var open = await same.Where(known => known.ExpiresAt > now).Select(known => (Guid?)known.Id).FirstOrDefaultAsync(ct);
        if (open is { } waiting)
        {
            throw IsOpen($"（{waiting}）", $" ({waiting})");
        }

        // One whose time is over leaves its place.
        await same.Where(known => known.ExpiresAt <= now).ExecuteUpdateAsync(
            row => row.SetProperty(known => known.State, ProposalState.Expired)
                .SetProperty(known => known.EndedAt, known => (DateTimeOffset?)known.ExpiresAt),
            ct);
        return Proposal.Of(operation, objectId, ProposedCommands<TDb>.Write(request), document, matter, own, caller, now);
    }

    /// <summary>Of two who propose the same at the same moment, a unique key lets one.</summary>
    async Task<Proposal> KeepAsync(Proposal proposal, CancellationToken ct)
    {
        db.Add(proposal);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException failure) when (failure.InnerException is DbException inner && ProblemAnswers.IsDuplicate(inner))
        {
            throw IsOpen("", "");
        }

        return proposal;
    }

    static RuleBrokenException IsOpen(string whichZh, string whichEn) => new(
        "proposal_open",
        $"同一事项已有待确认的提议{whichZh}：请先确认、拒绝或撤回该提议。",
        $"There is a proposal of the same that waits for an answer{whichEn}; confirm, decline or withdraw it first.");

    /// <summary>Who is of one region decides for itself; who is above several says on what paper.</summary>
    static void RequireDocument(Matter matter, string? document, string field)
    {
        if (matter.Sides.DistinctBy(side => side.RegionPath).Count() > 1 && string.IsNullOrWhiteSpace(document))
        {
            throw new InvalidRequestException(
                "document_missing", field, "由共同上级单独决定的事项须注明依据文件。",
                "What is decided for all sides by what is above them names the document that it rests on.");
        }
    }

    /// <summary>202 with the proposal: it takes effect once the other sides have confirmed it.</summary>
    public Accepted<ProposalView> Waits(Proposal proposal) =>
        TypedResults.Accepted(commands.LocationOf(proposal.Id), ProposalView.Of(proposal, clock.GetUtcNow()));
}

using Marketplace.Contracts;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Web;

namespace Marketplace.PurchasingUnits.Tests.Proposals;

/// <summary>Somebody who asks, as the token says.</summary>
/// <param name="Subject">Who it is; one person may hold tokens for several offices.</param>
/// <param name="Role">The one role of the token.</param>
/// <param name="Path">The region of an official with those above it; empty for the nation and for others.</param>
/// <param name="Tier">The tier of an official.</param>
sealed record Actor(string Subject, string Role, string Path = "", OfficialTier? Tier = null)
{
    public string? Region => Path.Length == 0 ? null : new RegionPath(Path).RegionId;

    public bool IsOfficial => Role == Roles.Official;

    public bool AnswersFor(string path) => IsOfficial && path.StartsWith(Path, StringComparison.Ordinal);
}

/// <summary>
/// A pairing and what is proposed about it, as plainly as it can be said who may do what. Each method tells the answer to be expected,
/// which is the code of a refusal or <see cref="Granted"/>; what is granted changes the model.
/// </summary>
sealed class ModelledPairing(string east, string west, OfficialTier tier)
{
    /// <summary>What is done, or proposed.</summary>
    public const string Granted = "granted";

    readonly List<ModelledProposal> _proposals = [];

    /// <summary>The version on file; zero while it is not registered.</summary>
    public int Version { get; private set; }

    public IReadOnlyList<ModelledProposal> Proposals => _proposals;

    /// <summary>It is filed, or proposed: then the last of the proposals is the new one.</summary>
    public string Register(Actor actor, bool hasDocument, DateTimeOffset now)
    {
        if (RefuseToPropose(actor, version: null, now) is { } refusal)
        {
            return refusal;
        }

        var isAlone = actor.AnswersFor(east) && actor.AnswersFor(west);
        if (isAlone && !hasDocument)
        {
            return "document_missing";
        }

        return Version > 0 ? "already_exists" : Take(actor, version: null, isAlone, now);
    }

    /// <summary>Its end is changed, or the change is proposed.</summary>
    public string Revise(Actor actor, int version, bool hasDocument, DateTimeOffset now)
    {
        if (!actor.IsOfficial)
        {
            return "role_not_allowed";
        }

        if (Version == 0)
        {
            return "pairing_not_found";
        }

        if (version != Version)
        {
            return "changed_meanwhile";
        }

        if (RefuseToPropose(actor, version, now) is { } refusal)
        {
            return refusal;
        }

        var isAlone = actor.AnswersFor(east) && actor.AnswersFor(west);
        return isAlone && !hasDocument ? "document_missing" : Take(actor, version, isAlone, now);
    }

    /// <summary>A side confirms.</summary>
    public string Confirm(Actor actor, ModelledProposal proposal, DateTimeOffset now)
    {
        if (RefuseToAnswer(actor) is { } refusal)
        {
            return refusal;
        }

        if (proposal.StateAt(now) != ProposalState.Proposed)
        {
            return "proposal_ended";
        }

        if (actor.Subject == proposal.By.Subject)
        {
            return "own_proposal";
        }

        var (isEast, isWest) = (proposal.IsEastConfirmed, proposal.IsWestConfirmed);
        var (confirmsEast, confirmsWest) = (!isEast && actor.AnswersFor(east), !isWest && actor.AnswersFor(west));
        if (!confirmsEast && !confirmsWest)
        {
            return "side_confirmed";
        }

        if ((isEast || confirmsEast) && (isWest || confirmsWest))
        {
            switch (proposal.OfVersion)
            {
                case null when Version > 0:
                    return "already_exists";
                case { } version when version != Version:
                    return "object_changed";
                default:
                    Version++;
                    proposal.State = ProposalState.Confirmed;
                    break;
            }
        }

        (proposal.IsEastConfirmed, proposal.IsWestConfirmed) = (isEast || confirmsEast, isWest || confirmsWest);
        return Granted;
    }

    /// <summary>A side declines that has not proposed it.</summary>
    public string Decline(Actor actor, ModelledProposal proposal, DateTimeOffset now) => RefuseToAnswer(actor)
        ?? (actor.Path == proposal.By.Path ? "own_proposal" : End(proposal, ProposalState.Declined, now));

    /// <summary>The proposer takes it back.</summary>
    public string Withdraw(Actor actor, ModelledProposal proposal, DateTimeOffset now) => RefuseToAnswer(actor)
        ?? (actor.Path == proposal.By.Path ? End(proposal, ProposalState.Withdrawn, now) : "not_the_proposer");

    /// <summary>Whether the proposal is among the work of the actor.</summary>
    public bool WaitsFor(Actor actor, ModelledProposal proposal, DateTimeOffset now) => proposal.StateAt(now) == ProposalState.Proposed
        && actor.IsOfficial && actor.Tier >= tier
        && ((!proposal.IsEastConfirmed && actor.AnswersFor(east)) || (!proposal.IsWestConfirmed && actor.AnswersFor(west)));

    /// <summary>Whether the actor may read it.</summary>
    public bool Sees(Actor actor) =>
        actor.Role is Roles.Auditor or Roles.Operator || actor.AnswersFor(east) || actor.AnswersFor(west);

    static string End(ModelledProposal proposal, ProposalState state, DateTimeOffset now)
    {
        if (proposal.StateAt(now) != ProposalState.Proposed)
        {
            return "proposal_ended";
        }

        proposal.State = state;
        return Granted;
    }

    string? RefuseToPropose(Actor actor, int? version, DateTimeOffset now)
    {
        if (!actor.IsOfficial)
        {
            return "role_not_allowed";
        }

        var (isEast, isWest) = (actor.AnswersFor(east), actor.AnswersFor(west));
        if (!isEast && !isWest)
        {
            return "not_your_region";
        }

        if (actor.Tier < tier)
        {
            return "tier_too_low";
        }

        // Who decides alone need not wait for what others have proposed.
        return !(isEast && isWest) && _proposals.Exists(open => open.OfVersion is null == version is null
            && open.StateAt(now) == ProposalState.Proposed)
            ? "proposal_open"
            : null;
    }

    string? RefuseToAnswer(Actor actor)
    {
        if (actor.Role is Roles.Auditor or Roles.Operator or Roles.Carrier)
        {
            return "role_not_allowed";
        }

        if (!Sees(actor))
        {
            return "proposal_not_found";
        }

        return actor.Tier < tier ? "tier_too_low" : null;
    }

    string Take(Actor actor, int? version, bool isAlone, DateTimeOffset now)
    {
        if (isAlone)
        {
            Version++;
        }
        else
        {
            _proposals.Add(new ModelledProposal(actor, version, now)
            {
                IsEastConfirmed = actor.AnswersFor(east),
                IsWestConfirmed = actor.AnswersFor(west),
            });
        }

        return Granted;
    }
}

/// <summary>A proposal about a pairing.</summary>
/// <param name="By">The proposer.</param>
/// <param name="OfVersion">The version that it changes; null when it registers.</param>
/// <param name="At">When it was proposed.</param>
sealed record ModelledProposal(Actor By, int? OfVersion, DateTimeOffset At)
{
    /// <summary>The id that the service gave it.</summary>
    public Guid Id { get; set; }

    public ProposalState State { get; set; } = ProposalState.Proposed;

    public bool IsEastConfirmed { get; set; }

    public bool IsWestConfirmed { get; set; }

    public ProposalState StateAt(DateTimeOffset now) =>
        State == ProposalState.Proposed && now >= At + Proposal.Term ? ProposalState.Expired : State;
}

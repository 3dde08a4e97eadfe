using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Proposals;

/// <summary>
/// A command that binds several sides and takes effect once all of them have confirmed it. What binds two takes two: each side is
/// confirmed by somebody who answers for it, the last of them not by whoever proposed it.
/// </summary>
public sealed class Proposal
{
    /// <summary>How long the other sides have to answer.</summary>
    public static readonly TimeSpan Term = TimeSpan.FromDays(30);

    readonly List<ProposalSide> _sides = [];

    Proposal()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>The operationId of the command.</summary>
    public string Operation { get; private init; } = "";

    /// <summary>The id of what the command is about, such as that of a pairing.</summary>
    public string ObjectId { get; private init; } = "";

    /// <summary>The body of the command, as JSON.</summary>
    public string Content { get; private init; } = "";

    /// <summary>The document that the proposer names; null when none.</summary>
    public string? Document { get; private init; }

    /// <summary>The lowest tier of officials who may answer.</summary>
    public OfficialTier? Tier { get; private init; }

    /// <summary>The subject of the proposer.</summary>
    public string ProposedBy { get; private init; } = "";

    /// <summary>The region or organisation of the proposer; null for one of the nation.</summary>
    public string? ProposedFor { get; private init; }

    public DateTimeOffset ProposedAt { get; private init; }

    /// <summary>From then on it can't be answered any more.</summary>
    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>As it was last answered; <see cref="StateAt"/> also knows whether its time is over.</summary>
    public ProposalState State { get; private set; } = ProposalState.Proposed;

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The subject of whoever declined or withdrew it, or confirmed it last.</summary>
    public string? EndedBy { get; private set; }

    /// <summary>Why it was declined or withdrawn.</summary>
    public string? Reason { get; private set; }

    /// <summary>Where to read what came of it; null until it took effect.</summary>
    public string? Location { get; private set; }

    public IReadOnlyList<ProposalSide> Sides => _sides;

    /// <summary>Makes a proposal in which the proposer's own sides are confirmed.</summary>
    public static Proposal Of(
        string operation, string objectId, string content, string? document, Matter matter, IReadOnlyList<Side> own, Caller caller,
        DateTimeOffset now)
    {
        var proposal = new Proposal
        {
            Id = Guid.CreateVersion7(now),
            Operation = operation,
            ObjectId = objectId,
            Content = content,
            Document = document,
            Tier = matter.Tier,
            ProposedBy = caller.Subject,
            ProposedFor = OfficeOf(caller),
            ProposedAt = now,
            ExpiresAt = now + Term,
        };
        foreach (var side in matter.Sides)
        {
            var row = new ProposalSide
            {
                ProposalId = proposal.Id,
                Name = side.Name,
                RegionPath = side.RegionPath,
                Organisation = side.Organisation,
            };
            if (own.Contains(side))
            {
                row.Confirm(caller.Subject, document, now);
            }

            proposal._sides.Add(row);
        }

        return proposal;
    }

    /// <summary>The region or organisation that a caller acts for; null for one of the nation.</summary>
    internal static string? OfficeOf(Caller caller) => caller.IsNational ? null : caller.Region ?? caller.Org?.ToString();

    /// <summary>Where it stands at an instant: one whose time is over has expired.</summary>
    public ProposalState StateAt(DateTimeOffset now) =>
        State == ProposalState.Proposed && now >= ExpiresAt ? ProposalState.Expired : State;

    /// <summary>The sides that are bound, to ask who speaks for them.</summary>
    public Matter ToMatter() => new([.. _sides.Select(side => new Side(side.Name, side.RegionPath, side.Organisation))], Tier);

    /// <summary>Confirms the sides for which the caller speaks. Says whether all are confirmed now.</summary>
    /// <exception cref="RuleBrokenException">It has ended, the caller proposed it, or those sides are confirmed already.</exception>
    public bool Confirm(IReadOnlyList<Side> own, string by, string? document, DateTimeOffset now)
    {
        MustBeOpen(now);
        if (by == ProposedBy)
        {
            throw new RuleBrokenException(
                "own_proposal", "提出人不能确认自己的提议，请由另一方的他人确认。",
                "Whoever proposed it can't confirm it; it takes somebody else, of the other side.");
        }

        ProposalSide[] open = [.. _sides.Where(side => side.ConfirmedAt is null && own.Any(spoken => spoken.Name == side.Name))];
        if (open.Length == 0)
        {
            throw new RuleBrokenException(
                "side_confirmed", "您所代表的一方已确认，请等待另一方。", "Your side has confirmed it already; the other side has to answer.");
        }

        foreach (var side in open)
        {
            side.Confirm(by, document, now);
        }

        return _sides.TrueForAll(side => side.ConfirmedAt is not null);
    }

    /// <summary>Notes that it took effect.</summary>
    public void Complete(string by, string location, DateTimeOffset now)
    {
        End(ProposalState.Confirmed, by, reason: null, now);
        Location = location;
    }

    /// <exception cref="RuleBrokenException">It has ended.</exception>
    public void Decline(string by, string reason, DateTimeOffset now)
    {
        MustBeOpen(now);
        End(ProposalState.Declined, by, reason, now);
    }

    /// <exception cref="RuleBrokenException">It has ended.</exception>
    public void Withdraw(string by, string reason, DateTimeOffset now)
    {
        MustBeOpen(now);
        End(ProposalState.Withdrawn, by, reason, now);
    }

    /// <summary>Adds the tables to a model.</summary>
    internal static void Configure(ModelBuilder model)
    {
        model.Entity<Proposal>(proposal =>
        {
            proposal.ToTable("proposals");
            proposal.Property(row => row.Id).ValueGeneratedNever();
            proposal.Property(row => row.Operation).HasMaxLength(60);
            proposal.Property(row => row.ObjectId).HasMaxLength(100);
            proposal.Property(row => row.Document).HasMaxLength(500);
            proposal.Property(row => row.ProposedBy).HasMaxLength(100);
            proposal.Property(row => row.ProposedFor).HasMaxLength(40);
            proposal.Property(row => row.EndedBy).HasMaxLength(100);
            proposal.Property(row => row.Reason).HasMaxLength(500);
            proposal.Property(row => row.Location).HasMaxLength(200);
            proposal.HasIndex(row => new { row.ObjectId, row.Operation }, "ix_proposals_one_open").IsUnique()
                .HasFilter($"state = '{nameof(ProposalState.Proposed)}'");
            // Few wait for an answer at any time, of the many that ever did.
            proposal.HasIndex(row => row.Id, "ix_proposals_open").HasFilter($"state = '{nameof(ProposalState.Proposed)}'");
            proposal.HasMany(row => row.Sides).WithOne().HasForeignKey(side => side.ProposalId);
            proposal.Navigation(row => row.Sides).HasField("_sides").UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        model.Entity<ProposalSide>(side =>
        {
            side.ToTable("proposal_sides");
            side.HasKey(row => new { row.ProposalId, row.Name });
            side.HasIndex(row => row.Organisation);
            side.Property(row => row.Name).HasMaxLength(40);
            side.Property(row => row.ConfirmedBy).HasMaxLength(100);
            side.Property(row => row.Document).HasMaxLength(500);
        });
    }

    void End(ProposalState state, string by, string? reason, DateTimeOffset now) =>
        (State, EndedBy, Reason, EndedAt) = (state, by, reason, now);

    void MustBeOpen(DateTimeOffset now)
    {
        if (StateAt(now) is not ProposalState.Proposed and var state)
        {
            throw new RuleBrokenException(
                "proposal_ended",
                $"该提议已结束（{state}），不能再处理；如仍需要，请重新提出。",
                $"The proposal has ended ({state}) and can't be answered any more; make a new one if it is still wanted.");
        }
    }
}

/// <summary>A side that a proposal binds.</summary>
public sealed class ProposalSide
{
    public required Guid ProposalId { get; init; }

    /// <inheritdoc cref="Side"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="Side"/>
    public required string RegionPath { get; init; }

    /// <inheritdoc cref="Side"/>
    public Guid? Organisation { get; init; }

    /// <summary>The subject of whoever confirmed for it; null while it has not.</summary>
    public string? ConfirmedBy { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The document that this side names.</summary>
    public string? Document { get; private set; }

    internal void Confirm(string by, string? document, DateTimeOffset now) => (ConfirmedBy, Document, ConfirmedAt) = (by, document, now);
}

/// <summary>Where a proposal stands.</summary>
public enum ProposalState
{
    /// <summary>Waits for a side.</summary>
    Proposed = 1,

    /// <summary>All sides have confirmed it, and it took effect.</summary>
    Confirmed = 2,

    /// <summary>A side said no.</summary>
    Declined = 3,

    /// <summary>The proposer took it back.</summary>
    Withdrawn = 4,

    /// <summary>Nobody answered in time. Stored only when the same is proposed anew.</summary>
    Expired = 5,
}

using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Sessions;

/// <summary>What is still to be done before a session gets tokens.</summary>
public enum SignInStep
{
    /// <summary>A code of the authenticator, or a recovery code.</summary>
    Code = 1,

    /// <summary>Which of several memberships to act as.</summary>
    Membership = 2,

    /// <summary>An authenticator, which the role takes and the person does not have yet.</summary>
    Enrolment = 3,

    /// <summary>Nothing can be done: the person is nothing anywhere.</summary>
    NoMembership = 4,

    Done = 5,
}

/// <summary>Finds the next step of a session. Asked at each request for a token, so that no page can be left out.</summary>
public sealed class SignInSteps(AccountsDb db)
{
    /// <summary>The next step. A person with one membership need not choose; the session then carries it, which the caller saves.</summary>
    public async Task<SignInStep> NextAsync(SignedIn signedIn, CancellationToken ct)
    {
        var (session, account) = signedIn;
        if (account.HasSecondFactor && session.SecondFactorAt is null)
        {
            return SignInStep.Code;
        }

        var memberships = await db.Memberships.IgnoreQueryFilters()
            .Where(row => row.AccountId == account.Id && row.EndedAt == null).OrderBy(row => row.Id).ToListAsync(ct);
        if (memberships.Count == 0)
        {
            return SignInStep.NoMembership;
        }

        if (memberships.Find(row => row.Id == session.MembershipId) is not { } carried)
        {
            if (memberships.Count > 1)
            {
                return SignInStep.Membership;
            }

            carried = memberships[0];
            session.Carry(carried.Id);
        }

        return Duties.NeedsSecondFactor(carried.Role) && session.SecondFactorAt is null ? SignInStep.Enrolment : SignInStep.Done;
    }
}

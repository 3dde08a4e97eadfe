using Marketplace.Platform.Refusals;

namespace Marketplace.Platform.Proposals;

/// <summary>A change of what is on file, made on a version of it: confirmed later, it takes effect on that version only.</summary>
public sealed record Revision<TRequest>(Guid ObjectId, long Version, TRequest Request)
{
    /// <exception cref="RuleBrokenException">What is on file has changed since it was proposed.</exception>
    public void Require(long version)
    {
        if (version != Version)
        {
            throw new RuleBrokenException(
                "object_changed",
                "提出之后该登记已变更，此提议不再适用；请拒绝或撤回，并按现状重新提出。",
                "What is on file has changed since this was proposed; decline or withdraw it and propose it anew on what is there now.");
        }
    }
}

using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <content>Orders that have to be approved before they are confirmed.</content>
public sealed partial class Order
{
    /// <summary>Whether the policy of the unit asks for approval before it is confirmed.</summary>
    public bool NeedsApproval { get; private set; }

    /// <summary>Whether it is neither confirmed nor cancelled yet.</summary>
    bool IsWaiting => State is OrderState.Submitted or OrderState.AwaitingApproval;

    /// <summary>The policy of the unit asks for approval of this new order.</summary>
    public void RequireApproval() => NeedsApproval = true;

    /// <summary>The last step has been approved: it is confirmed.</summary>
    /// <param name="unitPath">Where the unit belongs today.</param>
    /// <returns>What is held; null, and nothing is changed, when it does not wait for approval.</returns>
    public IReadOnlyList<HeldLine>? Approve(RegionPath unitPath, DateTimeOffset at) =>
        State == OrderState.AwaitingApproval ? Confirm(Held!, unitPath, at) : null;
}

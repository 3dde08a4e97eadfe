using Marketplace.Contracts;

namespace Marketplace.EndToEnd.Tests;

/// <summary>Policies, posts and approvals of our unit, tried by approvers and purchasers of others.</summary>
static class ApprovalScopeCases
{
    public static IReadOnlyDictionary<string, ScopeCase> All { get; } = new Dictionary<string, ScopeCase>
    {
        ["FileApprovalPolicy"] = new(Stranger.Refused, Roles.Approver, ours => $"/ordering/approval-policies/{ours.UnitId}", _ => new
        {
            validFrom = ScopeCases.Today(),
            rules = Array.Empty<object>(),
        }),
        ["GetApprovalPolicy"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/approval-policies/{ours.UnitId}"),
        ["SetPost"] = new(Stranger.Refused, Roles.Approver, _ => $"/ordering/posts/{Guid.CreateVersion7()}", ours => new
        {
            unitId = ours.UnitId,
            name = "冒名岗位",
            holders = Array.Empty<object>(),
        }),
        ["ListPosts"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/posts?unitId={ours.UnitId}"),
        ["DelegatePost"] = new(Stranger.Refused, Roles.Approver, ours => $"/ordering/posts/{ours.PostId}/delegations", _ => new
        {
            delegationId = Guid.CreateVersion7(),
            to = "stranger",
            from = ScopeCases.Today(),
            until = ScopeCases.Today(),
            reason = "冒名授权",
        }),
        ["EndDelegation"] = new(
            Stranger.Refused, Roles.Approver, ours => $"/ordering/posts/{ours.PostId}/delegations/{ours.PostId}/ending", _ => new { }),
        ["ListApprovals"] = new(Stranger.SeesNothing, Roles.Approver, _ => "/ordering/approvals"),
        ["GetApproval"] = new(Stranger.Refused, Roles.Approver, ours => $"/ordering/approvals/{ours.AwaitingId}"),
        ["ApproveOrder"] = new(
            Stranger.Refused, Roles.Approver, ours => $"/ordering/orders/{ours.AwaitingId}/approval", _ => new { step = 1 }),
        ["RefuseOrder"] = new(
            Stranger.Refused, Roles.Approver, ours => $"/ordering/orders/{ours.AwaitingId}/refusal",
            _ => new { step = 1, reason = "冒名退回" }),
    };
}

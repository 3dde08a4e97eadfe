using Marketplace.Contracts;

namespace Marketplace.Testing.Road;

/// <summary>Approval policies of one step.</summary>
public static class ApprovalPolicies
{
    /// <summary>Files a policy by which a post approves orders from an amount on, and tells the token of whoever holds the post.</summary>
    public static async Task<string> FileAsync(
        RoadHttp http, Guid unitId, long fromFen, CancellationToken ct, Guid? postId = null)
    {
        var (post, today) = (postId ?? Guid.CreateVersion7(), BusinessDay.Of(TimeProvider.System.GetUtcNow()));
        var office = await http.SignInAsync(Roles.Approver, unitId, null, null, ct);
        var chief = $"chief-{unitId:N}";
        await Market.WhenKnownAsync(
            () => http.PutAsync(
                office, $"/ordering/posts/{post}", new
                {
                    unitId,
                    name = "总务科长",
                    holders = new[] { new { subject = chief,
                    from = today } }
                }, ct),
            ct);
        await http.PutAsync(
            office,
            $"/ordering/approval-policies/{unitId}",
            new
            {
                validFrom = today,
                rules = new[] { new { name = "限额以上", amountFromFen = fromFen, steps = new[] { new { postId = post } } } },
            },
            ct);
        return await http.SignInAsync(chief, Roles.Approver, unitId, null, null, ct);
    }
}

using Microsoft.AspNetCore.Http;

namespace Marketplace.Platform.Web;

/// <summary>Endpoint metadata: who may call. Empty means every caller who holds any role.</summary>
public sealed record RolesNeeded(IReadOnlyList<string> Roles)
{
    internal static Refusal Refuse(Endpoint? endpoint)
    {
        var roles = endpoint?.Metadata.GetMetadata<RolesNeeded>()?.Roles ?? [];
        var named = string.Join(", ", roles);
        return roles.Count == 0
            ? new(403, "role_not_allowed", "您的账号没有任何角色，请联系管理员授权。", "Your account holds no role; ask an administrator for one.")
            : new(403, "role_not_allowed", $"您的角色不能执行此操作，需要以下角色之一：{named}。", $"Your role does not allow this; it takes one of: {named}.");
    }
}

using Marketplace.Contracts;

namespace Marketplace.Accounts.Pages;

/// <summary>What roles are called on pages.</summary>
public static class RoleNames
{
    public static string Of(Page page, string role) => role switch
    {
        Roles.Supplier => page.T("供应商", "Supplier"),
        Roles.Purchaser => page.T("采购员", "Purchaser"),
        Roles.Approver => page.T("审批人", "Approver"),
        Roles.Carrier => page.T("承运人", "Carrier"),
        Roles.Keeper => page.T("站长", "Keeper of a station"),
        Roles.Facilitator => page.T("帮销主体", "Facilitator"),
        Roles.Official => page.T("主管官员", "Official"),
        Roles.Auditor => page.T("审计员", "Auditor"),
        Roles.Operator => page.T("运维员", "Operator"),
        _ => role,
    };
}

using Marketplace.Contracts;
using Marketplace.Portal.Sessions;

namespace Marketplace.Portal.Look;

/// <summary>What stands in the menu of whom, and how roles are called.</summary>
static class Menu
{
    public static IEnumerable<(string Path, string Text)> Of(Person person, Language language)
    {
        yield return ("/portal", language["首页", "Home"]);
        if (person.ReadsReports)
        {
            yield return ("/portal/reports", language["报表", "Reports"]);
            yield return ("/portal/months", language["月度签认", "Months"]);
        }

        if (person.IsOfficial)
        {
            yield return ("/portal/proposals", language["待确认", "Proposals"]);
        }

        if (person.Role == Roles.Approver)
        {
            yield return ("/portal/approvals", language["审批", "Approvals"]);
        }

        if (person.IsBuyer)
        {
            yield return ("/portal/deliveries", language["收货", "Deliveries"]);
        }
    }

    public static string RoleName(this Language language, string role) => role switch
    {
        Roles.Official => language["主管部门", "Official"],
        Roles.Purchaser => language["采购员", "Purchaser"],
        Roles.Approver => language["审批人", "Approver"],
        Roles.Supplier => language["供应商", "Supplier"],
        Roles.Carrier => language["承运商", "Carrier"],
        Roles.Facilitator => language["帮销主体", "Facilitator"],
        Roles.Auditor => language["审计", "Auditor"],
        Roles.Operator => language["平台运维", "Operator"],
        _ => role,
    };
}

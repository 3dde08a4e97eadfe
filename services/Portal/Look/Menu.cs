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

        if (person.ReadsReports)
        {
            yield return ("/portal/holds", language["待定", "Held"]);
            yield return ("/portal/suspicions", language["存疑", "Suspicions"]);
            yield return ("/portal/imports", language["帮销台账", "Ledgers"]);
            yield return ("/portal/disputes", language["异议", "Disputes"]);
            yield return ("/portal/lanes", language["线路与运价", "Lanes and tariffs"]);
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

        if (person.Role is Roles.Auditor or Roles.Operator)
        {
            yield return ("/portal/audit", language["账本核查", "Audit"]);
        }

        if (person.Role == Roles.Operator)
        {
            yield return ("/portal/operations", language["运维", "Operations"]);
        }

        var own = person.IsBuyer ? OfBuyers(person, language)
            : person.Role switch
            {
                Roles.Supplier => OfSuppliers(language),
                Roles.Carrier => OfCarriers(language),
                Roles.Keeper => OfKeepers(language),
                Roles.Facilitator => [("/portal/credited", language["计入", "Credited"])],
                _ => [],
            };
        foreach (var item in own)
        {
            yield return item;
        }
    }

    static IEnumerable<(string Path, string Text)> OfSuppliers(Language language) =>
    [
        ("/portal/supply/shipments", language["发货", "To send"]),
        ("/portal/supply/goods", language["商品", "Products"]),
        ("/portal/orders", language["订单", "Orders"]),
        ("/portal/scans", language["交接扫码", "Scans"]),
        ("/portal/disputes", language["异议", "Disputes"]),
        ("/portal/returns", language["退货", "Returns"]),
        ("/portal/payables", language["应收", "Owed to us"]),
        ("/portal/tariffs", language["运价", "Tariffs"]),
        ("/portal/supply/recognitions", language["认定", "Recognition"]),
        ("/portal/credited", language["计入", "Credited"]),
    ];

    static IEnumerable<(string Path, string Text)> OfCarriers(Language language) =>
    [
        ("/portal/tours", language["趟次", "Tours"]),
        ("/portal/loads", language["承运货物", "Loads"]),
        ("/portal/tariffs/own", language["运价", "Tariffs"]),
        ("/portal/disputes", language["异议", "Disputes"]),
        ("/portal/scans", language["交接扫码", "Scans"]),
    ];

    static IEnumerable<(string Path, string Text)> OfKeepers(Language language) =>
    [
        ("/portal/station/intakes", language["过磅记录", "Intakes"]),
        ("/portal/station/households", language["农户", "Households"]),
        ("/portal/station/pay-list", language["结算清单", "Pay list"]),
        ("/portal/station/throughput", language["收货量", "Throughput"]),
        ("/portal/scans", language["交接扫码", "Scans"]),
    ];

    static IEnumerable<(string Path, string Text)> OfBuyers(Person person, Language language)
    {
        if (person.Role == Roles.Purchaser)
        {
            yield return ("/portal/goods", language["找货", "Goods"]);
            yield return ("/portal/sheets", language["订货单", "Sheets"]);
            yield return ("/portal/templates", language["每周菜单", "Weekly menus"]);
            yield return ("/portal/tariffs", language["运价", "Tariffs"]);
            yield return ("/portal/scans", language["交接扫码", "Scans"]);
        }

        yield return ("/portal/orders", language["订单", "Orders"]);
        yield return ("/portal/disputes", language["异议", "Disputes"]);
        yield return ("/portal/returns", language["退货", "Returns"]);
        yield return ("/portal/payables", language["应付", "Payables"]);
        yield return ("/portal/gifts", language["慰问品", "Gifts"]);
        yield return ("/portal/budget", language["预算与份额", "Budget"]);
        if (person.Role == Roles.Purchaser)
        {
            yield return ("/portal/credited", language["计入", "Credited"]);
        }
    }

    public static string RoleName(this Language language, string role) => role switch
    {
        Roles.Official => language["主管部门", "Official"],
        Roles.Purchaser => language["采购员", "Purchaser"],
        Roles.Approver => language["审批人", "Approver"],
        Roles.Supplier => language["供应商", "Supplier"],
        Roles.Carrier => language["承运商", "Carrier"],
        Roles.Keeper => language["站长", "Keeper of a station"],
        Roles.Facilitator => language["帮销主体", "Facilitator"],
        Roles.Auditor => language["审计", "Auditor"],
        Roles.Operator => language["平台运维", "Operator"],
        _ => role,
    };
}

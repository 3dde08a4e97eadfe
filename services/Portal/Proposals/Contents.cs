using System.Text.Json;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Proposals;

/// <summary>What a proposal is about, in words; its content is the body of the command that it would carry out.</summary>
static class Contents
{
    static readonly string[] Naming = ["name", "unitName", "supplierName", "title", "number"];

    /// <summary>What is proposed, by the name of its command.</summary>
    public static string Operation(this Language language, string operation) => operation switch
    {
        "RegisterUnit" => language["采购单位登记申请", "Application of a purchasing unit"],
        "ReviseUnit" => language["采购单位资料变更", "Change of a purchasing unit"],
        "MoveUnit" => language["采购单位归属变更", "Move of a purchasing unit"],
        "RegisterSupplier" => language["供应商入驻申请", "Application of a supplier"],
        "ReviseSupplier" => language["供应商资料变更", "Change of a supplier"],
        "RegisterCarrier" => language["承运商登记申请", "Application of a carrier"],
        "ReviseCarrier" => language["承运商资料变更", "Change of a carrier"],
        "RegisterFacilitator" => language["帮销主体登记申请", "Application of a facilitator"],
        "RegisterPairing" => language["结对关系登记", "Registration of a pairing"],
        "RevisePairing" => language["结对关系变更", "Change of a pairing"],
        "SetTarget" => language["目标任务下达", "Setting of a target"],
        "RegisterDesignation" => language["定点帮扶关系登记", "Registration of a designation"],
        "ReleaseHold" => language["解除待定", "Release of a held sale"],
        "RejectHold" => language["驳回待定", "Rejection of a held sale"],
        "VoidSale" => language["作废虚假交易", "Voiding of a sale"],
        "RuleOnDispute" => language["异议裁定", "Ruling on a dispute"],
        "ReinstateSale" => language["撤销作废", "Reinstatement of a voided sale"],
        _ => language["提案", "Proposal"] + $" {operation}",
    };

    /// <summary>The name in a content, wherever it stands on the first two levels; empty when there is none.</summary>
    public static string NameOf(JsonElement content) => Find(content) ?? "";

    /// <summary>What is proposed, line by line; ids that say nothing to people are left out.</summary>
    public static IEnumerable<(string Name, string Value)> Facts(JsonElement content, Language language) =>
        content.ValueKind != JsonValueKind.Object ? [] : content.EnumerateObject().SelectMany(property => property.Value.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.Object => Facts(property.Value, language),
            JsonValueKind.Array => [(language.Fact(property.Name), string.Join(language["、", ", "], property.Value.EnumerateArray()))],
            _ when Guid.TryParse(property.Value.ToString(), out _) => [],
            JsonValueKind.True => [(language.Fact(property.Name), language["是", "yes"])],
            JsonValueKind.False => [(language.Fact(property.Name), language["否", "no"])],
            _ => new[] { (language.Fact(property.Name), property.Value.ToString()) },
        });

    static string Fact(this Language language, string name) => name switch
    {
        "name" => language["名称", "Name"],
        "kind" => language["类型", "Kind"],
        "creditCode" => language["统一社会信用代码", "Credit code"],
        "affiliationRegionId" => language["归属地代码", "Region it belongs to"],
        "affiliatedFrom" => language["归属起始日", "Belongs from"],
        "isCentralBudget" => language["中央预算单位", "Central budget"],
        "isPairingDesignated" => language["协作定点单位", "Designated in the pairing"],
        "budgetLevel" => language["预算级次", "Budget level"],
        "financeDivision" => language["财政归口", "Finance division"],
        "department" => language["主管部门", "Department"],
        "regionId" or "originRegionId" => language["地区代码", "Region"],
        "registrationRegionId" => language["注册地代码", "Region of registration"],
        "operatingRegionId" => language["经营地代码", "Region of operation"],
        "address" => language["地址", "Address"],
        "contact" => language["联系人", "Contact"],
        "phone" => language["电话", "Telephone"],
        "validFrom" => language["起始日", "From"],
        "validTo" or "validUntil" => language["截止日", "Until"],
        "year" => language["年度", "Year"],
        "amountFen" => language["金额（分）", "Amount (fen)"],
        "scheme" => language["渠道", "Scheme"],
        "tier" => language["层级", "Tier"],
        "eastRegionId" => language["东部代码", "East"],
        "westRegionId" => language["西部代码", "West"],
        "note" => language["查明的情况", "What was found"],
        "reason" => language["理由", "Why"],
        "accepted" => language["采购方接收", "The buyer takes over"],
        "rejected" => language["供应商收回", "The supplier takes back"],
        "isReleased" => language["予以计入", "It is to count"],
        "acceptanceNo" => language["第几次验收", "Acceptance no."],
        "document" or "sourceDocument" => language["文件", "Document"],
        _ => name,
    };

    /// <summary>How a side of a proposal is called.</summary>
    public static string Side(this Language language, string name) => name switch
    {
        "buyer" => language["采购方", "The buyer's side"],
        "supplier" => language["供应方", "The supplier's side"],
        "origin" => language["产地方", "The side of the origin"],
        _ => name,
    };

    static string? Find(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var name in Naming)
        {
            if (element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
            {
                return value.GetString();
            }
        }

        return element.EnumerateObject().Select(property => property.Value)
            .Where(value => value.ValueKind == JsonValueKind.Object)
            .Select(Find).FirstOrDefault(found => found is not null);
    }
}

using System.Text.Json;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Home;

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
        _ => language["提案", "Proposal"] + $" {operation}",
    };

    /// <summary>The name in a content, wherever it stands on the first two levels; empty when there is none.</summary>
    public static string NameOf(JsonElement content) => Find(content) ?? "";

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

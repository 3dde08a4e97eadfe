using Marketplace.Catalog.Domain;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;

namespace Marketplace.Catalog.Suppliers;

/// <summary>Who may sell, and who may change what belongs to a supplier.</summary>
static class SupplierRules
{
    /// <summary>403 unless the caller belongs to the supplier.</summary>
    public static void RequireOwn(Caller caller, Guid supplierId)
    {
        if (caller.Org != supplierId)
        {
            throw new ForbiddenException(
                "not_your_organisation",
                "您只能维护本供应商的信息和商品；请改用该供应商的账号。",
                "You can change what belongs to your own organisation only; use an account of that supplier.");
        }
    }

    /// <summary>409 while the supplier is suspended.</summary>
    public static void RequireActive(Supplier supplier)
    {
        if (!supplier.IsActive)
        {
            throw new RuleBrokenException(
                "supplier_suspended",
                "该供应商已被停用，不能上架、修改商品或报送批次；请联系平台运维人员。",
                "The supplier is suspended and can neither list nor change products or batches; ask an operator.");
        }
    }

    public static NotFoundException NotFound() => new(
        "supplier_not_found", "没有这个供应商，请核对标识。", "There is no such supplier; check the id.");
}

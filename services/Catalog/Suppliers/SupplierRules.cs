using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Suppliers;

/// <summary>Who may sell, and who may change what belongs to a supplier.</summary>
static class SupplierRules
{
    /// <summary>The supplier with its regions, locked until the transaction ends.</summary>
    /// <exception cref="NotFoundException">There is no such supplier.</exception>
    public static async Task<Supplier> LockSupplierAsync(this CatalogDb db, Guid supplierId, CancellationToken ct)
    {
        await db.LockAsync<Supplier>([supplierId], ct);
        return await db.Suppliers.Include(supplier => supplier.Registration).Include(supplier => supplier.Operating)
            .SingleOrDefaultAsync(supplier => supplier.Id == supplierId, ct) ?? throw NotFound();
    }

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

    /// <summary>409 while the supplier is suspended or removed. What it owes for orders it still delivers.</summary>
    public static void RequireSells(Supplier supplier, DateOnly today)
    {
        switch (supplier.StateOn(today))
        {
            case SupplierState.Suspended:
                throw new RuleBrokenException(
                    "supplier_suspended",
                    "该供应商已被暂停，不能上架、修改商品或报送批次；可在供应商信息中查看原因，并向上级申诉。",
                    "The supplier is suspended and can neither list nor change products or batches; it reads why, and may appeal.");
            case SupplierState.Removed:
                throw new RuleBrokenException(
                    "supplier_removed",
                    "该供应商已被移出，不能上架、修改商品或报送批次；可重新申请。",
                    "The supplier is removed and can neither list nor change products or batches; it may apply anew.");
            case SupplierState.Active or SupplierState.Warned:
                break;
        }
    }

    /// <summary>The sanction of that number.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public static SupplierSanction SanctionOf(Supplier supplier, int number) =>
        supplier.Sanctions.FirstOrDefault(sanction => sanction.Number == number) ?? throw new NotFoundException(
            "sanction_not_found", "该供应商没有这一处分，请核对编号。", "The supplier has no such sanction; check its number.");

    /// <summary>The sanction of that number.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="RuleBrokenException">It is over or was lifted.</exception>
    public static SupplierSanction SanctionInForce(Supplier supplier, int number, DateOnly today)
    {
        var sanction = SanctionOf(supplier, number);
        return sanction.IsInForceOn(today)
            ? sanction
            : throw new RuleBrokenException("sanction_over", "该处分已期满或已解除。", "The sanction is over or was lifted.");
    }

    public static NotFoundException NotFound() => new(
        "supplier_not_found", "没有这个供应商，请核对标识。", "There is no such supplier; check the id.");
}

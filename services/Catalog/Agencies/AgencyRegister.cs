using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Messages;
using Marketplace.Catalog.Storage;
using Marketplace.Catalog.Suppliers;
using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Agencies;

/// <summary>The authorities of agents and the listings that rest on them (CR-05g).</summary>
static class AgencyRegister
{
    extension(CatalogDb db)
    {
        /// <summary>What a listing says of its principal by the authorities that hold today.</summary>
        /// <param name="agentId">Who lists.</param>
        /// <param name="sold">The principal's product, with its supplier.</param>
        /// <param name="today">The day.</param>
        /// <exception cref="RuleBrokenException">No authority for it holds today, or the principal may not sell itself.</exception>
        public async Task<Agency> RequireAuthorityAsync(Guid agentId, Product sold, DateOnly today, CancellationToken ct)
        {
            SupplierRules.RequireSells(sold.Supplier, today);
            return await db.AuthorityAsync(agentId, sold, today, ct) ?? throw NoAuthority(sold.Supplier.Name, sold.Name);
        }

        /// <summary>Publishes an authority that has changed, and every listing of the agent whose days it changes.</summary>
        public async Task TellAsync(AgencyAuthority agency, DateOnly today, CancellationToken ct)
        {
            db.Publish(agency.ToMessage());
            await db.SaveChangesAsync(ct);
            var resting = db.Products.Where(product =>
                product.SupplierId == agency.AgentId && product.PrincipalId == agency.PrincipalId);
            await db.LockAsync<Product>(await resting.Select(product => product.Id).ToListAsync(ct), ct);
            foreach (var product in await resting.Include(product => product.Origin).ToListAsync(ct))
            {
                var sold = await db.Products.Include(known => known.Supplier)
                    .SingleAsync(known => known.Id == product.PrincipalProductId, ct);
                if (product.RestOn(await db.AuthorityAsync(agency.AgentId, sold, today, ct)))
                {
                    db.Publish(product.ToMessage());
                }
            }
        }

        /// <summary>The authority by which the agent may sell the product longest from today on; null when none holds.</summary>
        async Task<Agency?> AuthorityAsync(Guid agentId, Product sold, DateOnly today, CancellationToken ct)
        {
            var held = await db.AgencyAuthorities
                .Where(known => known.AgentId == agentId && known.PrincipalId == sold.SupplierId).ToListAsync(ct);
            return held.Where(known => known.Covers(sold.Id, today)).MaxBy(known => known.LastDay) is { } longest
                ? new Agency
                {
                    PrincipalId = sold.SupplierId,
                    PrincipalName = sold.Supplier.Name,
                    ProductId = sold.Id,
                    ValidFrom = longest.ValidFrom,
                    ValidUntil = longest.LastDay,
                }
                : null;
        }
    }

    /// <summary>409 when an agent's listing rests on an authority that does not hold today.</summary>
    public static void RequireInForce(Product product, DateOnly today)
    {
        if (product.Agency is { } agency && !agency.IsValidOn(today))
        {
            throw NoAuthority(agency.PrincipalName, product.Name);
        }
    }

    static RuleBrokenException NoAuthority(string principal, string product) => new(
        "no_authority",
        $"没有“{principal}”对商品“{product}”的有效代理授权；请由委托方授权并经其所在县确认。",
        $"There is no authority of \"{principal}\" to sell \"{product}\"; the principal gives it and its county confirms it.",
        "principalProductId");

    public static NotFoundException NotFound() => new(
        "agency_not_found", "没有这项代理授权，请核对标识。", "There is no such authority; check the id.");
}

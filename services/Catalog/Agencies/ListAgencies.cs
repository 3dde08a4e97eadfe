using Marketplace.Catalog.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Agencies;

/// <summary>GET /catalog/agencies: by id, which is roughly the order in which they were applied for; those that are over too.</summary>
public static class ListAgencies
{
    /// <summary>What to look for; absent filters let everything through.</summary>
    /// <param name="AgentId">Who sells.</param>
    /// <param name="PrincipalId">For whom.</param>
    public sealed record Filter(Guid? AgentId = null, Guid? PrincipalId = null);

    public static void Map(RouteGroupBuilder agencies) => agencies.MapGet("/", HandleAsync)
        .WithName(nameof(ListAgencies)).WithSummary("代理授权列表 List the authorities of agents").ForEveryRole();

    static async Task<Ok<Page<AgencyView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, CatalogDb db, CancellationToken ct)
    {
        var agencies = db.AgencyAuthorities.AsNoTracking().Where(known =>
            (filter.AgentId == null || known.AgentId == filter.AgentId)
            && (filter.PrincipalId == null || known.PrincipalId == filter.PrincipalId));
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var after = Cursor.Id(last);
            agencies = agencies.Where(known => known.Id > after);
        }

        var found = await agencies.OrderBy(known => known.Id).Take(page.Size + 1)
            .Include(known => known.Agent).Include(known => known.Principal).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, AgencyView.Of, known => Cursor.Encode(known.Id.ToString())));
    }
}

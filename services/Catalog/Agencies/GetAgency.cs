using Marketplace.Catalog.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Agencies;

/// <summary>GET /catalog/agencies/{agencyId}.</summary>
public static class GetAgency
{
    public static void Map(RouteGroupBuilder agencies) => agencies.MapGet("/{agencyId:guid}", HandleAsync)
        .WithName(nameof(GetAgency)).WithSummary("查看代理授权 Get the authority of an agent").ForEveryRole();

    static async Task<EtagOk<AgencyView>> HandleAsync(Guid agencyId, CatalogDb db, CancellationToken ct)
    {
        var agency = await db.AgencyAuthorities.AsNoTracking().Include(known => known.Agent).Include(known => known.Principal)
            .SingleOrDefaultAsync(known => known.Id == agencyId, ct) ?? throw AgencyRegister.NotFound();
        return Etag.Ok(AgencyView.Of(agency), agency.Version);
    }
}

using System.Globalization;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.AllInOne.Identity;

/// <summary>GET /identity/demo-identities: as whom one can act in the demo.</summary>
static class ListDemoIdentities
{
    public static void Map(RouteGroupBuilder identity) => identity.MapGet("/demo-identities", Handle)
        .WithName("ListDemoIdentities").WithSummary("演示身份 List the demo identities").AllowAnonymous().DisableRateLimiting();

    static Ok<Page<DemoIdentity>> Handle([AsParameters] PageQuery page, DemoIdentities identities)
    {
        var from = Cursor.Decode(page.After, 1) is [var part] ? Math.Clamp(Cursor.Number(part), 0, int.MaxValue) : 0;
        var (items, next) = identities.List((int)from, page.Size);
        return TypedResults.Ok(new Page<DemoIdentity>
        {
            Items = items,
            Next = next is { } place ? Cursor.Encode(place.ToString(CultureInfo.InvariantCulture)) : null,
        });
    }
}

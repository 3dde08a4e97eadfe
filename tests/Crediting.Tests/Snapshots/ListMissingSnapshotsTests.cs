using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Snapshots;

/// <summary>GET /credits/snapshots/missing (CR-21).</summary>
public sealed class ListMissingSnapshotsTests
{
    const string Failing = "R1-2024-05-330281";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_see_what_is_missing_in_their_region_only(Engine engine)
    {
        var (service, _) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        await service.RefuseSnapshotAsync(Failing);
        await service.CloseMayAsync();

        var own = service.Client(Roles.Official, region: "330281", tier: "County");
        Assert.Equal(Failing, Assert.Single((await own.GetJsonAsync("/credits/snapshots/missing")).List("items")).Text("number"));
        var other = service.Client(Roles.Official, region: "330211", tier: "County");
        Assert.Empty((await other.GetJsonAsync("/credits/snapshots/missing")).List("items"));
        await service.Client(Roles.Purchaser).RefusedAsync("/credits/snapshots/missing", HttpStatusCode.Forbidden);
    }
}

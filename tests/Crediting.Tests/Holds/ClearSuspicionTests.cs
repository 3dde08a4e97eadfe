using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Holds;

/// <summary>POST /credits/suspicions/{suspicionId}/clearance (CR-17).</summary>
public sealed class ClearSuspicionTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_suspicion_is_cleared_once_by_those_who_know_the_party(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (suspicionId, supplierId) = await service.SuspectAsync();
        Assert.Equal("404 suspicion_not_found", await service.Official("441302").ClearAsync(suspicionId).RefusalAsync());
        Assert.Equal("404 suspicion_not_found", await service.Official("513430").ClearAsync(Guid.CreateVersion7()).RefusalAsync());

        var cleared = await service.Official("513430").ClearAsync(suspicionId).JsonAsync(HttpStatusCode.OK);

        Assert.Equal((suspicionId.ToString(), supplierId.ToString()), (cleared.Text("suspicionId"), cleared.Text("partyId")));
        Assert.Equal(JsonValueKind.String, cleared.GetProperty("until").ValueKind);
        Assert.Equal("409 suspicion_cleared", await service.Official("513430").ClearAsync(suspicionId).RefusalAsync());
    }

    [Fact]
    public async Task Officials_and_operators_clear()
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        await service.IsForAsync(
            HttpMethod.Post, $"{SuspicionScenario.Path}/{Guid.CreateVersion7()}/clearance", Roles.Official);
    }
}

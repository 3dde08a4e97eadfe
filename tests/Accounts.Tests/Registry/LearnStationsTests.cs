using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Accounts.Tests.Registry;

/// <summary>← StationPublished.</summary>
public sealed class LearnStationsTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_station_is_as_its_newest_version_says_however_often_and_in_which_order_it_is_heard(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var id = Guid.CreateVersion7();
        StationPublished Version(long version, string name, DateOnly? ended) => new()
        {
            StationId = id,
            Version = version,
            Name = name,
            RegionPath = new RegionPath("/510000/510800/510824/"),
            Township = "云峰镇",
            EndedOn = ended,
        };

        await accounts.Service.DeliverAsync(Version(2, "三会村服务站", new DateOnly(2026, 1, 1)), ct: Ct);
        await accounts.Service.DeliverAsync(Version(2, "三会村服务站", new DateOnly(2026, 1, 1)), ct: Ct);
        await accounts.Service.DeliverAsync(Version(1, "旧名", null), ct: Ct);

        await using var scope = accounts.Service.OpenDb(out var db);
        var organisation = await db.Organisations.SingleAsync(row => row.Id == id, Ct);
        Assert.Equal((OrganisationKind.Station, "三会村服务站", "510824"), (organisation.Kind, organisation.Name, organisation.RegionId));
        Assert.Equal([Roles.Keeper], Duties.Of(organisation.Kind));
    }
}

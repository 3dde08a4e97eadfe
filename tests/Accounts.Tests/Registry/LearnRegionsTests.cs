using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Accounts.Tests.Registry;

/// <summary>← RegionsPublished.</summary>
public sealed class LearnRegionsTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_newest_version_is_kept_whatever_comes_twice_or_late(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var id = $"{Guid.CreateVersion7():N}"[..20];
        RegionsPublished Version(long version, string name) => new()
        {
            Regions =
            [
                new()
                {
                    RegionId = id,
                    Version = version,
                    Name = name,
                    Level = RegionLevel.FunctionalZone,
                    Path = new RegionPath($"/330000/{id}/"),
                    EndedOn = version == 3 ? new DateOnly(2026, 1, 1) : null,
                },
            ],
        };

        await accounts.Service.DeliverAsync(Version(2, "新区"), ct: Ct);
        await accounts.Service.DeliverAsync(Version(2, "新区"), ct: Ct);
        await accounts.Service.DeliverAsync(Version(1, "旧区"), ct: Ct);
        Assert.Equal(("新区", "County", null), await ReadAsync(accounts, id));

        await accounts.Service.DeliverAsync(Version(3, "已并入"), ct: Ct);
        await accounts.Service.DeliverAsync(Version(2, "新区"), ct: Ct);
        Assert.Equal(("已并入", "County", new DateOnly(2026, 1, 1)), await ReadAsync(accounts, id));
    }

    static async Task<(string Name, string Tier, DateOnly? EndedOn)> ReadAsync(RunningAccounts accounts, string id)
    {
        await using var scope = accounts.Service.OpenDb(out var db);
        Region region = await db.Regions.SingleAsync(row => row.Id == id, Ct);
        return (region.Name, region.Tier, region.EndedOn);
    }
}

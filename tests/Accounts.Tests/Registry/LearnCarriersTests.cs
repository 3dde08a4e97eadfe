using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Accounts.Tests.Registry;

/// <summary>← CarrierPublished.</summary>
public sealed class LearnCarriersTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_newest_version_is_kept_and_one_that_ended_has_no_office(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var id = Guid.CreateVersion7();

        await accounts.Service.DeliverAsync(Version(id, 2, "新名"), ct: Ct);
        await accounts.Service.DeliverAsync(Version(id, 2, "新名"), ct: Ct);
        await accounts.Service.DeliverAsync(Version(id, 1, "旧名"), ct: Ct);
        Assert.Equal((OrganisationKind.Carrier, "新名", "513430"), await ReadAsync());

        await accounts.Service.DeliverAsync(Version(id, 3, "新名") with { EndedOn = new(2026, 11, 21) }, ct: Ct);
        Assert.Equal((OrganisationKind.Carrier, "新名", null), await ReadAsync());

        async Task<(OrganisationKind Kind, string Name, string? RegionId)> ReadAsync()
        {
            await using var scope = accounts.Service.OpenDb(out var db);
            var organisation = await db.Organisations.SingleAsync(row => row.Id == id, Ct);
            return (organisation.Kind, organisation.Name, organisation.RegionId);
        }
    }

    internal static CarrierPublished Version(Guid id, long version, string name) => new()
    {
        CarrierId = id,
        Version = version,
        Name = name,
        RegistrationPath = new RegionPath("/510000/513400/513430/"),
    };
}

using Marketplace.Catalog.Specialties;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Catalog.Tests.Specialties;

public sealed class ListSpecialtiesTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task The_reference_list_can_be_paged_and_narrowed_to_a_region(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var client = catalog.As(Roles.Purchaser);
        var all = await client.GetAllAsync("/catalog/specialties", size: 5);
        Assert.Equal(26, all.Select(item => $"{item["originCountyId"]}{item["name"]}").Distinct().Count());
        Assert.Equal(26, all.Count);
        var oil = Assert.Single(all, item => (string?)item["name"] == "金阳青花椒油");
        Assert.Equal(
            ("Condiment", "Deep", "bottle", "26.80", "金阳县"),
            (
                (string?)oil["category"], (string?)oil["processingLevel"], (string?)oil["saleUnit"],
                (string?)oil["referencePrice"], (string?)oil["originName"]));

        Assert.Equal(2, (await client.GetAllAsync($"/catalog/specialties?origin={Places.Jinyang}")).Count);
        Assert.Equal(5, (await client.GetAllAsync($"/catalog/specialties?origin={Places.Liangshan}")).Count);
        Assert.Equal(4, (await client.GetAllAsync($"/catalog/specialties?origin={Places.Inner}")).Count);
        await client.RefusesAsync(
            c => c.GetAsync(new Uri("/catalog/specialties?origin=1", UriKind.Relative), Ct), 400, "unknown_region", "origin");
        await client.RefusesAsync(
            c => c.GetAsync(new Uri("/catalog/specialties?after=x", UriKind.Relative), Ct), 400, "cursor_invalid", "after");
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Loading_the_list_again_changes_nothing(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var load = new LoadSpecialties(catalog.Service.Services.GetRequiredService<IServiceScopeFactory>());
        await load.StartAsync(Ct);
        await load.StopAsync(Ct);
        await using var scope = catalog.Service.OpenDb(out var db);
        Assert.Equal(26, await db.Specialties.CountAsync(Ct));
    }
}

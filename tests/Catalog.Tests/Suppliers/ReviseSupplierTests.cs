using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Suppliers;

/// <summary>PUT /catalog/suppliers/{supplierId}.</summary>
public sealed class ReviseSupplierTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_supplier_that_moves_is_confirmed_by_the_county_that_it_leaves_and_the_one_that_it_comes_to(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var (jinyang, yanyuan) = (catalog.County(), catalog.County(Places.Yanyuan));
        using var proposed = await catalog.As(Roles.Supplier, supplierId).PutIfMatchAsync(Path(supplierId), Revision(), 1, Ct);
        Assert.Equal(HttpStatusCode.Accepted, proposed.StatusCode);
        var confirmation = $"{proposed.Headers.Location}/confirmation";
        await jinyang.PostOnceAsync(confirmation, new { }, ct: Ct).DoneAsync();
        Assert.Equal("金阳县", (string?)(await jinyang.GetNodeAsync(Path(supplierId)))["operatingRegionName"]);
        await yanyuan.PostOnceAsync(confirmation, new { }, ct: Ct).DoneAsync();

        var told = await catalog.ToldAsync<SupplierPublished>(2, news => news.SupplierId == supplierId, supplierId);
        var newest = told.MaxBy(news => news.Version)!;
        Assert.Equal(
            (2, "盐源苹果合作社", SupplierType.Enterprise, "/510000/513400/513423/"),
            (newest.Version, newest.Name, newest.Type, newest.OperatingPath.Value));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Its_county_changes_a_name_alone_and_a_place_with_the_other_county(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        await catalog.County().PutIfMatchAsync(Path(supplierId), Revision(operating: Places.Jinyang), 1, Ct).DoneAsync();
        using var proposed = await catalog.County().PutIfMatchAsync(Path(supplierId), Revision(), 2, Ct);
        Assert.Equal(HttpStatusCode.Accepted, proposed.StatusCode);
        var yanyuan = catalog.Service.Client(Roles.Official, region: Places.Yanyuan, tier: "County", subject: "yanyuan");
        await yanyuan.PostOnceAsync($"{proposed.Headers.Location}/confirmation", new { }, ct: Ct).DoneAsync();
        Assert.Equal("盐源县", (string?)(await catalog.County().GetNodeAsync(Path(supplierId)))["operatingRegionName"]);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Who_has_not_seen_the_newest_version_is_refused(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var county = catalog.County();
        await county.PutIfMatchAsync(Path(supplierId), Revision(operating: Places.Jinyang), 1, Ct).DoneAsync();
        await county.RefusesAsync(c => c.PutIfMatchAsync(Path(supplierId), Revision(), 1, Ct), 412, "changed_meanwhile");
        await county.RefusesAsync(c => c.PutAsJsonAsync(Path(supplierId), Revision(), Ct), 428, "if_match_missing");
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task What_has_changed_since_it_was_proposed_is_not_confirmed(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        using var proposed = await catalog.As(Roles.Supplier, supplierId)
            .PutIfMatchAsync(Path(supplierId), Revision(operating: Places.Jinyang), 1, Ct);
        await catalog.County().SanctionAsync(supplierId, "Warning").DoneAsync();
        await catalog.County().RefusesAsync(
            c => c.PostOnceAsync($"{proposed.Headers.Location}/confirmation", new { }, ct: Ct), 409, "object_changed");
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Bad_revisions_and_strangers_change_nothing(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        (string Field, JsonNode? Value, string Code)[] faults =
        [
            ("name", "", "text_blank"),
            ("name", new string('x', 101), "text_too_long"),
            ("operatingRegionId", "123456", "unknown_region"),
            ("operatingRegionId", 513430, "json_wrong_type"),
            ("registrationRegionId", "513423", "field_unknown"),
        ];
        foreach (var (field, value, code) in faults)
        {
            var body = Revision();
            body[field] = value;
            await catalog.As(Roles.Supplier, supplierId)
                .RefusesAsync(c => c.PutIfMatchAsync(Path(supplierId), body, 1, Ct), 400, code, field);
        }

        var agent = Revision(operating: Places.Jinyang);
        agent["type"] = "Agent";
        await catalog.County().RefusesAsync(c => c.PutIfMatchAsync(Path(supplierId), agent, 1, Ct), 409, "agent_for_good", "type");
        await catalog.As(Roles.Supplier, Guid.CreateVersion7())
            .RefusesAsync(c => c.PutIfMatchAsync(Path(supplierId), Revision(), 1, Ct), 403, "not_your_organisation");
        await catalog.County(Places.Wuchuan)
            .RefusesAsync(c => c.PutIfMatchAsync(Path(supplierId), Revision(), 1, Ct), 403, "not_your_region");
        await catalog.As(Roles.Auditor).RefusesAsync(c => c.PutIfMatchAsync(Path(supplierId), Revision(), 1, Ct), 403, "role_not_allowed");
        await catalog.As(Roles.Operator).RefusesAsync(c => c.PutIfMatchAsync(Path(supplierId), Revision(), 1, Ct), 403, "role_not_allowed");
        await catalog.As(Roles.Supplier)
            .RefusesAsync(c => c.PutIfMatchAsync(Path(Guid.CreateVersion7()), Revision(), 1, Ct), 404, "supplier_not_found");
        Assert.Equal(1, (long?)(await catalog.As(Roles.Auditor).GetNodeAsync(Path(supplierId)))["version"]);
    }

    static string Path(Guid supplierId) => $"/catalog/suppliers/{supplierId}";

    static JsonObject Revision(string operating = Places.Yanyuan) =>
        new() { ["name"] = "盐源苹果合作社", ["type"] = "Enterprise", ["operatingRegionId"] = operating };
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Suppliers;

public sealed class ReviseSupplierTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_supplier_changes_its_name_and_where_it_operates(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        using var answer = await catalog.As(Roles.Supplier, supplierId).PutIfMatchAsync(Path(supplierId), Revision(), 1, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("\"2\"", answer.Headers.ETag?.Tag);
        Assert.Equal("盐源县", (string?)(await answer.NodeAsync())!["operatingRegionName"]);

        var told = await catalog.ToldAsync<SupplierPublished>(2, news => news.SupplierId == supplierId, supplierId);
        var newest = told.MaxBy(news => news.Version)!;
        Assert.Equal((2, "盐源苹果合作社", "/510000/513400/513423/"), (newest.Version, newest.Name, newest.OperatingPath.Value));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Who_has_not_seen_the_newest_version_is_refused(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        using var first = await catalog.As(Roles.Supplier, supplierId).PutIfMatchAsync(Path(supplierId), Revision(), 1, Ct);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var client = catalog.As(Roles.Supplier, supplierId);
        await client.RefusesAsync(c => c.PutIfMatchAsync(Path(supplierId), Revision(), 1, Ct), 412, "changed_meanwhile");
        await client.RefusesAsync(c => c.PutAsJsonAsync(Path(supplierId), Revision(), Ct), 428, "if_match_missing");
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Of_ten_who_revise_the_same_version_at_once_one_succeeds(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            catalog.As(Roles.Supplier, supplierId).PutIfMatchAsync(Path(supplierId), Revision(), 1, Ct)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.StatusCode != HttpStatusCode.OK), answer => Assert.Contains(
            answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.PreconditionFailed, HttpStatusCode.Conflict]));
        await catalog.ToldAsync<SupplierPublished>(2, news => news.SupplierId == supplierId, supplierId);
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
            ("type", "Enterprise", "field_unknown"),
        ];
        foreach (var (field, value, code) in faults)
        {
            var body = Revision();
            body[field] = value;
            await catalog.As(Roles.Supplier, supplierId)
                .RefusesAsync(c => c.PutIfMatchAsync(Path(supplierId), body, 1, Ct), 400, code, field);
        }

        await catalog.As(Roles.Supplier, Guid.CreateVersion7())
            .RefusesAsync(c => c.PutIfMatchAsync(Path(supplierId), Revision(), 1, Ct), 403, "not_your_organisation");
        await catalog.As(Roles.Auditor).RefusesAsync(c => c.PutIfMatchAsync(Path(supplierId), Revision(), 1, Ct), 403, "role_not_allowed");
        await catalog.As(Roles.Operator).RefusesAsync(c => c.PutIfMatchAsync(Path(supplierId), Revision(), 1, Ct), 403, "role_not_allowed");
        await catalog.As(Roles.Supplier)
            .RefusesAsync(c => c.PutIfMatchAsync(Path(Guid.CreateVersion7()), Revision(), 1, Ct), 404, "supplier_not_found");
        Assert.Equal(1, (long?)(await catalog.As(Roles.Auditor).GetNodeAsync(Path(supplierId)))["version"]);
    }

    static string Path(Guid supplierId) => $"/catalog/suppliers/{supplierId}";

    static JsonObject Revision() => new() { ["name"] = "盐源苹果合作社", ["operatingRegionId"] = Places.Yanyuan };
}

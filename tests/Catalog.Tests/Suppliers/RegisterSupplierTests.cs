using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Catalog.Tests.Suppliers;

public sealed class RegisterSupplierTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_supplier_applies_its_county_endorses_it_and_others_are_told(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = Guid.CreateVersion7();
        using var answer = await catalog.As(Roles.Supplier, supplierId).PostOnceAsync(
            "/catalog/suppliers", Samples.Supplier(supplierId, operating: Places.Yanyuan), ct: Ct);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var proposal = $"{answer.Headers.Location}/confirmation";
        await catalog.As(Roles.Supplier, supplierId)
            .RefusesAsync(client => client.PostOnceAsync(proposal, new { }, ct: Ct), 409, "own_proposal");
        await catalog.County(Places.Yanyuan)
            .RefusesAsync(client => client.PostOnceAsync(proposal, new { }, ct: Ct), 404, "proposal_not_found");
        Assert.DoesNotContain(catalog.Service.Published<SupplierPublished>(), news => news.SupplierId == supplierId);
        using var endorsed = await catalog.County().PostOnceAsync(proposal, new { document = "金农〔2026〕12号" }, ct: Ct);
        Assert.Equal(HttpStatusCode.OK, endorsed.StatusCode);
        var view = await catalog.As(Roles.Purchaser).GetNodeAsync((string)(await endorsed.NodeAsync())!["location"]!);
        Assert.Equal("金阳县", (string?)view["registrationRegionName"]);
        Assert.Equal("盐源县", (string?)view["operatingRegionName"]);
        Assert.Equal("Active", (string?)view["state"]);
        Assert.Equal("Cooperative", (string?)view["type"]);

        var told = (await catalog.ToldAsync<SupplierPublished>(1, news => news.SupplierId == supplierId, supplierId))[0];
        Assert.Equal((1, null, SupplierType.Cooperative), (told.Version, told.Suspensions, told.Type));
        Assert.Equal(("/510000/513400/513430/", "/510000/513400/513423/"), (told.RegistrationPath.Value, told.OperatingPath.Value));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_request_sent_twice_registers_once(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = Guid.CreateVersion7();
        var (client, key) = (catalog.County(), Guid.CreateVersion7().ToString());
        using var first = await client.PostOnceAsync("/catalog/suppliers", Samples.Supplier(supplierId), key, Ct);
        using var again = await client.PostOnceAsync("/catalog/suppliers", Samples.Supplier(supplierId), key, Ct);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Contains("true", again.Headers.GetValues("Idempotency-Replayed"));
        await catalog.ToldAsync<SupplierPublished>(1, news => news.SupplierId == supplierId, supplierId);
        foreach (var caller in (HttpClient[])[client, catalog.As(Roles.Supplier, supplierId)])
        {
            await caller.RefusesAsync(
                c => c.PostOnceAsync("/catalog/suppliers", Samples.Supplier(supplierId), ct: Ct), 409, "already_exists");
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task What_is_not_a_supplier_is_refused_with_the_field_and_changes_nothing(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = Guid.CreateVersion7();
        (string Field, JsonNode? Value, string Code, string? At)[] faults =
        [
            ("name", " ", "text_blank", null),
            ("name", new string('合', 101), "text_too_long", null),
            ("name", "金阳\u0007", "text_unreadable", null),
            ("name", null, "field_missing", null),
            ("type", "Trader", "json_wrong_type", null),
            ("type", 1, "json_wrong_type", null),
            ("registrationRegionId", "999999", "unknown_region", null),
            ("registrationRegionId", "四川", "code_invalid", null),
            ("operatingRegionId", "999998", "unknown_region", null),
            ("operatingRegionId", new string('1', 41), "code_invalid", null),
            ("region", "513430", "field_unknown", null),
        ];
        foreach (var (field, value, code, at) in faults)
        {
            var body = Samples.Supplier(supplierId);
            body[field] = value;
            await catalog.As(Roles.Supplier, supplierId).RefusesAsync(
                client => client.PostOnceAsync("/catalog/suppliers", body, ct: Ct), 400, code, at ?? field);
        }

        await catalog.As(Roles.Supplier, Guid.Empty).RefusesAsync(
            client => client.PostOnceAsync("/catalog/suppliers", Samples.Supplier(Guid.Empty), ct: Ct), 400, "id_empty", "supplierId");
        await using var scope = catalog.Service.OpenDb(out var db);
        Assert.False(await db.Suppliers.AnyAsync(supplier => supplier.Id == supplierId, Ct));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Only_the_supplier_itself_applies_and_only_its_county_registers_it(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = Guid.CreateVersion7();
        Task<HttpResponseMessage> Send(HttpClient client) =>
            client.PostOnceAsync("/catalog/suppliers", Samples.Supplier(supplierId), ct: Ct);
        await catalog.As(Roles.Supplier, Guid.CreateVersion7()).RefusesAsync(Send, 403, "not_your_organisation");
        await catalog.As(Roles.Supplier).RefusesAsync(Send, 403, "not_your_organisation");
        foreach (var role in (string[])[Roles.Purchaser, Roles.Approver, Roles.Carrier, Roles.Operator, Roles.Auditor])
        {
            await catalog.As(role, supplierId).RefusesAsync(Send, 403, "role_not_allowed");
        }

        await catalog.County(Places.Yanyuan).RefusesAsync(Send, 403, "not_your_region");
        using var registered = await Send(catalog.County());
        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
    }
}

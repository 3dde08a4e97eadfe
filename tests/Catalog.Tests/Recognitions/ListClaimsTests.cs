using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Recognitions;

/// <summary>GET /catalog/recognitions/claims.</summary>
public sealed class ListClaimsTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_county_sees_the_claims_that_its_register_has_not_answered(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var (issued, declined, open) = (Register.NewNumber(), Register.NewNumber(), Register.NewNumber());
        foreach (var number in (string[])[issued, declined, open])
        {
            await catalog.ClaimingProductAsync(supplierId, number);
        }

        await catalog.IssuedAsync(Register.Issue(issued, supplierId));
        using var refused = await catalog.County().PostOnceAsync(
            $"{Register.Path}/refusals",
            new { number = declined, supplierId, countyId = Places.Jinyang, reason = "本县未作此认定" },
            ct: Ct);
        Assert.Equal(HttpStatusCode.Created, refused.StatusCode);

        Assert.Equal([open], await NumbersAsync(catalog.County()));
        Assert.Equal([open], await NumbersAsync(catalog.As(Roles.Auditor)));
        Assert.Empty(await NumbersAsync(catalog.County(Places.Yanyuan)));
        await catalog.As(Roles.Supplier, supplierId).RefusesAsync(
            client => client.GetAsync(new Uri($"{Register.Path}/claims", UriKind.Relative)), 403, "role_not_allowed");

        async Task<IEnumerable<string>> NumbersAsync(HttpClient client) =>
            (await client.GetAllAsync($"{Register.Path}/claims", size: 200))
                .Where(item => (Guid)item["supplierId"]! == supplierId)
                .SelectMany(item => item["claims"]!.AsArray()).Select(claim => (string)claim!["number"]!);
    }
}

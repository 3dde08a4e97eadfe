using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Quotations.QuotationScenario;

namespace Marketplace.Ordering.Tests.Quotations;

/// <summary>GET /ordering/quotations/{quotationId}.</summary>
public sealed class GetQuotationTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_competitor_another_unit_and_an_official_find_no_quotation_and_an_auditor_does(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var made = await scenario.QuoteAsync();
        HttpClient[] strangers = [scenario.Fixture.Seller(Guid.CreateVersion7()), scenario.Fixture.Purchaser(Guid.CreateVersion7())];

        foreach (var stranger in strangers)
        {
            await RefusedAsync(
                client => client.GetAsync($"/ordering/quotations/{made.QuotationId}", Ct), stranger, HttpStatusCode.NotFound,
                "quotation_not_found", "quotationId");
        }

        await RefusedAsync(
            client => client.GetAsync($"/ordering/quotations/{made.QuotationId}", Ct),
            scenario.Fixture.Service.Client(Roles.Official, region: "513431", tier: "County"),
            HttpStatusCode.Forbidden,
            "role_not_allowed");
        Assert.Equivalent(
            made, await scenario.SeeAsync(made.QuotationId, scenario.Fixture.Service.Client(Roles.Auditor)), strict: true);
    }
}

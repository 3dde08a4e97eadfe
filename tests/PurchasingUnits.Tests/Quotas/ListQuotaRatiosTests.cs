using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Quotas;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Quotas;

/// <summary>GET /units/quota-ratios.</summary>
public sealed class ListQuotaRatiosTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Units_see_what_their_finance_division_asks_for(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var ratio = new
        {
            financeDivision = "宜昌市财政局",
            validFrom = "2022-01-01",
            minimumBasisPoints = 1_200,
            isLastYearFloor = false,
            document = "宜财〔2022〕1号",
        };
        using (var response = await units.Nation.PostOnceAsync("/units/quota-ratios", ratio, ct: Ct))
        {
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }

        var listed = (await units.Client(Roles.Approver).GetBodyAsync<Page<QuotaRatioView>>("/units/quota-ratios?size=200")).Items;
        Assert.Equal(1_200, Assert.Single(listed, known => known.FinanceDivision == "宜昌市财政局").MinimumBasisPoints);
    }
}

using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Subsidies;
using Marketplace.Platform.Proposals;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Subsidies;

/// <summary>
/// A district of the east of its own, which pays on top of what its units pay for goods of a county of the west; with a unit, a supplier
/// and a product.
/// </summary>
sealed record SubsidyScenario(OrderingFixture Fixture, RegionPath East, RegionPath West, Guid UnitId, Guid SupplierId, Guid ProductId)
{
    public const string Path = "/ordering/subsidies";

    static int _count;

    public HttpClient EastOffice => Office(East.RegionId);

    public HttpClient WestOffice => Office(West.RegionId);

    public HttpClient Nation => Fixture.Service.Client(Roles.Official, tier: "Nation", subject: "nation");

    public static async Task<SubsidyScenario> OpenAsync(OrderingFixture fixture)
    {
        // Programs that others have in the same database do not reach these.
        var number = 600 + Interlocked.Increment(ref _count);
        var (east, west) = (new RegionPath($"/330000/330200/330{number}/"), new RegionPath($"/510000/513400/513{number}/"));
        await fixture.HearAsync(new RegionsPublished
        {
            Regions =
            [
                Region(east.RegionId, RegionLevel.County, east.Value),
                Region(west.RegionId, RegionLevel.County, west.Value),
            ],
        });
        var supplierId = await fixture.NewSupplierAsync();
        return new SubsidyScenario(
            fixture, east, west, await fixture.NewUnitAsync(east), supplierId, await fixture.NewProductAsync(supplierId, west));
    }

    public HttpClient Office(string region) =>
        Fixture.Service.Client(Roles.Official, region: region, tier: "County", subject: $"office-{region}");

    /// <summary>5 % of up to 100 yuan of subsidies, paid by the east.</summary>
    public RegisterSubsidy.Request Request() => new()
    {
        ProgramId = Guid.CreateVersion7(),
        Name = "洋芋消费补贴",
        PayerName = "镇海区财政局",
        PayerRegionId = East.RegionId,
        OriginRegionId = West.RegionId,
        BuyerRegionId = East.RegionId,
        RateBasisPoints = 500,
        FundsFen = 100_00,
        ValidFrom = Today.AddDays(-10),
        ValidUntil = Today.AddDays(30),
        Document = "镇财〔2026〕12号",
    };

    /// <summary>Proposed by the east and confirmed by the west.</summary>
    public async Task<SubsidyView> RegisterAsync(RegisterSubsidy.Request? request = null)
    {
        request ??= Request();
        using var answer = await EastOffice.PostOnceAsync(Path, request, ct: Ct);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var proposal = await ReadAsync<ProposalView>(answer);
        using var confirmed = await WestOffice.PostOnceAsync($"/ordering/proposals/{proposal.ProposalId}/confirmation", new { }, ct: Ct);
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        return await SeeAsync(request.ProgramId);
    }

    public async Task<SubsidyView> SeeAsync(Guid programId)
    {
        using var answer = await Fixture.Purchaser(UnitId).GetAsync($"{Path}/{programId}", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync<SubsidyView>(answer);
    }

    /// <summary>At 3.50 a jin.</summary>
    public Task<OrderView> PlaceAsync(decimal quantity = 40) => Fixture.PlaceAsync(Order(UnitId, (ProductId, quantity)));
}

using System.Globalization;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Testing;
using Marketplace.Testing.Road;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// What a third party pays on top is credited with what is accepted and shown apart, and the buyer owes nothing of it (CR-02, CR-13).
/// </summary>
public sealed class SubsidisedSaleTests
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_that_both_regions_agree_to_adds_to_the_credit_what_the_acceptance_earns()
    {
        await using var running = await RunningMarketplace.StartEmbeddedAsync(Ct);
        using var http = running.Connect();
        var lane = Lane.All[0];
        var market = await Market.OpenAsync(http, [lane], 1, 1, 1, stock: 1_000, budgetFen: 10_000_000, Ct);
        var today = BusinessDay.Of(TimeProvider.System.GetUtcNow());
        var programId = Guid.CreateVersion7();
        await http.ProposeAsync(
            await http.SignInAsync(Roles.Official, null, lane.East, "County", Ct),
            "/ordering/subsidies",
            new
            {
                programId,
                name = "消费补贴",
                payerName = "区财政局",
                payerRegionId = lane.East,
                originRegionId = lane.Origin,
                buyerRegionId = lane.East,
                rateBasisPoints = 700,
                fundsFen = 1_000_000,
                validFrom = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                validUntil = today.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                document = "测试〔2026〕11号",
            },
            await http.SignInAsync(Roles.Official, null, lane.Origin, "County", Ct),
            Ct);

        var stall = market.Stalls[0];
        var trip = new Trip(http, market, market.Buyers[0], [(stall, stall.Goods[0], Quantity.Of(40))], new Random(1));
        await trip.WalkAsync(Limit, Ct);

        var accepted = trip.Accepted.Sum(part => part.Fen);
        var program = await http.GetAsync(market.AuditorToken, $"/ordering/subsidies/{programId}", Ct);
        List<JsonElement> entries = [];
        await Eventually.EqualAsync(
            3, async () => (entries = await http.ListAsync(market.AuditorToken, "/credits/entries", Ct)).Count, "entries", Limit, Ct);
        var subsidy = (long)decimal.Round(accepted * 0.07m, 0, MidpointRounding.AwayFromZero);
        Assert.InRange(entries[0].GetProperty("amountFen").GetInt64(), accepted + subsidy - 1, accepted + subsidy + 1);
        var earned = entries[0].GetProperty("amountFen").GetInt64() - accepted;
        Assert.All(entries, entry => Assert.Equal(
            (accepted + earned, earned), (entry.GetProperty("amountFen").GetInt64(), entry.GetProperty("subsidisedFen").GetInt64())));
        // What was refused at the dock has given its part back, and the buyer was to pay the price alone.
        await Eventually.EqualAsync(
            earned,
            async () => (program = await http.GetAsync(market.AuditorToken, $"/ordering/subsidies/{programId}", Ct))
                .GetProperty("committedFen").GetInt64(),
            "what is committed",
            Limit,
            Ct);
        await Eventually.EqualAsync(
            accepted,
            async () => (await http.GetAsync(market.Buyers[0].Token, $"/ordering/orders/{trip.OrderId}", Ct)).GetProperty("acceptedFen")
                .GetInt64(),
            "what the buyer has accepted to pay",
            Limit,
            Ct);
    }
}

using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Payables;
using Marketplace.Ordering.Tests.Invoices;
using Marketplace.Ordering.Tests.Payments;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Payables.PayableScenario;

namespace Marketplace.Ordering.Tests.Payables;

/// <summary>GET /ordering/payables/balances/{month}.</summary>
public sealed class ListBalancesTests(SharedOrderingFixture shared)
{
    static string Month => $"{Today:yyyy-MM}";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_month_opens_with_last_months_balance_and_says_by_what_it_changed(Engine engine)
    {
        var scenario = await InvoiceScenario.OpenAsync(await shared.OnAsync(engine));
        await scenario.AcceptAsync(0);
        await scenario.Fixture.HearAsync(Returned(scenario.Orders[0], part: 0, fen: -350));
        await scenario.Fixture.HearAsync(Returned(scenario.Orders[0], part: 0, fen: 100));
        var paid = await scenario.PayAsync(scenario.Payment(9_000, scenario.ToPart(0, 2_000)));
        await scenario.DoAsync(
            paid.PaymentId, "matching", new Ordering.Payments.MatchPayment.Request { Matches = [scenario.ToPart(1, 1_000)] });
        var wrong = await scenario.PayAsync(scenario.Payment(500));
        await scenario.DoAsync(wrong.PaymentId, "reversal", new Ordering.Payments.ReversePayment.Request { Reason = "重复" });

        foreach (var reader in new[] { scenario.Buyer, scenario.Seller })
        {
            var balances = await SeeAsync(reader, Month);
            var balance = Assert.Single(balances.Items);
            Assert.Equal(
                (0L, 6_650L, -350L, 100L, -9_500L, 500L, 6_400L - 9_000),
                (balance.OpeningFen, balance.AcceptedFen, balance.ReturnedFen, balance.RaisedFen, balance.PaidFen, balance.ReversedFen,
                    balance.ClosingFen));
            Assert.Equal((balance.ClosingFen, balance.PaidFen), (balances.Total.ClosingFen, balances.Total.PaidFen));
            var next = await SeeAsync(reader, $"{Today.AddMonths(1):yyyy-MM}");
            Assert.Equal((-2_600L, 0L, -2_600L), (next.Total.OpeningFen, next.Total.AcceptedFen, next.Total.ClosingFen));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Counterparts_come_page_by_page_and_all_of_them_as_a_file(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());
        await DeliveredAsync(fixture, order, part: 0, daysAgo: 1);
        await DeliveredAsync(fixture, order, part: 1, daysAgo: 1);
        var buyer = fixture.Purchaser(order.UnitId);

        List<Guid?> seen = [];
        var after = "";
        do
        {
            var page = await SeeAsync(buyer, Month, $"?size=1{after}");
            Assert.Equal(39_650L, page.Total.ClosingFen);
            seen.AddRange(page.Items.Select(item => item.CounterpartId));
            after = page.Next is { } next ? $"&after={Uri.EscapeDataString(next)}" : "";
        }
        while (after != "");

        Assert.Equal(order.Parts.Select(part => (Guid?)part.SupplierId).Order(), seen.Order());
        var csv = await (await buyer.GetAsync($"/ordering/payables/balances/{Month}?format=Csv", Ct)).Content.ReadAsStringAsync(Ct);
        Assert.Contains("昭觉洋芋合作社", csv, StringComparison.Ordinal);
        Assert.Contains("从江香猪合作社", csv, StringComparison.Ordinal);
        Assert.Contains("396.50", csv, StringComparison.Ordinal);
        using var xlsx = await buyer.GetAsync($"/ordering/payables/balances/{Month}?format=Xlsx", Ct);
        Assert.Equal(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.Content.Headers.ContentType?.MediaType);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_stranger_sees_nothing_and_no_month_but_one_that_there_is(Engine engine)
    {
        var scenario = await InvoiceScenario.OpenAsync(await shared.OnAsync(engine));
        await scenario.AcceptAsync(0);
        Assert.Empty((await SeeAsync(scenario.Fixture.Purchaser(Guid.CreateVersion7()), Month)).Items);
        await RefusedAsync(
            http => http.GetAsync("/ordering/payables/balances/2026-13", Ct), scenario.Buyer, HttpStatusCode.BadRequest, "month_invalid",
            "month");
        await RefusedAsync(
            http => http.GetAsync($"/ordering/payables/balances/{Month}", Ct), scenario.Fixture.Service.Client(Roles.Auditor),
            HttpStatusCode.BadRequest, "side_missing", "unitId");
    }

    static async Task<ListBalances.Balances> SeeAsync(HttpClient caller, string month, string query = "")
    {
        using var answer = await caller.GetAsync($"/ordering/payables/balances/{month}{query}", Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        return await ReadAsync<ListBalances.Balances>(answer);
    }
}

using System.Net.Http.Headers;
using System.Text;
using Marketplace.Contracts;
using Xunit;

namespace Marketplace.EndToEnd.Tests.Newcomer;

/// <summary>
/// A client that a generator makes of the documents does its work: what the documents say and what the services send is the same.
/// </summary>
[Collection(PreparedMarketplace.Name)]
public sealed class GeneratedClientTests(PreparedMarketplace prepared)
{
    const string East = "330211";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_generated_client_orders_and_accepts_tries_a_ledger_reads_reports_and_problems()
    {
        var documents = new Dictionary<string, string>();
        foreach (var service in (string[])["ordering", "logistics", "credits"])
        {
            documents[service] = await prepared.Client.GetStringAsync($"/{service}/openapi.json", Ct);
        }

        var program = await GeneratedClients.CompileAsync(documents, Ct);
        using var buyer = ClientOf(prepared.Market.Buyers[0].Token);
        using var supplier = ClientOf(prepared.Market.Stalls[0].Token);
        using var carrier = ClientOf(prepared.Market.CarrierToken);
        using var official = ClientOf(await prepared.Http.SignInAsync(Roles.Official, null, East, "County", Ct));

        Assert.Equal(
            "Completed 5 True",
            await GeneratedClients.RunAsync(
                program, "PlaceAndAcceptAsync", buyer, supplier, carrier,
                prepared.Ours.UnitId, East, prepared.Ours.ProductId, prepared.Market.Stalls[0].Goods[0].Price,
                prepared.Market.CarrierId));
        Assert.Equal(
            "1 True 1 True",
            await GeneratedClients.RunAsync(
                program, "TryLedgerAsync", official, Encoding.UTF8.GetBytes(PreparedThings.Ledger("BX-N", "FP-N"))));
        Assert.Equal("R1 True PK", await GeneratedClients.RunAsync(program, "ReadReportAsync", official, ScopeCases.Today()[..7]));
        Assert.Equal("404 order_not_found True", await GeneratedClients.RunAsync(program, "ReadProblemAsync", buyer));
    }

    HttpClient ClientOf(string token)
    {
        var client = new HttpClient { BaseAddress = prepared.Client.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}

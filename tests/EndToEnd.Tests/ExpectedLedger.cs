using System.Globalization;
using System.Text;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Testing.Road;

namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// Reckons from the orders alone what stock, budgets and the ledger must be, and compares with what the services say. The orders are
/// the buyers' own record; nothing here asks one service about another's figures.
/// </summary>
public sealed class ExpectedLedger(RoadHttp http, Market market, IReadOnlyList<Trip> trips)
{
    readonly StringBuilder _differences = new();

    /// <summary>What doesn't agree, one line each; empty when all is well.</summary>
    public async Task<string> CompareAsync(CancellationToken ct)
    {
        foreach (var trip in trips.Where(trip => trip.State is not ("Completed" or "Cancelled")))
        {
            Differs($"order {trip.OrderId}", "Completed or Cancelled", trip.State);
        }

        await CompareOrdersAsync(ct);
        await ComparePayablesAsync(ct);
        await CompareStockAsync(ct);
        await CompareBudgetsAsync(ct);
        await CompareLedgerAsync(ct);
        return _differences.ToString();
    }

    List<Trip> Completed => [.. trips.Where(trip => trip.State == "Completed")];

    async Task CompareOrdersAsync(CancellationToken ct)
    {
        foreach (var trip in Completed)
        {
            var order = await http.GetAsync(trip.Buyer.Token, $"/ordering/orders/{trip.OrderId}", ct);
            Same(
                $"accepted value of order {trip.OrderId}",
                trip.Accepted.Sum(accepted => accepted.Fen),
                order.GetProperty("acceptedFen").GetInt64());
        }
    }

    /// <summary>Nothing is paid on these roads: what was accepted is owed.</summary>
    async Task ComparePayablesAsync(CancellationToken ct)
    {
        foreach (var buyer in market.Buyers)
        {
            var owed = await http.GetAsync(buyer.Token, "/ordering/payables", ct);
            Same(
                $"owed by {buyer.UnitId}",
                Completed.Where(trip => trip.Buyer.UnitId == buyer.UnitId).SelectMany(trip => trip.Accepted).Sum(accepted => accepted.Fen),
                owed.GetProperty("total").GetProperty("owedFen").GetInt64());
        }
    }

    async Task CompareStockAsync(CancellationToken ct)
    {
        var taken = Completed.SelectMany(trip => trip.Taken)
            .GroupBy(row => row.BatchId).ToDictionary(group => group.Key, group => group.Sum(row => row.Quantity.Thousandths));
        foreach (var stall in market.Stalls)
        {
            foreach (var goods in stall.Goods)
            {
                var batches = await http.ListAsync(stall.Token, $"/catalog/products/{goods.ProductId}/batches", ct);
                var batch = batches.Single(json => json.GetProperty("batchId").GetGuid() == goods.BatchId);
                Same($"reserved of batch {goods.BatchId}", 0, Thousandths(batch, "reserved"));
                Same($"taken of batch {goods.BatchId}", taken.GetValueOrDefault(goods.BatchId), Thousandths(batch, "taken"));
            }
        }
    }

    async Task CompareBudgetsAsync(CancellationToken ct)
    {
        foreach (var buyer in market.Buyers)
        {
            var settled = Completed.Where(trip => trip.Buyer.UnitId == buyer.UnitId)
                .SelectMany(trip => trip.Accepted).Sum(accepted => accepted.Fen);
            var held = 0L;
            var spent = 0L;
            var today = BusinessDay.Of(TimeProvider.System.GetUtcNow());
            foreach (var year in new[] { today.AddDays(-1).Year, today.AddDays(1).Year }.Distinct())
            {
                var budget = await http.GetAsync(buyer.Token, $"/units/purchasing-units/{buyer.UnitId}/budgets/{year}", ct);
                if (budget.ValueKind != JsonValueKind.Undefined)
                {
                    held += budget.GetProperty("heldFen").GetInt64();
                    spent += budget.GetProperty("settledFen").GetInt64();
                }
            }

            Same($"held budget of {buyer.UnitId}", 0, held);
            Same($"settled budget of {buyer.UnitId}", settled, spent);
        }
    }

    async Task CompareLedgerAsync(CancellationToken ct)
    {
        var expected = Completed
            .SelectMany(trip =>
                trip.Accepted.SelectMany(accepted => CreditsOf(trip.Buyer.Lane, accepted.Lane).Select(credit => (credit, accepted.Fen))))
            .GroupBy(row => row.credit).ToDictionary(group => group.Key, group => group.Sum(row => row.Fen));
        var parties = (await http.ListAsync(market.AuditorToken, "/units/pairings", ct)).ToDictionary(
            pairing => pairing.GetProperty("pairingId").GetGuid(),
            pairing => (East: RegionOf(pairing, "east"), West: RegionOf(pairing, "west")));
        var entries = await http.ListAsync(market.AuditorToken, "/credits/entries", ct);
        var booked = entries
            .Select(entry => (entry, Parties: parties[entry.GetProperty("holderId").GetGuid()]))
            .GroupBy(
                row => new LaneCredit(
                    Enum.Parse<PairingTier>(row.entry.GetProperty("tier").GetString()!), row.Parties.East, row.Parties.West),
                row => row.entry)
            .ToDictionary(group => group.Key, group => group.Sum(entry => entry.GetProperty("amountFen").GetInt64()));
        foreach (var credit in expected.Keys.Union(booked.Keys))
        {
            Same($"ledger of {credit}", expected.GetValueOrDefault(credit), booked.GetValueOrDefault(credit));
        }

        var twice = entries.GroupBy(entry => (
                entry.GetProperty("lineId").GetGuid(), entry.GetProperty("scheme").GetString(), entry.GetProperty("tier").GetString()))
            .Count(group => group.Count() > 1);
        Same("lines that were credited twice at a tier", 0, twice);
        var verification = await http.PostAsync(market.AuditorToken, "/credits/verifications", new { }, ct);
        if (!verification.GetProperty("isSound").GetBoolean())
        {
            Differs("the ledger's own verification", "sound", verification.GetRawText());
        }
    }

    /// <summary>
    /// A lane's pairings are those of its origin and its buyers' region; goods of another lane earn what
    /// the two regions have in common.
    /// </summary>
    static IEnumerable<LaneCredit> CreditsOf(Lane buyers, Lane origin)
    {
        foreach (var tier in new[] { PairingTier.Province, PairingTier.City, PairingTier.County })
        {
            var ofEast = buyers.Credits.FirstOrDefault(credit => credit.Tier == tier);
            var ofWest = origin.Credits.FirstOrDefault(credit => credit.Tier == tier);
            if (ofEast is not null && ofEast == ofWest)
            {
                yield return ofEast;
            }
        }
    }

    static string RegionOf(JsonElement pairing, string party) => pairing.GetProperty(party).GetProperty("regionId").GetString()!;

    static long Thousandths(JsonElement item, string name) =>
        Quantity.Of(decimal.Parse(item.GetProperty(name).GetString()!, CultureInfo.InvariantCulture)).Thousandths;

    void Same(string what, long expected, long actual)
    {
        if (expected != actual)
        {
            Differs(what, expected.ToString(CultureInfo.InvariantCulture), actual.ToString(CultureInfo.InvariantCulture));
        }
    }

    void Differs(string what, string expected, string actual) =>
        _differences.AppendLine(CultureInfo.InvariantCulture, $"{what}: expected {expected}, is {actual}");
}

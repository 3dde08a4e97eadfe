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
        await ComparePartsAsync(ct);
        await ComparePayablesAsync(ct);
        await CompareStockAsync(ct);
        await CompareBudgetsAsync(ct);
        await CompareLedgerAsync(ct);
        return _differences.ToString();
    }

    /// <summary>What the unit has accepted and kept, in fen.</summary>
    long ValueOf(Buyer buyer) => trips.Where(trip => trip.Buyer.UnitId == buyer.UnitId).SelectMany(ValuesOf).Sum(value => value.Fen);

    /// <summary>What was accepted, and what went back of it.</summary>
    static IEnumerable<(Lane Lane, long Fen)> ValuesOf(Trip trip) =>
        trip.Accepted.Concat(trip.Returned.Select(returned => (returned.Lane, -returned.Fen)));

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

    /// <summary>The part in Ordering and the shipment in Logistics end alike.</summary>
    async Task ComparePartsAsync(CancellationToken ct)
    {
        foreach (var trip in trips.Where(trip => trip.PartEnds.Count > 0))
        {
            var order = await http.GetAsync(trip.Buyer.Token, $"/ordering/orders/{trip.OrderId}", ct);
            foreach (var part in order.GetProperty("parts").EnumerateArray())
            {
                var partId = part.GetProperty("partId").GetGuid();
                var shipment = await http.GetAsync(trip.Buyer.Token, $"/logistics/shipments/{partId}", ct);
                SameState($"part {partId}", trip.PartEnds[partId], part);
                SameState($"shipment {partId}", trip.PartEnds[partId], shipment);
            }
        }
    }

    void SameState(string what, string expected, JsonElement seen)
    {
        if (seen.GetProperty("state").GetString() is var state && state != expected)
        {
            Differs(what, expected, state ?? "nothing");
        }
    }

    /// <summary>What was accepted is owed, less what went back and what was paid.</summary>
    async Task ComparePayablesAsync(CancellationToken ct)
    {
        foreach (var buyer in market.Buyers)
        {
            var owed = await http.GetAsync(buyer.Token, "/ordering/payables", ct);
            Same(
                $"owed by {buyer.UnitId}",
                ValueOf(buyer) - trips.Where(trip => trip.Buyer.UnitId == buyer.UnitId).Sum(trip => trip.PaidFen),
                owed.GetProperty("total").GetProperty("owedFen").GetInt64());
        }
    }

    async Task CompareStockAsync(CancellationToken ct)
    {
        var taken = trips.SelectMany(trip => trip.Taken)
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
            Same($"settled budget of {buyer.UnitId}", ValueOf(buyer), spent);
        }
    }

    async Task CompareLedgerAsync(CancellationToken ct)
    {
        var expected = trips
            .SelectMany(trip =>
                ValuesOf(trip).SelectMany(accepted => CreditsOf(trip.Buyer.Lane, accepted.Lane).Select(credit => (credit, accepted.Fen))))
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

        var twice = entries.Where(entry => entry.GetProperty("amountFen").GetInt64() > 0).GroupBy(entry => (
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

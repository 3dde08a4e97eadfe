using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Testing;
using Marketplace.Testing.Road;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// 1,000 statements of buyers, suppliers and carriers about prices, discounts, free goods and times, true and false, against the plain
/// rule (CR-01, CR-02): not a fen is credited beyond what the supplier listed or quoted and charges for, nor on another day than the one of
/// the recording.
/// </summary>
public sealed class SelfDeclarationTests
{
    const int Sales = 250;
    const int Seed = 9;

    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_one_side_declares_alone_is_credited()
    {
        await using var running = await RunningMarketplace.StartEmbeddedAsync(Ct);
        using var http = running.Connect();
        // A product for each sale: a price that is far from the average of earlier sales would be held (CR-17).
        var market = await Market.OpenAsync(http, [Lane.All[0]], 2, Sales / 2, 2, stock: 1_000, budgetFen: 10_000_000_000, Ct);
        var first = BusinessDay.Of(TimeProvider.System.GetUtcNow());
        DeclaredSale[] sales = [.. Enumerable.Range(0, Sales).Select(i => new DeclaredSale(http, market, i, new Random(Seed + i)))];
        await Parallel.ForEachAsync(
            sales,
            new ParallelOptions { MaxDegreeOfParallelism = 6, CancellationToken = Ct },
            async (sale, ct) => await sale.PlayAsync(Limit, ct));

        Assert.Equal(4 * Sales, sales.Sum(sale => sale.Declarations));
        Assert.True(sales.Sum(sale => sale.Refused) > Sales, "hardly anything false was said");
        var entries = await CreditedAsync(http, market, sales);
        var last = BusinessDay.Of(TimeProvider.System.GetUtcNow());
        Assert.All(sales, sale => Assert.Equal(
            sale.ExpectedFen == 0 ? [] : [sale.ExpectedFen, sale.ExpectedFen, sale.ExpectedFen],
            entries[sale.LineId].Select(entry => entry.GetProperty("amountFen").GetInt64())));
        Assert.All(
            entries.SelectMany(group => group),
            entry => Assert.InRange(
                DateOnly.Parse(entry.GetProperty("recognitionDate").GetString()!, CultureInfo.InvariantCulture), first, last));
    }

    /// <summary>The entries by line, once each sale that is worth something has them at its three tiers.</summary>
    static async Task<ILookup<Guid, JsonElement>> CreditedAsync(RoadHttp http, Market market, DeclaredSale[] sales)
    {
        var wanted = 3 * sales.Count(sale => sale.ExpectedFen > 0);
        List<JsonElement> entries = [];
        await Eventually.EqualAsync(
            wanted,
            async () => (entries = await http.ListAsync(market.AuditorToken, "/credits/entries", Ct)).Count,
            "entries",
            Limit,
            Ct);
        return entries.ToLookup(entry => entry.GetProperty("lineId").GetGuid());
    }

    /// <summary>One sale: an order, a dispatch, a delivery and an acceptance, each declared falsely first, as chance has it.</summary>
    sealed class DeclaredSale(RoadHttp http, Market market, int number, Random random)
    {
        readonly Stall _stall = market.Stalls[number % market.Stalls.Count];
        readonly Goods _goods = market.Stalls[number % market.Stalls.Count].Goods[number / market.Stalls.Count];
        readonly Testing.Road.Buyer _buyer = market.Buyers[random.Next(market.Buyers.Count)];
        readonly int _quantity = random.Next(5, 50);
        readonly bool _isQuoted = random.Next(2) == 0;
        readonly bool _isOwnCarrier = random.Next(3) == 0;
        decimal _price;
        int _quotedFree;
        int _sentFree;
        long _discountFen;
        JsonElement _order;

        public Guid LineId { get; } = Guid.CreateVersion7();

        public int Declarations { get; private set; }

        public int Refused { get; private set; }

        /// <summary>What the plain rule credits.</summary>
        public long ExpectedFen { get; private set; }

        public async Task PlayAsync(TimeSpan limit, CancellationToken ct)
        {
            _price = decimal.Parse(_goods.Price, CultureInfo.InvariantCulture);
            await OrderAsync(await QuoteAsync(ct), limit, ct);
            var path = $"/logistics/shipments/{_order.GetProperty("parts")[0].GetProperty("partId").GetGuid()}";
            await Eventually.TrueAsync(
                async () => (await http.GetAsync(_stall.Token, path, ct)).ValueKind != JsonValueKind.Undefined, "the shipment", limit, ct);
            await DispatchAsync(path, ct);
            await DeliverAsync(path, ct);
            await AcceptAsync(path, ct);
        }

        /// <summary>The supplier quotes what it likes: that is its price.</summary>
        async Task<Guid?> QuoteAsync(CancellationToken ct)
        {
            if (!_isQuoted)
            {
                return null;
            }

            _price = decimal.Round(_price * random.Next(50, 101) / 100, 2);
            _quotedFree = random.Next(2) == 0 ? 0 : random.Next(1, _quantity);
            _discountFen = random.Next(2) == 0 ? 0 : random.Next(1, (int)Fen(_quantity - _quotedFree));
            var quotationId = Guid.CreateVersion7();
            await http.PostAsync(
                _stall.Token,
                "/ordering/quotations",
                new
                {
                    quotationId,
                    supplierId = _stall.SupplierId,
                    unitId = _buyer.UnitId,
                    lines = new[]
                    {
                        new
                        {
                            productId = _goods.ProductId,
                            quantity = Text(_quantity),
                            free = _quotedFree == 0 ? null : Text(_quotedFree),
                            unitPrice = Text(_price),
                        },
                    },
                    discountFen = _discountFen == 0 ? (long?)null : _discountFen,
                    validUntil = BusinessDay.Of(TimeProvider.System.GetUtcNow()),
                },
                ct);
            return quotationId;
        }

        async Task OrderAsync(Guid? quotationId, TimeSpan limit, CancellationToken ct)
        {
            var (lie, code) = random.Next(8) switch
            {
                1 => (Order(line: ("expectedUnitPrice", Text(_price / 10))), "price_changed"),
                2 => (Order(line: ("expectedUnitPrice", "0")), "price_changed"),
                3 => (Order(line: ("charge", "Donation")), "field_unknown"),
                4 => (Order(line: ("free", Text(_quantity - 1))), "field_unknown"),
                5 => (Order(line: ("unitPrice", "0.01")), "field_unknown"),
                6 => (Order(order: ("terms", new JsonObject { ["discountFen"] = 1 })), "field_unknown"),
                7 => (Order(order: ("quotationId", Guid.CreateVersion7().ToString())), "quotation_not_found"),
                _ => (null, null),
            };
            await DeclareAsync(_buyer.Token, "/ordering/orders", lie, code, ct);
            var orderId = Guid.CreateVersion7();
            await Market.WhenKnownAsync(
                () => http.PostAsync(_buyer.Token, "/ordering/orders", Order(order: ("orderId", orderId.ToString())), ct), ct);
            await Eventually.EqualAsync(
                "Confirmed",
                async () =>
                {
                    _order = await http.GetAsync(_buyer.Token, $"/ordering/orders/{orderId}", ct);
                    return _order.GetProperty("state").GetString();
                },
                limit: limit,
                ct: ct);

            JsonObject Order((string Name, JsonNode? Value)? order = null, (string Name, JsonNode? Value)? line = null)
            {
                var ordered = new JsonObject
                {
                    ["lineId"] = LineId.ToString(),
                    ["productId"] = _goods.ProductId.ToString(),
                    ["quantity"] = Text(_quantity),
                    ["expectedUnitPrice"] = Text(_price),
                };
                var body = new JsonObject
                {
                    ["orderId"] = Guid.CreateVersion7().ToString(),
                    ["unitId"] = _buyer.UnitId.ToString(),
                    ["deliveryRegionId"] = _buyer.Lane.East,
                    ["deliveryAddress"] = "学校路1号食堂",
                    ["quotationId"] = quotationId?.ToString(),
                    ["lines"] = new JsonArray(ordered),
                };
                Set(ordered, line);
                Set(body, order);
                return body;
            }
        }

        /// <summary>The supplier gives away what it likes; goods neither left before they were ordered nor will yet leave.</summary>
        async Task DispatchAsync(string path, CancellationToken ct)
        {
            _sentFree = random.Next(3) == 0 ? random.Next(0, _quantity + 1) : _quotedFree;
            var (lie, code) = random.Next(4) switch
            {
                1 => (Dispatch(_sentFree, Ago(random.Next(1, 240))), "dispatched_before_confirmation"),
                2 => (Dispatch(_sentFree, Ago(-random.Next(1, 240))), "dispatched_in_future"),
                3 => (Dispatch(_quantity + 1, null), "free_exceeds_dispatched"),
                _ => (null, null),
            };
            await DeclareAsync(_stall.Token, $"{path}/dispatch", lie, code, ct);
            await http.PostAsync(_stall.Token, $"{path}/dispatch", Dispatch(_sentFree, null), ct);

            object Dispatch(int free, DateTimeOffset? statedDispatchedAt) => new
            {
                carrierId = _isOwnCarrier ? _stall.SupplierId : market.CarrierId,
                waybill = $"YD{number}",
                statedDispatchedAt,
                lines = new[] { new { lineId = LineId, quantity = Text(_quantity), free = Text(free) } },
            };
        }

        /// <summary>No carrier makes the buyer's week begin before the recording, and the supplier's own does not begin it.</summary>
        async Task DeliverAsync(string path, CancellationToken ct)
        {
            var token = _isOwnCarrier ? await http.SignInAsync(Roles.Carrier, _stall.SupplierId, null, null, ct) : market.CarrierToken;
            var (lie, code) = random.Next(3) switch
            {
                1 => ((object?)new { receivedBy = "门卫", statedDeliveredAt = Ago(random.Next(1, 240)) }, "delivered_before_dispatch"),
                2 => (new { receivedBy = "门卫", statedDeliveredAt = Ago(-random.Next(1, 240)) }, "delivered_in_future"),
                _ => (null, null),
            };
            await DeclareAsync(token, $"{path}/delivery", lie, code, ct);
            var before = TimeProvider.System.GetUtcNow();
            var delivered = await http.PostAsync(token, $"{path}/delivery", new { receivedBy = "门卫" }, ct);
            var due = delivered.GetProperty("acceptDueAt");
            Assert.Equal(_isOwnCarrier, due.ValueKind == JsonValueKind.Null);
            Assert.True(_isOwnCarrier || due.GetDateTimeOffset() >= before.AddDays(7).AddSeconds(-1), due.ToString());
        }

        /// <summary>The buyer neither takes more for free than was sent so, nor pays for what was given away.</summary>
        async Task AcceptAsync(string path, CancellationToken ct)
        {
            // What may be charged for: what the supplier charges for, and of that what was ordered and 2 % beyond.
            var charged = Math.Min(_quantity - _sentFree, decimal.Floor((_quantity - _quotedFree) * 1.02m * 1_000) / 1_000);
            var claimed = random.Next(0, _quantity + 1);
            var isLie = claimed > _sentFree || _quantity - claimed > charged;
            var code = !isLie ? null
                : claimed > _sentFree ? "free_exceeds_dispatched"
                : claimed < _sentFree ? "charged_exceeds_dispatched"
                : "over_delivery";
            await DeclareAsync(_buyer.Token, $"{path}/acceptance", isLie ? Acceptance(_quantity, claimed) : null, code, ct);
            int? said = random.Next(2) == 0 ? _sentFree : null;
            await http.PostAsync(_buyer.Token, $"{path}/acceptance", Acceptance(charged + _sentFree, said), ct);
            var (gross, ordered) = (Fen(charged), Fen(_quantity - _quotedFree));
            ExpectedFen = gross - Rounded((decimal)_discountFen * Math.Min(gross, ordered) / ordered);

            object Acceptance(decimal accepted, int? free) => new
            {
                acceptanceId = Guid.CreateVersion7(),
                lines = new[]
                {
                    new
                    {
                        lineId = LineId,
                        accepted = Text(accepted),
                        @short = "0",
                        rejected = Text(_quantity - accepted),
                        rejectionReason = accepted < _quantity ? "多计" : null,
                        free = free is { } quantity ? Text(quantity) : null,
                    },
                },
            };
        }

        /// <summary>One statement: refused with its code when it is false.</summary>
        async Task DeclareAsync(string token, string path, object? lie, string? code, CancellationToken ct)
        {
            Declarations++;
            if (lie is null)
            {
                return;
            }

            var refusal = await Assert.ThrowsAsync<RoadRefusedException>(() => http.PostAsync(token, path, lie, ct));
            Assert.True(refusal.Message.Contains($"\"{code}\"", StringComparison.Ordinal), $"{code}: {refusal.Message}");
            Refused++;
        }

        long Fen(decimal quantity) => Rounded(quantity * _price * 100);

        static long Rounded(decimal fen) => (long)decimal.Round(fen, 0, MidpointRounding.AwayFromZero);

        static DateTimeOffset Ago(int hours) => TimeProvider.System.GetUtcNow().AddHours(-hours);

        static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

        static void Set(JsonObject body, (string Name, JsonNode? Value)? change)
        {
            if (change is { } asked)
            {
                body[asked.Name] = asked.Value;
            }
        }
    }
}

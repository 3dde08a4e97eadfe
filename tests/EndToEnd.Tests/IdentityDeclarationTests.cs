using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Testing;
using Marketplace.Testing.Road;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// 1,000 statements of suppliers, purchasers and officials of one side about who they are and where goods come from: recognition, origin,
/// region, parent, designated flag, budget level, facilitator, pairing, ids. Not a fen is credited by them: a sale earns what it earns when
/// nobody says anything, and nothing while its recognition is only claimed (CR-04).
/// </summary>
public sealed class IdentityDeclarationTests
{
    const int Sales = 125;
    const int DeclarationsEach = 8;
    const int Seed = 10;

    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_whoever_gains_says_of_itself_is_credited()
    {
        await using var running = await RunningMarketplace.StartEmbeddedAsync(Ct);
        using var http = running.Connect();
        using var client = new HttpClient { BaseAddress = running.Address };
        var market = await Market.OpenAsync(http, [Lane.All[0]], 2, 1, 2, stock: 10, budgetFen: 10_000_000_000, Ct);
        var declarers = await Declarers.SignInAsync(http, market, Ct);
        var answers = new Dictionary<string, int>();
        DeclaredIdentity[] sales =
            [.. Enumerable.Range(0, Sales).Select(i => new DeclaredIdentity(http, client, declarers, i, new Random(Seed + i), answers))];
        await Parallel.ForEachAsync(
            sales,
            new ParallelOptions { MaxDegreeOfParallelism = 6, CancellationToken = Ct },
            async (sale, ct) => await sale.PlayAsync(ct));

        string[] wrong = [.. sales.SelectMany(sale => sale.Wrong)];
        Assert.True(wrong.Length == 0, string.Join(Environment.NewLine, wrong.Take(20)));
        var expected = sales.Where(sale => sale.IsRecognised)
            .SelectMany(sale => Enumerable.Repeat((sale.LineId, DeclaredIdentity.Fen), Lane.All[0].Credits.Count)).Order().ToList();
        List<JsonElement> entries = [];
        await Eventually.TrueAsync(
            async () => (await http.ListAsync(market.AuditorToken, "/credits/sales", Ct)).Count >= Sales
                && (entries = await http.ListAsync(market.AuditorToken, "/credits/entries", Ct)).Count >= expected.Count,
            "all sales to be in the ledger",
            Limit,
            Ct);
        Assert.Equal(
            expected,
            entries.Select(entry => (entry.GetProperty("lineId").GetGuid(), entry.GetProperty("amountFen").GetInt64())).Order());
        // A recognised sale that came before its recognition was held as well, and released by it.
        Assert.Equal(
            sales.Where(sale => !sale.IsRecognised).Select(sale => sale.LineId).Order(),
            (await http.ListAsync(market.AuditorToken, "/credits/holds?state=Open", Ct))
                .Select(hold => hold.GetProperty("lineId").GetGuid()).Order());
        Assert.Equal(Sales * DeclarationsEach, answers.Values.Sum());
        Assert.True(answers["waits"] > Sales, "hardly anything waits for the other side");
        Assert.DoesNotContain("accepted", answers.Keys);
    }

    /// <summary>Who speaks, each for one side only.</summary>
    sealed record Declarers(Market Market, string East, string West, string WestNeighbour, string Province)
    {
        public static async Task<Declarers> SignInAsync(RoadHttp http, Market market, CancellationToken ct) => new(
            market,
            await http.SignInAsync(Roles.Official, null, "330211", "County", ct),
            await http.SignInAsync(Roles.Official, null, "513430", "County", ct),
            await http.SignInAsync(Roles.Official, null, "513431", "County", ct),
            await http.SignInAsync(Roles.Official, null, "510000", "Province", ct));
    }

    /// <summary>What somebody says, and what must come of it: the code of a refusal, or "waits".</summary>
    sealed record Declaration(string Token, HttpMethod Method, string Path, object Body, string Answer);

    /// <summary>One sale, around which things are said that only others can confirm.</summary>
    sealed class DeclaredIdentity(
        RoadHttp http, HttpClient client, Declarers declarers, int number, Random random, Dictionary<string, int> answers)
    {
        readonly Stall _stall = declarers.Market.Stalls[number % 2];
        readonly Stall _otherStall = declarers.Market.Stalls[(number + 1) % 2];
        readonly Testing.Road.Buyer _buyer = declarers.Market.Buyers[number / 2 % 2];
        readonly Testing.Road.Buyer _otherBuyer = declarers.Market.Buyers[(number / 2 + 1) % 2];
        readonly Guid _productId = Guid.CreateVersion7();
        readonly string _recognition = $"ID-{number}";
        static readonly object Moved = new { regionId = "330212", validFrom = "2026-01-01" };

        int _said;

        /// <summary>Whether the county of origin has put the recognition that the seller names in its register.</summary>
        public bool IsRecognised { get; private set; }

        public Guid LineId { get; private set; }

        /// <summary>What was not answered as it has to be.</summary>
        public List<string> Wrong { get; } = [];

        /// <summary>What is sold: 5 units for 4.35 yuan each.</summary>
        public const long Fen = 2_175;

        public async Task PlayAsync(CancellationToken ct)
        {
            await ListAsync(ct);
            await SayAsync(2, ct);
            var trip = new Trip(
                http, declarers.Market, _buyer, [(_stall, new Goods(_productId, Guid.Empty, "4.35"), Quantity.Of(5))], random);
            await trip.PlaceAsync(ct);
            await trip.AwaitStateAsync(state => state == "Confirmed", Limit, ct);
            await SayAsync(3, ct);
            await ShipAsync(trip.Order.GetProperty("parts")[0], ct);
            await SayAsync(DeclarationsEach - _said, ct);
        }

        /// <summary>A product whose recognition the county has issued, or which is claimed falsely in one of three ways.</summary>
        async Task ListAsync(CancellationToken ct)
        {
            var (claimed, origin) = random.Next(6) switch
            {
                // Nobody has issued it; it is another's; it is of another county than the goods are said to be from.
                0 => ($"FALSE-{number}", "513430"),
                1 => ($"RD-{_otherStall.SupplierId:N}-1", "513430"),
                2 => (_recognition, "513431"),
                _ => (_recognition, "513430"),
            };
            IsRecognised = claimed == _recognition && origin == "513430";
            var (validFrom, validUntil) = ("2024-01-01", "2099-12-31");
            await http.PostAsync(
                _stall.Token,
                "/catalog/products",
                new
                {
                    productId = _productId,
                    supplierId = _stall.SupplierId,
                    name = $"花椒{number}号",
                    category = "Spice",
                    processingLevel = "Raw",
                    originCountyId = origin,
                    recognition = new { number = claimed, validFrom, validUntil },
                    unit = new { name = "kg", grams = 1000 },
                    priceTiers = new[] { new { fromQuantity = "1", unitPrice = "4.35" } },
                },
                ct);
            await http.PostAsync(
                declarers.West, "/catalog/recognitions",
                new
                {
                    number = _recognition,
                    supplierId = _stall.SupplierId,
                    countyId = "513430",
                    validFrom,
                    validUntil,
                    document = "帮扶产品认定文件",
                },
                ct);
            await http.PostAsync(
                _stall.Token, $"/catalog/products/{_productId}/batches",
                new { batchId = Guid.CreateVersion7(), harvestFrom = "2026-09-01", harvestUntil = "2026-12-31", quantity = "10" }, ct);
        }

        async Task ShipAsync(JsonElement part, CancellationToken ct)
        {
            LineId = part.GetProperty("lines")[0].GetProperty("lineId").GetGuid();
            var path = $"/logistics/shipments/{part.GetProperty("partId").GetGuid()}";
            await Eventually.TrueAsync(
                async () => (await http.GetAsync(_stall.Token, path, ct)).ValueKind != JsonValueKind.Undefined, "the shipment", Limit, ct);
            await http.PostAsync(
                _stall.Token, $"{path}/dispatch",
                new
                {
                    carrierId = declarers.Market.CarrierId,
                    waybill = $"YD{number}",
                    lines = new[] { new { lineId = LineId, quantity = "5" } },
                },
                ct);
            await http.PostAsync(declarers.Market.CarrierToken, $"{path}/delivery", new { receivedBy = "门卫" }, ct);
            await http.PostAsync(
                _buyer.Token, $"{path}/acceptance",
                new
                {
                    acceptanceId = Guid.CreateVersion7(),
                    lines = new[] { new { lineId = LineId, accepted = "5", @short = "0", rejected = "0" } },
                },
                ct);
        }

        async Task SayAsync(int count, CancellationToken ct)
        {
            for (var i = 0; i < count; i++)
            {
                var declaration = Any();
                using var request = new HttpRequestMessage(declaration.Method, declaration.Path);
                request.Content = JsonContent.Create(declaration.Body, options: MessageTypes.Json);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", declaration.Token);
                request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
                if (declaration.Method == HttpMethod.Put)
                {
                    request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
                }

                using var answer = await client.SendAsync(request, ct);
                var text = await answer.Content.ReadAsStringAsync(ct);
                var got = answer.StatusCode == HttpStatusCode.Accepted ? "waits"
                    : answer.IsSuccessStatusCode ? "accepted"
                    : JsonElement.Parse(text).GetProperty("code").GetString()!;
                // The same has been proposed before: only who does not decide alone is told so.
                got = got == "proposal_open" ? "waits" : got;
                lock (answers)
                {
                    answers[got] = answers.GetValueOrDefault(got) + 1;
                }

                if (got != declaration.Answer)
                {
                    Wrong.Add($"{declaration.Method} {declaration.Path}: {got} instead of {declaration.Answer}");
                }

                _said++;
            }
        }

        Declaration Any() => random.Next(3) switch
        {
            0 => OfSupplier(random.Next(7)),
            1 => OfBuyer(random.Next(8)),
            _ => OfOfficial(random.Next(9)),
        };

        Declaration OfSupplier(int which) => which switch
        {
            0 => Post(_stall.Token, "/catalog/recognitions", Recognition(_stall.SupplierId, "513430"), "role_not_allowed"),
            1 => Post(_stall.Token, "/catalog/suppliers", Supplier(Derived()), "id_reserved"),
            2 => Post(_stall.Token, "/catalog/suppliers", Supplier(_otherStall.SupplierId), "not_your_organisation"),
            3 => Put(
                _stall.Token, $"/catalog/recognitions/{Guid.CreateVersion7()}", new { validUntil = "2099-12-31", document = "自拟" },
                "role_not_allowed"),
            4 => Post(
                _stall.Token, NewCarrier.Path, NewCarrier.Application(Guid.CreateVersion7(), "513430"), "not_your_organisation"),
            5 => Post(
                _stall.Token, NewCarrier.Path, NewCarrier.Application(Guid.CreateVersion7(), "513430", _stall.SupplierId), "waits"),
            _ => Put(_stall.Token, $"/units/purchasing-units/{_buyer.UnitId}", Flagged(parentId: null), "role_not_allowed"),
        };

        Declaration OfBuyer(int which) => which switch
        {
            0 => Put(_buyer.Token, $"/units/purchasing-units/{_buyer.UnitId}", Flagged(parentId: null), "waits"),
            1 => Put(_buyer.Token, $"/units/purchasing-units/{_buyer.UnitId}", Flagged(_otherBuyer.UnitId), "waits"),
            2 => Put(_buyer.Token, $"/units/purchasing-units/{_buyer.UnitId}/finance", new { budgetLevel = "Central" }, "waits"),
            3 => Post(_buyer.Token, "/units/designations", Designation("513431"), "waits"),
            4 => Post(_buyer.Token, "/units/purchasing-units", Unit(Derived()), "id_reserved"),
            5 => Post(_buyer.Token, "/units/purchasing-units", Unit(Guid.CreateVersion7()), "not_your_organisation"),
            6 => Post(_buyer.Token, $"/units/purchasing-units/{_buyer.UnitId}/affiliations", Moved, "role_not_allowed"),
            _ => Put(_buyer.Token, $"/units/purchasing-units/{_otherBuyer.UnitId}", Flagged(parentId: null), "not_your_organisation"),
        };

        Declaration OfOfficial(int which) => which switch
        {
            0 => Post(declarers.East, "/units/pairings", Pairing("330211", "513431"), "waits"),
            1 => Post(declarers.WestNeighbour, "/units/pairings", Pairing("330211", "513431"), "waits"),
            2 => Post(declarers.WestNeighbour, "/units/designations", Designation("513431"), "waits"),
            3 => Post(declarers.WestNeighbour, "/catalog/recognitions", Recognition(_stall.SupplierId, "513430"), "not_your_region"),
            4 => Post(declarers.WestNeighbour, "/catalog/suppliers", Supplier(Guid.CreateVersion7()), "not_your_region"),
            5 => Post(declarers.Province, "/units/designations", Designation("513430"), "waits"),
            6 => Post(declarers.East, "/units/facilitators", Facilitator("513430"), "not_your_region"),
            7 => Post(
                declarers.WestNeighbour, NewCarrier.Path, NewCarrier.Application(Guid.CreateVersion7(), "513430"), "not_your_region"),
            _ => Post(declarers.East, $"/units/purchasing-units/{_buyer.UnitId}/affiliations", Moved, "waits"),
        };

        static Declaration Post(string token, string path, object body, string answer) => new(token, HttpMethod.Post, path, body, answer);

        static Declaration Put(string token, string path, object body, string answer) => new(token, HttpMethod.Put, path, body, answer);

        /// <summary>An id of the kind that the system derives for itself.</summary>
        static Guid Derived()
        {
            var bytes = Guid.CreateVersion7().ToByteArray(bigEndian: true);
            bytes[6] = (byte)(0x80 | (bytes[6] & 0x0f));
            return new Guid(bytes, bigEndian: true);
        }

        object Recognition(Guid supplierId, string county) => new
        {
            number = $"SELF-{number}",
            supplierId,
            countyId = county,
            validFrom = "2024-01-01",
            validUntil = "2099-12-31",
            document = "自拟文件",
        };

        static object Supplier(Guid supplierId) => new
        {
            supplierId,
            name = "自称合作社",
            type = "Cooperative",
            registrationRegionId = "513430",
            operatingRegionId = "513430",
        };

        static object Flagged(Guid? parentId) => new { name = "自称定点单位", isPairingDesignated = true, parentId };

        object Designation(string county) => new
        {
            designationId = Guid.CreateVersion7(),
            unitId = _buyer.UnitId,
            countyRegionId = county,
            validFrom = "2021-05-01",
        };

        static object Unit(Guid unitId) => new
        {
            unitId,
            name = "自称食堂",
            kind = "School",
            isCentralBudget = false,
            affiliationRegionId = "330211",
            affiliatedFrom = "2020-01-01",
            isPairingDesignated = true,
        };

        static object Pairing(string east, string west) => new
        {
            pairingId = Guid.CreateVersion7(),
            scheme = "EastWest",
            tier = "County",
            eastRegionId = east,
            westRegionId = west,
            validFrom = "2021-05-01",
        };

        static object Facilitator(string region) => new
        {
            facilitatorId = Guid.CreateVersion7(),
            name = "自称展销馆",
            kind = "Hall",
            registrationRegionId = region,
            registeredFrom = "2021-05-01",
        };
    }
}

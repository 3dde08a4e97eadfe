using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Testing.Road;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// Tries every endpoint of the OpenAPI documents as nobody, in the wrong role, and as a stranger to what it is about. The list of
/// endpoints comes from the documents themselves, so that none can be forgotten.
/// </summary>
public sealed class ScopeTests(ScopeTests.Prepared prepared) : IClassFixture<ScopeTests.Prepared>
{
    static readonly string[] Prefixes = ["catalog", "units", "ordering", "logistics", "credits"];
    static readonly string[] AllRoles =
        [Roles.Supplier, Roles.Purchaser, Roles.Approver, Roles.Carrier, Roles.Official, Roles.Auditor, Roles.Operator];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_endpoint_has_a_case_and_every_case_an_endpoint()
    {
        var documented = prepared.Operations.Select(operation => operation.Id).Order(StringComparer.Ordinal);
        Assert.Equal(documented, ScopeCases.All.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_token() => await TryAllAsync(
        (operation, @case) => (null, IsAs: answer => answer == HttpStatusCode.Unauthorized));

    [Fact]
    public async Task Nobody_gets_in_with_a_role_that_may_not() => await TryAllAsync(
        (operation, @case) => operation.Roles is ["*"] || AllRoles.All(operation.Roles.Contains)
            // Every role may; a caller without any may not, and the issuer gives no such token.
            ? (null, IsAs: answer => answer == HttpStatusCode.Unauthorized)
            : (
                prepared.StrangersToken(AllRoles.First(role => !operation.Roles.Contains(role))),
                IsAs: answer => answer == HttpStatusCode.Forbidden));

    [Fact]
    public async Task A_stranger_reaches_nothing_of_ours() => await TryAllAsync((operation, @case) => @case.Stranger == Stranger.Refused
        ? (prepared.StrangersToken(@case.As), IsAs: answer => answer is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        : (prepared.StrangersToken(@case.As), IsAs: answer => answer == HttpStatusCode.OK));

    [Fact]
    public async Task A_strangers_list_has_nothing_of_ours_in_it()
    {
        foreach (var (name, @case) in ScopeCases.All.Where(pair => pair.Value.Stranger == Stranger.SeesNothing))
        {
            using var answer = await SendAsync("GET", @case, prepared.StrangersToken(@case.As));
            var text = await answer.Content.ReadAsStringAsync(Ct);
            Assert.True(answer.IsSuccessStatusCode, $"{name}: {text}");
            Assert.DoesNotContain(prepared.Ours.Ids, id => text.Contains(id.ToString(), StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("金阳", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Of_a_strangers_load_each_shipment_of_ours_is_refused()
    {
        var before = (await prepared.OrderNowAsync(Ct)).GetRawText();
        foreach (var (name, @case) in ScopeCases.All.Where(pair => pair.Value.Stranger == Stranger.RefusedEachItem))
        {
            using var answer = await SendAsync("POST", @case, prepared.StrangersToken(@case.As));
            var text = await answer.Content.ReadAsStringAsync(Ct);
            Assert.True(answer.IsSuccessStatusCode, $"{name}: {text}");
            var item = Assert.Single(JsonElement.Parse(text).GetProperty("items").EnumerateArray());
            Assert.Equal((int)HttpStatusCode.NotFound, item.GetProperty("problem").GetProperty("status").GetInt32());
            Assert.False(item.TryGetProperty("shipment", out var shipment) && shipment.ValueKind == JsonValueKind.Object, text);
        }

        Assert.Equal(before, (await prepared.OrderNowAsync(Ct)).GetRawText());
    }

    [Fact]
    public async Task An_official_reads_from_either_side_of_a_pairing_the_same_figure()
    {
        var path = ScopeCases.All["ReportPairingProgress"].Path(prepared.Ours);
        var east = await RowsAsync(await prepared.Http.SignInAsync(Roles.Official, null, "330211", "County", Ct), path);
        var west = await RowsAsync(await prepared.Http.SignInAsync(Roles.Official, null, "513430", "County", Ct), path);
        var ofEast = Assert.Single(east, row => row.GetProperty("tier").GetString() == "County");
        var ofWest = Assert.Single(west, row => row.GetProperty("tier").GetString() == "County");
        Assert.Equal(ofEast.GetRawText(), ofWest.GetRawText());
        Assert.True(ofEast.GetProperty("yearToDate").GetProperty("fen").GetInt64() > 0);
    }

    async Task<List<JsonElement>> RowsAsync(string token, string path) =>
        [.. (await prepared.Http.GetAsync(token, path, Ct)).GetProperty("rows").EnumerateArray()];

    async Task TryAllAsync(Func<Operation, ScopeCase, (string? Token, Func<HttpStatusCode, bool> IsAs)> expectation)
    {
        var faults = new List<string>();
        foreach (var operation in prepared.Operations)
        {
            if (!ScopeCases.All.TryGetValue(operation.Id, out var @case))
            {
                continue;
            }

            var (token, isAs) = expectation(operation, @case);
            if (@case.Stranger is Stranger.CannotBe && token is not null
                && operation.Roles.Contains(@case.As) && token == prepared.StrangersToken(@case.As))
            {
                continue;
            }

            using var answer = await SendAsync(operation.Method, @case, token);
            if (!isAs(answer.StatusCode))
            {
                faults.Add($"{operation.Id}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
            }
        }

        Assert.Empty(faults);
        Assert.Equal(prepared.OrderBefore, (await prepared.OrderNowAsync(Ct)).GetRawText());
    }

    async Task<HttpResponseMessage> SendAsync(string method, ScopeCase @case, string? token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), @case.Path(prepared.Ours));
        if (@case.Body is not null)
        {
            request.Content = JsonContent.Create(@case.Body(prepared.Ours), options: MessageTypes.Json);
        }

        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        if (method == "PUT")
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
        }

        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await prepared.Client.SendAsync(request, Ct);
    }

    /// <summary>An endpoint as the OpenAPI document has it.</summary>
    public sealed record Operation(string Id, string Method, IReadOnlyList<string> Roles);

    /// <summary>A marketplace in which one order has walked the whole road.</summary>
    public sealed class Prepared : IAsyncLifetime
    {
        readonly Dictionary<string, string> _strangers = [];
        RunningMarketplace _running = null!;
        Trip _trip = null!;

        public RoadHttp Http { get; private set; } = null!;

        public HttpClient Client { get; private set; } = null!;

        public IReadOnlyList<Operation> Operations { get; private set; } = [];

        public string OrderBefore { get; private set; } = "";

        internal Ours Ours { get; private set; } = null!;

        /// <summary>A token in that role for an organisation or region that has nothing to do with ours.</summary>
        public string StrangersToken(string role) => _strangers[role];

        public Task<JsonElement> OrderNowAsync(CancellationToken ct) =>
            Http.GetAsync(_trip.Buyer.Token, $"/ordering/orders/{_trip.OrderId}", ct);

        public async ValueTask InitializeAsync()
        {
            var ct = TestContext.Current.CancellationToken;
            _running = await RunningMarketplace.StartEmbeddedAsync(ct);
            Http = _running.Connect();
            Client = new HttpClient { BaseAddress = _running.Address };
            var market = await Market.OpenAsync(Http, [Lane.All[0]], 1, 1, 1, stock: 100, budgetFen: 1_000_000, ct);
            var stall = market.Stalls[0];
            _trip = new Trip(Http, market, market.Buyers[0], [(stall, stall.Goods[0], Quantity.Of(5))], new Random(1));
            await _trip.WalkAsync(TimeSpan.FromMinutes(1), ct);
            var part = _trip.Order.GetProperty("parts")[0];
            var line = part.GetProperty("lines")[0].GetProperty("lineId").GetGuid();
            var entry = await Marketplace.Testing.Eventually.NotNullAsync<object>(
                async () => (await Http.ListAsync(market.AuditorToken, "/credits/entries", ct))
                    .FirstOrDefault() is { ValueKind: JsonValueKind.Object } first ? first : null,
                "the sale to be credited",
                ct: ct);
            var entered = (JsonElement)entry;
            Ours = new Ours(
                stall.SupplierId, stall.Goods[0].ProductId, _trip.Buyer.UnitId, _trip.OrderId, part.GetProperty("partId").GetGuid(), line,
                entered.GetProperty("entryId").GetGuid(), entered.GetProperty("holderId").GetGuid(),
                BusinessDay.Of(TimeProvider.System.GetUtcNow()).Year)
            {
                ReturnId = await RequestReturnAsync(part.GetProperty("partId").GetGuid(), line, ct),
                QuotationId = await QuoteAsync(stall, ct),
                RecognitionId = (await Http.GetAsync(
                    await Http.SignInAsync(Roles.Auditor, null, null, null, ct),
                    $"/catalog/recognitions?supplierId={stall.SupplierId}", ct)).GetProperty("items")[0].GetProperty("recordId").GetGuid(),
                CorrectionId = await ProposeCorrectionAsync(line, ct),
                SuspicionId = await SuspectAsync(stall.SupplierId, ct),
                ProposalId = await ProposePairingAsync(ct),
            };
            foreach (var role in AllRoles)
            {
                var isOfficial = role == Roles.Official;
                _strangers[role] = await Http.SignInAsync(
                    role, isOfficial ? null : Guid.CreateVersion7(), isOfficial ? "441302" : null, isOfficial ? "County" : null, ct);
            }

            OrderBefore = (await OrderNowAsync(ct)).GetRawText();
            Operations = await ReadOperationsAsync(ct);
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            Http.Dispose();
            await _running.DisposeAsync();
        }

        async Task<Guid> RequestReturnAsync(Guid shipmentId, Guid lineId, CancellationToken ct)
        {
            var returnId = Guid.CreateVersion7();
            await Http.PostAsync(
                _trip.Buyer.Token,
                $"/logistics/shipments/{shipmentId}/returns",
                new { returnId, lineId, acceptanceNo = 1, kind = "PriceCut", quantity = "0", amountFen = 1, reason = "外观略差" },
                ct);
            return returnId;
        }

        async Task<Guid> QuoteAsync(Stall stall, CancellationToken ct)
        {
            var quotationId = Guid.CreateVersion7();
            await Http.PostAsync(
                stall.Token,
                "/ordering/quotations",
                new
                {
                    quotationId,
                    supplierId = stall.SupplierId,
                    unitId = _trip.Buyer.UnitId,
                    lines = new[] { new { productId = stall.Goods[0].ProductId, quantity = "5", unitPrice = "4.00" } },
                    validUntil = BusinessDay.Of(TimeProvider.System.GetUtcNow()).AddDays(7),
                },
                ct);
            return quotationId;
        }

        async Task<Guid> ProposeCorrectionAsync(Guid lineId, CancellationToken ct)
        {
            var correctionId = Guid.CreateVersion7();
            var official = await Http.SignInAsync(Roles.Official, null, "513430", "County", ct);
            await Http.PostAsync(
                official,
                "/credits/corrections",
                new { correctionId, lineId, acceptanceNo = 1, originRegionId = "513431", reason = "产地登记有误", document = "测试〔2026〕3号" },
                ct);
            return correctionId;
        }

        async Task<Guid> ProposePairingAsync(CancellationToken ct)
        {
            var official = await Http.SignInAsync(Roles.Official, null, "330211", "County", ct);
            var proposal = await Http.PostAsync(
                official,
                "/units/pairings",
                new
                {
                    pairingId = Guid.CreateVersion7(),
                    scheme = "Counterpart",
                    tier = "County",
                    eastRegionId = "330211",
                    westRegionId = "513430",
                    validFrom = "2000-01-01",
                    validTo = "2001-01-01",
                },
                ct);
            return proposal.GetProperty("proposalId").GetGuid();
        }

        async Task<Guid> SuspectAsync(Guid supplierId, CancellationToken ct)
        {
            var suspicionId = Guid.CreateVersion7();
            var official = await Http.SignInAsync(Roles.Official, null, "513430", "County", ct);
            await Http.PostAsync(
                official, "/credits/suspicions", new { suspicionId, supplierId, from = "2099-01-01", reason = "举报核查" }, ct);
            return suspicionId;
        }

        async Task<List<Operation>> ReadOperationsAsync(CancellationToken ct)
        {
            var operations = new List<Operation>();
            foreach (var prefix in Prefixes)
            {
                var document = await Client.GetFromJsonAsync<JsonElement>($"/{prefix}/openapi.json", ct);
                foreach (var path in document.GetProperty("paths").EnumerateObject())
                {
                    operations.AddRange(path.Value.EnumerateObject()
                        .Where(jsonProperty => jsonProperty.Value.TryGetProperty("operationId", out _))
                        .Select(jsonProperty => new Operation(
                            jsonProperty.Value.GetProperty("operationId").GetString()!,
                            jsonProperty.Name.ToUpperInvariant(),
                            [.. jsonProperty.Value.GetProperty("x-roles").EnumerateArray().Select(role => role.GetString()!)])));
                }
            }

            return operations;
        }
    }
}

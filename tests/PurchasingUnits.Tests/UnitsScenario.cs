using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Proposals;
using Marketplace.PurchasingUnits.Budgets;
using Marketplace.PurchasingUnits.Designations;
using Marketplace.PurchasingUnits.Facilitators;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests;

/// <summary>What the tests of the registry start from, and the requests that they send.</summary>
static class UnitsScenario
{
    public const string Ningbo = "330200";
    public const string Zhenhai = "330211";
    public const string Yinzhou = "330212";
    public const string Jinyang = "513430";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public const string FacilitatorsPath = "/units/facilitators";
    public const string DesignationsPath = "/units/designations";
    public const string TargetsPath = "/units/targets";
    public const string ProposalsPath = "/units/proposals";

    public static string QuotaPath(Guid unitId, int year = 2026) => $"{UnitPath(unitId)}/quota-plans/{year}";

    public static object FacilitatorRequest(Guid facilitatorId, string kind = "Hall", Guid? unitId = null, string region = Zhenhai) => new
    {
        facilitatorId,
        name = "镇海展销馆",
        kind,
        unitId,
        registrationRegionId = region,
        registeredFrom = "2021-05-01",
        sourceDocument = "甲",
    };

    public static object DesignationRequest(
        Guid designationId, Guid unitId, string validFrom = "2016-01-01", string? validTo = null, string county = "150125") => new
        {
            designationId,
            unitId,
            countyRegionId = county,
            validFrom,
            validTo,
            sourceDocument = "甲",
        };

    extension(ServiceUnderTest<UnitsDb> units)
    {
        public HttpClient Operator => units.Client(Roles.Operator);

        /// <summary>An official of the nation, who is above all sides.</summary>
        public HttpClient Nation => units.Client(Roles.Official, tier: "Nation");

        /// <summary>Whoever reads everything and decides nothing.</summary>
        public HttpClient Auditor => units.Client(Roles.Auditor);

        /// <summary>Whoever buys for the unit and speaks for it.</summary>
        public HttpClient Purchaser(Guid unitId) => units.Client(Roles.Purchaser, org: unitId, subject: $"purchaser-{unitId}");

        /// <summary>Whoever files the budget of the unit.</summary>
        public HttpClient Approver(Guid unitId) => units.Client(Roles.Approver, org: unitId, subject: $"approver-{unitId}");

        /// <summary>An official of a region, of a county unless another tier is said.</summary>
        public HttpClient Official(string region, string tier = "County") =>
            units.Client(Roles.Official, region: region, tier: tier, subject: $"official-{region}");

        public async Task<UnitView> RegisterUnitAsync(
            Guid? unitId = null, Guid? parentId = null, string region = Zhenhai, bool isCentralBudget = false, string name = "镇海中学")
        {
            using var response = await units.Nation.PostOnceAsync(
                "/units/purchasing-units", UnitRequest(unitId ?? Guid.CreateVersion7(), parentId, region, isCentralBudget, name), ct: Ct);
            return await response.BodyAsync<UnitView>(HttpStatusCode.Created);
        }

        /// <summary>A unit with a budget for 2026.</summary>
        public async Task<Guid> RegisterBuyerAsync(long budgetFen)
        {
            var unit = await units.RegisterUnitAsync();
            using var response = await units.Approver(unit.UnitId)
                .PutAsJsonAsync(BudgetPath(unit.UnitId), new { amountFen = budgetFen }, Ct);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            return unit.UnitId;
        }

        public async Task<BudgetView> BudgetAsync(Guid unitId, int year = 2026)
        {
            using var response = await units.Auditor.GetAsync(BudgetPath(unitId, year), Ct);
            return await response.BodyAsync<BudgetView>(HttpStatusCode.OK);
        }

        /// <summary>Held, settled and available of a unit's budget for 2026.</summary>
        public async Task<(long Held, long Settled, long Available)> FiguresAsync(Guid unitId)
        {
            var budget = await units.BudgetAsync(unitId);
            return (budget.HeldFen!.Value, budget.SettledFen!.Value, budget.AvailableFen!.Value);
        }

        /// <summary>A facilitator in 镇海 since 2021-05-01.</summary>
        public async Task<FacilitatorView> RegisterFacilitatorAsync(Guid? facilitatorId = null)
        {
            using var response = await units.Nation.PostOnceAsync(
                FacilitatorsPath, FacilitatorRequest(facilitatorId ?? Guid.CreateVersion7()), ct: Ct);
            return await response.BodyAsync<FacilitatorView>(HttpStatusCode.Created);
        }

        /// <summary>A designation of 武川 since 2016-01-01.</summary>
        public async Task<DesignationView> RegisterDesignationAsync(Guid unitId)
        {
            using var response = await units.Nation.PostOnceAsync(
                DesignationsPath, DesignationRequest(Guid.CreateVersion7(), unitId), ct: Ct);
            return await response.BodyAsync<DesignationView>(HttpStatusCode.Created);
        }

        /// <summary>Says how a unit of version 1 runs its canteen.</summary>
        public async Task SetCanteenAsync(Guid unitId, object canteen)
        {
            using var response = await units.Nation.PutIfMatchAsync(
                $"{UnitPath(unitId)}/canteens", new { canteens = new[] { canteen } }, 1, Ct);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        /// <summary>Waits until the message is published, and returns it.</summary>
        public Task<T> PublishedAsync<T>(Func<T, bool> isIt)
            where T : class =>
            Eventually.NotNullAsync(() => Task.FromResult(units.Published<T>().SingleOrDefault(isIt)), typeof(T).Name, ct: Ct);

        /// <summary>镇海 proposes a pairing with 金阳 for a year that no list has.</summary>
        public Task<ProposalView> ProposePairingAsync(int year, string tier = "County") => units.Official(Zhenhai).ProposeAsync(
            "/units/pairings", PairingRequest(Zhenhai, Jinyang, $"{year}-01-01", $"{year + 1}-01-01", tier));

        public async Task<PairingView> RegisterPairingAsync(
            string east, string west, string validFrom, string? validTo = null, string tier = "County", string scheme = "EastWest")
        {
            using var response = await units.Nation.PostOnceAsync(
                "/units/pairings", PairingRequest(east, west, validFrom, validTo, tier, scheme), ct: Ct);
            return await response.BodyAsync<PairingView>(HttpStatusCode.Created);
        }
    }

    public static object UnitRequest(
        Guid unitId, Guid? parentId = null, string region = Zhenhai, bool isCentralBudget = false, string name = "镇海中学") => new
        {
            unitId,
            name,
            kind = "School",
            isCentralBudget,
            parentId,
            affiliationRegionId = region,
            affiliatedFrom = "2020-01-01",
            isPairingDesignated = false,
            document = "测试〔2026〕1号",
        };

    public static object PairingRequest(
        string east, string west, string validFrom, string? validTo = null,
        string tier = "County", string scheme = "EastWest", string? transitionUntil = null) => new
        {
            pairingId = Guid.CreateVersion7(),
            scheme,
            tier,
            eastRegionId = east,
            westRegionId = west,
            validFrom,
            validTo,
            transitionUntil,
            sourceDocument = "甬协作办〔2026〕3号",
        };

    public static string UnitPath(Guid unitId) => $"/units/purchasing-units/{unitId}";

    public static string BudgetPath(Guid unitId, int year = 2026) => $"/units/purchasing-units/{unitId}/budgets/{year}";

    public static OrderSubmitted Submitted(Guid unitId, long amountFen, int year = 2026, Guid? orderId = null) => new()
    {
        OrderId = orderId ?? Guid.CreateVersion7(),
        UnitId = unitId,
        SubmittedAt = SharedUnits.Now,
        BudgetYear = year,
        AmountFen = amountFen,
        Lines = [new() { LineId = Guid.CreateVersion7(), ProductId = Guid.CreateVersion7(), Quantity = Quantity.Of(1) }],
    };

    public static OrderCancelled Cancelled(OrderSubmitted order) => new()
    {
        OrderId = order.OrderId,
        UnitId = order.UnitId,
        CancelledAt = SharedUnits.Now,
        Reason = CancellationReason.Withdrawn,
    };

    /// <summary>The acceptance of one part of an order: for each line what was reserved and what was accepted.</summary>
    public static DeliveryAccepted Accepted(OrderSubmitted order, params (long OrderedFen, long AcceptedFen)[] lines) => new()
    {
        AcceptanceId = Guid.CreateVersion7(),
        AcceptanceNo = 1,
        ShipmentId = Guid.CreateVersion7(),
        OrderId = order.OrderId,
        OrderNumber = "20261121-000001",
        UnitId = order.UnitId,
        UnitName = "镇海中学",
        BudgetYear = order.BudgetYear,
        SupplierId = Guid.CreateVersion7(),
        ConfirmedAt = SharedUnits.Now,
        DispatchedAt = SharedUnits.Now,
        DeliveredAt = SharedUnits.Now,
        AcceptedAt = SharedUnits.Now,
        AcceptedBy = "test-purchaser",
        Waybill = "SF-1",
        DeliveryPath = new RegionPath("/330000/330200/330211/"),
        Lines = [.. lines.Select((line, index) => Line(index + 1, line.OrderedFen, line.AcceptedFen))],
    };

    static DeliveryAccepted.Line Line(int number, long orderedFen, long acceptedFen) => new()
    {
        LineId = Guid.CreateVersion7(),
        LineNumber = number,
        Goods = new GoodsFacts
        {
            ProductId = Guid.CreateVersion7(),
            ListingVersion = 1,
            ProductName = "金阳青花椒",
            Category = ProductCategory.Spice,
            ProcessingLevel = ProcessingLevel.Primary,
            SupplierId = Guid.CreateVersion7(),
            SupplierName = "金阳青花椒专业合作社",
            OriginPath = new RegionPath("/510000/513400/513430/"),
            OriginName = "金阳县",
            Unit = new TradeUnit { Name = "斤", Grams = 500 },
            UnitPrice = UnitPrice.FromYuan(0.01m),
        },
        Ordered = Quantity.Of(orderedFen),
        OrderedFen = orderedFen,
        Dispatched = Quantity.Of(orderedFen),
        Accepted = Quantity.Of(acceptedFen),
        Short = Quantity.Of(orderedFen - acceptedFen),
        Rejected = Quantity.Zero,
        AcceptedFen = acceptedFen,
        Batches = [],
    };
}

/// <summary>What a service answered.</summary>
static class Answers
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    extension(HttpResponseMessage response)
    {
        /// <summary>The body of an answer that must have the status.</summary>
        public async Task<T> BodyAsync<T>(HttpStatusCode status)
        {
            var text = await response.Content.ReadAsStringAsync(Ct);
            Assert.True(status == response.StatusCode, $"{(int)response.StatusCode} {text}");
            return System.Text.Json.JsonSerializer.Deserialize<T>(text, MessageTypes.Json)!;
        }
    }

    extension(HttpClient client)
    {
        public async Task<T> GetBodyAsync<T>(string path)
        {
            using var response = await client.GetAsync(path, Ct);
            return await response.BodyAsync<T>(HttpStatusCode.OK);
        }

        /// <summary>Posts what has to wait for another side.</summary>
        public async Task<ProposalView> ProposeAsync(string path, object body)
        {
            using var response = await client.PostOnceAsync(path, body, ct: Ct);
            return await response.BodyAsync<ProposalView>(HttpStatusCode.Accepted);
        }

        /// <summary>Puts a change that has to wait for another side.</summary>
        public async Task<ProposalView> ProposeRevisionAsync(string path, object body, long version)
        {
            using var response = await client.PutIfMatchAsync(path, body, version, Ct);
            return await response.BodyAsync<ProposalView>(HttpStatusCode.Accepted);
        }

        /// <summary>Confirms for the caller's side.</summary>
        public async Task<ProposalView> ConfirmAsync(ProposalView proposal, string? document = null)
        {
            using var response = await client.PostOnceAsync(
                $"{UnitsScenario.ProposalsPath}/{proposal.ProposalId}/confirmation", new { document }, ct: Ct);
            return await response.BodyAsync<ProposalView>(HttpStatusCode.OK);
        }

        /// <summary>Answers a proposal: confirmation, refusal or withdrawal.</summary>
        public Task<HttpResponseMessage> AnswerAsync(ProposalView proposal, string answer, string? key = null) => client.PostOnceAsync(
            $"{UnitsScenario.ProposalsPath}/{proposal.ProposalId}/{answer}",
            answer == "confirmation" ? new { } : new { reason = "情况有变" }, key, Ct);

        /// <summary>Answers a proposal and is refused, in both languages.</summary>
        public Task AnswerRefusedAsync(ProposalView proposal, string answer, int status, string code) =>
            client.RefusesAsync(http => http.AnswerAsync(proposal, answer), status, code);

        /// <summary>The proposal as the caller sees it.</summary>
        public Task<ProposalView> ProposalAsync(ProposalView proposal) =>
            client.GetBodyAsync<ProposalView>($"{UnitsScenario.ProposalsPath}/{proposal.ProposalId}");

        /// <summary>Asks in Chinese and in English; both must be refused with the code, at the field, in the language.</summary>
        public async Task RefusesAsync(Func<HttpClient, Task<HttpResponseMessage>> ask, int status, string code, string? field = null)
        {
            var details = new HashSet<string>();
            foreach (var language in (string[])["zh", "en"])
            {
                client.DefaultRequestHeaders.AcceptLanguage.Clear();
                client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
                using var response = await ask(client);
                var text = await response.Content.ReadAsStringAsync(Ct);
                Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} {text}");
                var problem = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(text);
                Assert.Equal(code, problem.GetProperty("code").GetString());
                Assert.Equal([language], response.Content.Headers.ContentLanguage);
                Assert.True(details.Add(problem.GetProperty("detail").GetString()!), "Both languages have the same text.");
                if (field is not null)
                {
                    Assert.Equal(field, problem.GetProperty("field").GetString());
                }
            }
        }
    }
}

using Marketplace.Contracts;

namespace Marketplace.Testing.Road;

/// <summary>Suppliers with stock and units with budgets, ready to trade.</summary>
public sealed record Market(
    IReadOnlyList<Stall> Stalls, IReadOnlyList<Buyer> Buyers, string CarrierToken, Guid CarrierId, string AuditorToken)
{
    /// <summary>
    /// Opens a market: for each lane some suppliers with products and batches, and some units with a budget for the year.
    /// </summary>
    /// <param name="stock">Units of each batch.</param>
    /// <param name="budgetFen">Of each unit.</param>
    /// <param name="approveFromFen">
    /// From which amount on orders of the first unit of each lane need approval; null when no unit has a policy.
    /// </param>
    public static async Task<Market> OpenAsync(
        RoadHttp http, IReadOnlyList<Lane> lanes, int suppliersPerLane, int productsPerSupplier,
        int buyersPerLane, int stock, long budgetFen, CancellationToken ct, long? approveFromFen = null)
    {
        var carrierId = Guid.CreateVersion7();
        var carrier = await http.SignInAsync(Roles.Carrier, carrierId, null, null, ct);
        var auditor = await http.SignInAsync(Roles.Auditor, null, null, null, ct);
        await AwaitRegionsAsync(http, auditor, lanes, ct);
        await RegisterCarrierAsync(http, carrier, carrierId, lanes[0].Origin, ct);
        var stalls = new List<Stall>();
        var buyers = new List<Buyer>();
        foreach (var lane in lanes)
        {
            for (var i = 1; i <= suppliersPerLane; i++)
            {
                stalls.Add(await OpenStallAsync(http, lane, i, productsPerSupplier, stock, ct));
            }

            for (var i = 1; i <= buyersPerLane; i++)
            {
                var buyer = await RegisterBuyerAsync(http, lane, i, budgetFen, ct);
                buyers.Add(i == 1 && approveFromFen is { } fen
                    ? buyer with { ChiefToken = await ApprovalPolicies.FileAsync(http, buyer.UnitId, fen, ct) }
                    : buyer);
            }
        }

        return new Market(stalls, buyers, carrier, carrierId, auditor);
    }

    /// <summary>The reference data must have arrived where it is needed before anybody can register.</summary>
    static async Task AwaitRegionsAsync(RoadHttp http, string auditor, IReadOnlyList<Lane> lanes, CancellationToken ct) =>
        await Eventually.TrueAsync(
            async () =>
            {
                foreach (var lane in lanes)
                {
                    if ((await http.GetAsync(auditor, $"/units/regions/{lane.Origin}", ct)).ValueKind
                        == System.Text.Json.JsonValueKind.Undefined)
                    {
                        return false;
                    }
                }

                return true;
            },
            "the regions to be loaded",
            TimeSpan.FromSeconds(60),
            ct);

    static async Task RegisterCarrierAsync(RoadHttp http, string carrier, Guid carrierId, string region, CancellationToken ct)
    {
        var application = default(System.Text.Json.JsonElement);
        await WhenKnownAsync(
            async () => application = await http.PostAsync(carrier, NewCarrier.Path, NewCarrier.Application(carrierId, region), ct), ct);
        await http.ConfirmAsync(
            await http.SignInAsync(Roles.Official, null, region, "County", ct), NewCarrier.Path, application, ct);
    }

    static async Task<Stall> OpenStallAsync(RoadHttp http, Lane lane, int number, int products, int stock, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        var token = await http.SignInAsync(Roles.Supplier, id, null, null, ct);
        var county = await http.SignInAsync(Roles.Official, null, lane.Origin, "County", ct);
        var application = default(System.Text.Json.JsonElement);
        await WhenKnownAsync(
            async () => application = await http.PostAsync(
                token,
                "/catalog/suppliers",
                new
                {
                    supplierId = id,
                    name = $"{lane.Product}专业合作社{number}",
                    type = "Cooperative",
                    registrationRegionId = lane.Origin,
                    operatingRegionId = lane.Origin,
                },
                ct),
            ct);
        await http.ConfirmAsync(county, "/catalog/suppliers", application, ct);
        var goods = new List<Goods>();
        for (var i = 1; i <= products; i++)
        {
            var productId = Guid.CreateVersion7();
            var batchId = Guid.CreateVersion7();
            var price = $"{3 + i}.35";
            var (recognition, from, until) = ($"RD-{id:N}-{i}", "2024-01-01", "2099-12-31");
            await http.PostAsync(
                token,
                "/catalog/products",
                new
                {
                    productId,
                    supplierId = id,
                    name = $"{lane.Product}{i}号",
                    category = "Vegetable",
                    processingLevel = "Raw",
                    originCountyId = lane.Origin,
                    recognition = new { number = recognition, validFrom = from, validUntil = until },
                    unit = new { name = "kg", grams = 1000 },
                    priceTiers = new[] { new { fromQuantity = "1", unitPrice = price } },
                },
                ct);
            await http.PostAsync(
                county,
                "/catalog/recognitions",
                new
                {
                    number = recognition,
                    supplierId = id,
                    countyId = lane.Origin,
                    validFrom = from,
                    validUntil = until,
                    document = "帮扶产品认定文件",
                },
                ct);
            await http.PostAsync(
                token, $"/catalog/products/{productId}/batches",
                new { batchId, harvestFrom = "2026-09-01", harvestUntil = "2026-12-31", quantity = $"{stock}" }, ct);
            goods.Add(new Goods(productId, batchId, price));
        }

        return new Stall(lane, id, token, goods);
    }

    static async Task<Buyer> RegisterBuyerAsync(RoadHttp http, Lane lane, int number, long budgetFen, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        var token = await http.SignInAsync(Roles.Purchaser, id, null, null, ct);
        var approver = await http.SignInAsync(Roles.Approver, id, null, null, ct);
        var district = await http.SignInAsync(Roles.Official, null, lane.East, "County", ct);
        await http.ProposeAsync(
            token,
            "/units/purchasing-units",
            new
            {
                unitId = id,
                name = $"{lane.East} 第{number}中学食堂",
                kind = "School",
                isCentralBudget = false,
                affiliationRegionId = lane.East,
                affiliatedFrom = "2020-01-01",
                isPairingDesignated = false,
            },
            district,
            ct);
        foreach (var year in BudgetYears())
        {
            await http.PutAsync(approver, $"/units/purchasing-units/{id}/budgets/{year}", new { amountFen = budgetFen }, ct);
        }

        return new Buyer(lane, id, token);
    }

    // A run over New Year's Eve orders in two budget years.
    static int[] BudgetYears()
    {
        var today = BusinessDay.Of(TimeProvider.System.GetUtcNow());
        return [.. new[] { today.Year, today.AddDays(1).Year }.Distinct()];
    }

    /// <summary>How long a service may take to hear of what was registered in another.</summary>
    public static readonly TimeSpan KnownLimit = TimeSpan.FromSeconds(60);

    /// <summary>Repeats what is refused because another service has not heard of it yet.</summary>
    public static Task WhenKnownAsync(Func<Task> attempt, CancellationToken ct) => WhenKnownAsync(attempt, KnownLimit, ct);

    /// <param name="attempt">Asked again until it is not refused.</param>
    /// <param name="limit">More than the usual one where an attempt may wait for a process that was killed.</param>
    public static Task WhenKnownAsync(Func<Task> attempt, TimeSpan limit, CancellationToken ct) => Eventually.TrueAsync(
        async () =>
        {
            await attempt();
            return true;
        },
        "what was registered to be known everywhere",
        limit,
        ct);
}

/// <summary>A supplier with its goods.</summary>
public sealed record Stall(Lane Lane, Guid SupplierId, string Token, IReadOnlyList<Goods> Goods);

/// <summary>A product, the batch that it is sold from, and what it costs.</summary>
public sealed record Goods(Guid ProductId, Guid BatchId, string Price);

/// <summary>A purchasing unit with its token.</summary>
public sealed record Buyer(Lane Lane, Guid UnitId, string Token)
{
    /// <summary>Who approves its orders where its policy asks for that; null when it has none.</summary>
    public string? ChiefToken { get; init; }
}

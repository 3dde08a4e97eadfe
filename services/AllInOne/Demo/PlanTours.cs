using System.Globalization;
using System.Text.Json.Nodes;
using Marketplace.AllInOne.Identity;
using Marketplace.Contracts;

namespace Marketplace.AllInOne.Demo;

/// <summary>
/// Still in the sixth act: the office of Liangshan plans by which lorries the week's goods go. The one tricycle of the depot holds not all
/// of Monday's: one delivery is left out, with the reason. The carrier offers a van as well, and then all of the week has its lorries.
/// </summary>
static class PlanTours
{
    const int Days = 5;
    const string Hub = "0199a000-0000-7000-8000-000000000601";
    const string Depot = "0199a000-0000-7000-8000-000000000602";

    static readonly Guid Carrier = (Guid)DemoCast.Named(DemoSteps.SouthWest.Identity).Org!;

    public static async Task PlayAsync(DemoConsole stage, DateOnly monday, IReadOnlyList<JsonNode> parts, CancellationToken ct)
    {
        var office = await stage.AsAsync("liangshan-office", ct);
        await RegisterAsync(office, Node(Hub, "Hub", "凉山州电商物流中心（西昌）", "513400", 27.894m, 102.264m, "Mountains", "06:00", "18:00"), ct);
        await RegisterAsync(
            await stage.AsAsync("ningbo-office", ct),
            Node(Depot, "Depot", "宁波城市配送仓", "330200", 29.925m, 121.605m, "Plain", "03:00", "20:00"), ct);
        await RegisterAsync(await stage.AsAsync(DemoCast.OfficeOf("513431"), ct), Station(), ct);
        foreach (var part in parts)
        {
            await Poll.UntilAsync(
                "运单 the shipments to be planned", () => office.FindAsync($"/logistics/shipments/{part["partId"]}", ct), ct);
        }

        List<Guid> vehicles =
        [
            await OfferAsync(stage, "4.2 米冷藏车", "Collection", Hub, null, 2, 1_500, 8_000, 9_000, 220, ct),
            await OfferAsync(stage, "冷链零担仓位（1 吨）", "Trunk", null, "513400", 2, 1_000, 3_500, 5_000, 30, ct),
            await OfferAsync(stage, "冷藏三轮车", "Delivery", Depot, null, 1, 300, 560, 6_000, 60, ct),
        ];
        var first = await PlanAsync(office, monday, monday, ct);
        await ShowAsync(stage, first, parts);
        vehicles.Add(await OfferAsync(stage, "4.2 米冷藏厢式车", "Delivery", Depot, null, 1, 1_500, 8_000, 12_000, 160, ct));
        var rest = await PlanAsync(office, monday, monday.AddDays(Days - 1), ct);
        var tours = await AcceptAsync(stage, [first, rest], ct);
        if (rest["leftOut"]!.AsArray().Count > 0 || tours.Sum(tour => (long)tour["costFen"]!) != FreightOf(first) + FreightOf(rest))
        {
            throw new DemoFailedException($"一周未能全部安排 Not all of the week is planned: {rest.ToJsonString()}");
        }

        await stage.DoneAsync(
            $"承运商增派一辆厢式车，其余各日连同未安排的一批重排：{tours.Count} 趟全部接受，一周运费 {new Money(tours.Sum(tour => (long)tour["costFen"]!))} 元",
            $"with a van as well all of the week has its lorries, {tours.Count} tours, accepted by the carrier");
        // Another performance offers vehicles of its own.
        foreach (var vehicle in vehicles)
        {
            await (await stage.AsAsync(DemoSteps.SouthWest.Identity, ct)).PostAsync(
                $"/logistics/carriers/{Carrier}/vehicles/{vehicle}/ending", new { }, ct);
        }
    }

    static object Node(
        string id, string kind, string name, string region, decimal latitude, decimal longitude, string terrain, string from,
        string until) =>
        new
        {
            NodeId = id,
            Kind = kind,
            Name = name,
            RegionId = region,
            Latitude = latitude,
            Longitude = longitude,
            Terrain = terrain,
            OpenFrom = from,
            OpenUntil = until,
            HasColdStore = true,
            ValidFrom = new DateOnly(2026, 1, 1),
        };

    /// <summary>A village station, whose keeper is in the cast: what households bring is weighed there.</summary>
    static object Station() => new
    {
        NodeId = DemoCast.Named("sanhe-keeper").Org,
        Kind = "Station",
        Name = "三河村电商服务站",
        RegionId = "513431",
        Township = "三岔河镇",
        Village = "三河村",
        Terrain = "Mountains",
        OpenFrom = "07:00",
        OpenUntil = "18:00",
        HasColdStore = false,
        Keeper = "三河村集体经济合作社",
        ValidFrom = new DateOnly(2026, 1, 1),
    };

    static async Task RegisterAsync(DemoClient office, object node, CancellationToken ct)
    {
        try
        {
            await office.PostAsync("/logistics/nodes", node, ct);
        }
        catch (RequestRefusedException refused) when (refused.Status == System.Net.HttpStatusCode.Conflict)
        {
            // It stands from an earlier performance.
        }
    }

    static async Task<Guid> OfferAsync(
        DemoConsole stage, string name, string use, string? node, string? region, int count, int kg, int litres, long fixedFen,
        int fenPerKm, CancellationToken ct)
    {
        var vehicleId = Guid.CreateVersion7();
        await (await stage.AsAsync(DemoSteps.SouthWest.Identity, ct)).PostAsync(
            $"/logistics/carriers/{Carrier}/vehicles",
            new
            {
                VehicleId = vehicleId,
                Name = name,
                Use = use,
                NodeId = node,
                RegionId = region,
                Count = count,
                PayloadKg = kg,
                VolumeLitres = litres,
                IsRefrigerated = true,
                HoursMax = use == "Trunk" ? 72 : 14,
                FixedFen = fixedFen,
                FenPerKm = fenPerKm,
                ValidFrom = new DateOnly(2026, 1, 1),
            },
            ct);
        return vehicleId;
    }

    static Task<JsonNode> PlanAsync(DemoClient office, DateOnly from, DateOnly until, CancellationToken ct) => office.PostAsync(
        "/logistics/plans",
        new { PlanId = Guid.CreateVersion7(), RegionId = "513400", DeliverFrom = from, DeliverUntil = until },
        ct);

    static async Task ShowAsync(DemoConsole stage, JsonNode plan, IReadOnlyList<JsonNode> parts)
    {
        var left = plan["leftOut"]!.AsArray();
        if (left.Count != 1)
        {
            throw new DemoFailedException($"周一应恰有一批排不下 Of Monday one delivery was to be left out: {plan.ToJsonString()}");
        }

        await stage.DoneAsync(
            "凉山州协作办公室排定周一的集货、干线与配送，每趟询问承运商", "Monday's goods: collection to the hub, trunk to the depot, delivery to the schools");
        List<string[]> rows = [["趟次", "", "批", "kg", "公里", "发车", "运费 元"]];
        foreach (var tour in plan["tours"]!.AsArray())
        {
            rows.Add(
            [
                Kind((string)tour!["kind"]!), (string)tour["placeName"]!, Text(tour["stops"]!.AsArray().Count), Text((int)tour["loadKg"]!),
                Text((long)tour["metres"]! / 1_000), BusinessDay.Text((DateTimeOffset)tour["departsAt"]!)[5..16],
                new Money((long)tour["costFen"]!).ToString(),
            ]);
        }

        foreach (var line in Columns.Lines(rows, 2, 3, 4, 6))
        {
            await stage.WriteAsync($"  {line}");
        }

        var why = left[0]!;
        var goods = parts.Single(part => (Guid)part["partId"]! == (Guid)why["shipmentId"]!)["lines"]!.AsArray()
            .Select(line => (string)line!["productName"]!);
        await stage.WriteAsync($"  排不下一批（{string.Join("、", goods)}）：{why["text"]!["zh"]}；办法：{why["cure"]!["zh"]}");
        await stage.WriteAsync($"  left out, since {why["text"]!["en"]}; what would help: {why["cure"]!["en"]}");
    }

    static async Task<List<JsonNode>> AcceptAsync(DemoConsole stage, JsonNode[] plans, CancellationToken ct)
    {
        var carrier = await stage.AsAsync(DemoSteps.SouthWest.Identity, ct);
        List<JsonNode> accepted = [];
        foreach (var plan in plans)
        {
            foreach (var tour in plan["tours"]!.AsArray())
            {
                accepted.Add(await carrier.PostAsync(
                    $"/logistics/plans/{plan["planId"]}/tours/{tour!["number"]}/acceptance", new { }, ct));
            }
        }

        return accepted;
    }

    static long FreightOf(JsonNode plan) => (long)plan["freightFen"]!;

    static string Kind(string kind) => kind switch
    {
        "Collection" => "集货",
        "Trunk" => "干线",
        "Delivery" => "配送",
        _ => "直达",
    };

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

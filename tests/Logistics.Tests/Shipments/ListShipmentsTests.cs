using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Shipments;

/// <summary>GET /logistics/shipments.</summary>
public sealed class ListShipmentsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_newest_come_first_page_by_page_whatever_their_state(Engine engine)
    {
        var clock = new FixedClock(LogisticsScenario.Now);
        await using var logistics = await SharedServices.StartAsync(engine, clock);
        var supplierId = Guid.CreateVersion7();
        List<(DateTimeOffset At, Guid Id)> planned = [];
        for (var i = 0; i < 11; i++)
        {
            // Two of them within the same millisecond.
            clock.Advance(i == 5 ? TimeSpan.Zero : TimeSpan.FromMinutes(1));
            var scenario = await LogisticsScenario.PlannedAsync(
                logistics, Examples.ConfirmedFor(supplierId, Guid.CreateVersion7(), ("1", "1.00")));
            planned.Add((clock.Now, scenario.Part.PartId));
            if (i % 3 > 0)
            {
                await scenario.DispatchAsync();
            }

            if (i % 3 > 1)
            {
                await scenario.DeliverAsync();
            }
        }

        // Another supplier's, which must not slip in.
        await LogisticsScenario.PlannedAsync(logistics);
        var supplier = logistics.Client(Roles.Supplier, org: supplierId);

        var pages = await PagesAsync(supplier, "size=4");

        Assert.Equal([4, 4, 3], pages.Select(page => page.Items.Count));
        var listed = pages.SelectMany(page => page.Items).ToList();
        Assert.Equal(planned.OrderDescending().Select(known => known.Id), listed.Select(item => item.ShipmentId));
        Assert.Equal(
            listed.Where(item => item.State == ShipmentState.Dispatched).Select(item => item.ShipmentId),
            (await PagesAsync(supplier, "size=2&state=Dispatched")).SelectMany(page => page.Items).Select(item => item.ShipmentId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_has_not_arrived_when_it_is_due_or_dropped_out_of_its_plan_is_late(Engine engine)
    {
        var clock = new FixedClock(LogisticsScenario.Now);
        await using var logistics = await SharedServices.StartAsync(engine, clock);
        var network = await NetworkScenario.WithShipmentsAsync(logistics, count: 3, vehicles: 1);
        Assert.Empty(await LateAsync());
        var plan = await network.PlanAsync();
        using (var late = await network.Supplier.PostOnceAsync(
            $"/logistics/shipments/{network.ShipmentIds[1]}/readiness",
            new { readyAt = BusinessDay.StartOf(NetworkScenario.Due).AddHours(9) }, ct: Ct))
        {
            Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        }

        Assert.Equal([network.ShipmentIds[1]], await LateAsync());
        await network.CancelAsync(network.ShipmentIds[2]);
        clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(network.ShipmentIds.Take(2).Order(), (await LateAsync()).Order());
        Assert.NotEmpty(plan.Tours);

        async Task<IEnumerable<Guid>> LateAsync() =>
            (await PagesAsync(network.Supplier, "late=true")).SelectMany(page => page.Items).Select(item => item.ShipmentId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_shipments_of_an_order_are_found_by_its_id(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var order = Examples.Of(
            Guid.CreateVersion7(), Examples.Part(Guid.CreateVersion7(), 1, ("1", "1.00")),
            Examples.Part(Guid.CreateVersion7(), 2, ("2", "1.00")));
        var scenario = await LogisticsScenario.PlannedAsync(logistics, order);

        var both = Assert.Single(await PagesAsync(scenario.Purchaser, $"orderId={order.OrderId}"));
        Assert.Equal(order.Parts.Select(part => part.PartId).Order(), both.Items.Select(item => item.ShipmentId).Order());
        var own = Assert.Single(Assert.Single(await PagesAsync(scenario.Supplier, $"orderId={order.OrderId}")).Items);
        Assert.Equal(
            (scenario.Part.PartId, order.OrderNumber, ShipmentState.Planned, 1_00, LogisticsScenario.Now),
            (own.ShipmentId, own.OrderNumber, own.State, own.OrderedFen, own.PlannedAt));
        Assert.Empty(Assert.Single(await PagesAsync(scenario.Purchaser, $"orderId={Guid.CreateVersion7()}")).Items);
        Assert.Empty(Assert.Single(await PagesAsync(scenario.Purchaser, $"orderId={order.OrderId}&state=Accepted")).Items);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_to_arrive_on_a_day_or_at_a_dock_is_found(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var (supplierId, dock, other) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var wednesday = new DateOnly(2026, 11, 25);
        OrderConfirmed.Part[] parts =
        [
            Examples.Part(supplierId, 1, ("1", "1.00")) with { DockId = dock, DockName = "东校区食堂", DeliverOn = wednesday.AddDays(-1) },
            Examples.Part(supplierId, 2, ("1", "1.00")) with
            {
                DockId = dock,
                DockName = "东校区食堂",
                DeliverOn = wednesday,
                Window = new DeliveryWindow(new(5, 0), new(8, 0)),
            },
            Examples.Part(supplierId, 3, ("1", "1.00")) with { DockId = other, DockName = "西校区食堂", DeliverOn = wednesday },
            Examples.Part(supplierId, 4, ("1", "1.00")),
        ];
        var scenario = await LogisticsScenario.PlannedAsync(logistics, Examples.Of(Guid.CreateVersion7(), parts));

        foreach (var reader in new[] { scenario.Purchaser, scenario.Supplier })
        {
            await ListsAsync(reader, "deliverFrom=2026-11-25&deliverUntil=2026-11-25", 1, 2);
            await ListsAsync(reader, "deliverUntil=2026-11-24&state=Planned", 0);
            await ListsAsync(reader, $"dockId={dock}", 0, 1);
            await ListsAsync(reader, $"dockId={dock}&deliverFrom=2026-11-25", 1);
            await ListsAsync(reader, "deliverFrom=2026-11-26");
            await ListsAsync(reader, "", 0, 1, 2, 3);
        }

        var seen = Assert.Single(Assert.Single(await PagesAsync(
            scenario.Purchaser, $"dockId={dock}&deliverFrom=2026-11-25")).Items);
        Assert.Equal(
            (dock, "东校区食堂", wednesday, new DeliveryWindow(new(5, 0), new(8, 0))),
            (seen.DockId!.Value, seen.DockName!, seen.DeliverOn!.Value, seen.Window!));

        async Task ListsAsync(HttpClient reader, string query, params int[] expected) => Assert.Equal(
            expected.Select(index => parts[index].PartId).Order(),
            (await PagesAsync(reader, query)).SelectMany(page => page.Items).Select(item => item.ShipmentId).Order());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Everybody_lists_what_they_have_to_do_with(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.DispatchedAsync(logistics);
        var neighbour = await LogisticsScenario.DispatchedAsync(logistics);
        foreach (var party in new[]
        {
            scenario.Supplier,
            scenario.Carrier,
            scenario.Purchaser,
            logistics.Client(Roles.Approver, org: scenario.Order.UnitId),
        })
        {
            Assert.Equal(scenario.Part.PartId, Assert.Single(Assert.Single(await PagesAsync(party, "")).Items).ShipmentId);
        }

        foreach (var reader in new[]
        {
            logistics.Client(Roles.Auditor),
            logistics.Client(Roles.Operator),
            logistics.Client(Roles.Official, region: "513430"),
        })
        {
            foreach (var seen in new[] { scenario, neighbour })
            {
                Assert.Single(Assert.Single(await PagesAsync(reader, $"orderId={seen.Order.OrderId}")).Items);
            }
        }

        foreach (var stranger in new[]
        {
            logistics.Client(Roles.Carrier),
            logistics.Client(Roles.Official),
            logistics.Client(Roles.Official, region: "330212"),
        })
        {
            Assert.Empty(Assert.Single(await PagesAsync(stranger, "")).Items);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Bad_input_is_refused(Engine engine)
    {
        var auditor = (await services.OnAsync(engine)).Client(Roles.Auditor);
        (string Query, string Code, string Field)[] cases =
        [
            ("state=Vanished", "parameter_invalid", "state"),
            ("state=9", "parameter_invalid", "state"),
            ("orderId=1", "parameter_invalid", "orderId"),
            ("size=0", "out_of_range", "size"),
            ("size=201", "out_of_range", "size"),
            ("after=nonsense", "cursor_invalid", "after"),
            ($"after={Cursor.Encode("1")}", "cursor_invalid", "after"),
            ($"after={Cursor.Encode("soon", Guid.CreateVersion7().ToString())}", "cursor_invalid", "after"),
            ($"after={Cursor.Encode("1", "first")}", "cursor_invalid", "after"),
        ];

        foreach (var (query, code, field) in cases)
        {
            await Refused.AsAsync(
                HttpStatusCode.BadRequest, code, field, auditor, client => client.GetAsync($"/logistics/shipments?{query}", Ct));
        }

        // A cursor that nobody was given, but that can be read, is no error of the service.
        var forged = Cursor.Encode(long.MinValue.ToString(System.Globalization.CultureInfo.InvariantCulture), Guid.Empty.ToString());
        Assert.Empty(Assert.Single(await PagesAsync(auditor, $"after={forged}")).Items);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await (await services.OnAsync(engine)).Client("visitor").GetAsync("/logistics/shipments", Ct)).StatusCode);
    }

    static async Task<List<Page<ShipmentSummary>>> PagesAsync(HttpClient client, string query)
    {
        List<Page<ShipmentSummary>> pages = [];
        string? after = null;
        do
        {
            var next = after is null ? "" : $"&after={after}";
            var page = await LogisticsScenario.ReadAsync<Page<ShipmentSummary>>(
                HttpStatusCode.OK, await client.GetAsync($"/logistics/shipments?{query}{next}", Ct));
            pages.Add(page);
            after = page.Next;
        }
        while (after is not null);
        return pages;
    }
}

using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Logistics;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Hosting;
using Marketplace.Rulebook.Tests.Cases;
using Marketplace.Rulebook.Tests.Notation;
using Marketplace.Testing;

namespace Marketplace.Rulebook.Tests.Run;

/// <summary>Drives deliveries through Logistics, which is started for the first, and hands on to Crediting what it tells.</summary>
sealed class UseLogistics(World world) : IAsyncDisposable
{
    /// <summary>AutoAcceptDays of the rule book.</summary>
    static readonly TimeSpan SilenceMax = TimeSpan.FromDays(7);

    readonly Dictionary<Guid, DateTimeOffset> _waiting = [];
    readonly HashSet<Guid> _handedOn = [];
    readonly Dictionary<string, (Guid ShipmentId, Guid UnitId)> _shipments = [];
    ServiceUnderTest<LogisticsDb>? _logistics;

    /// <summary>A step on the road; null when the step is none, otherwise the code of its refusal, or "" when it was taken.</summary>
    public async Task<string?> GoAsync(Step step) => step switch
    {
        { Delivered: { } order } => await DeliverAsync(order),
        { Disputed: { } dispute } => await DisputeAsync(dispute),
        { Arrived: { } order } => await ConfirmArrivalAsync(order),
        { SilentUntil: { } day } => await SilentUntilAsync(Written.Instant(day)),
        _ => null,
    };

    async Task<string> DeliverAsync(AcceptStep accept)
    {
        var at = world.Clock.Now;
        var logistics = await StartedAsync();
        var order = Confirmed(accept, at);
        var part = order.Parts[0];
        await logistics.DeliverAsync(order, ct: world.Ct);
        _shipments[accept.Order ?? "A"] = (part.PartId, order.UnitId);
        var carriers = new UseCarriers(logistics, world.Ct);
        var carrierId = await carriers.RegisterAsync(accept.Carrier, part.SupplierId);
        var path = $"/logistics/shipments/{part.PartId}";
        var dispatched = await CreditingHttp.PostAsync(
            logistics.Client(Roles.Supplier, org: part.SupplierId),
            $"{path}/dispatch",
            new
            {
                carrierId,
                waybill = "SF1234567890",
                lines = part.Lines.Select(line => new { lineId = line.LineId, quantity = line.Quantity.ToString() }),
            },
            world.Ct);
        if (dispatched.Code is { } refused)
        {
            return refused;
        }

        await carriers.OnTheWayAsync(accept.Carrier, carrierId, at);
        var delivered = await CreditingHttp.PostAsync(
            logistics.Client(Roles.Carrier, org: carrierId), $"{path}/delivery", new { receivedBy = "食堂 王师傅" }, world.Ct);
        await carriers.AfterDeliveryAsync(accept.Carrier, carrierId, part.SupplierId);
        if (accept.Carrier == GivenCarrier.Independent)
        {
            _waiting[part.PartId] = at;
        }

        return delivered.Code ?? "";
    }

    /// <summary>From then on the buyer's silence counts.</summary>
    async Task<string> ConfirmArrivalAsync(string order)
    {
        var (shipmentId, unitId) = _shipments[order];
        var (code, _) = await CreditingHttp.PostAsync(
            (await StartedAsync()).Client(Roles.Purchaser, org: unitId), $"/logistics/shipments/{shipmentId}/arrival", new { }, world.Ct);
        if (code is null)
        {
            _waiting[shipmentId] = world.Clock.Now;
        }

        return code ?? "";
    }

    async Task<string> DisputeAsync(DisputeStep dispute)
    {
        var line = world.Line(dispute.Line);
        var (shipmentId, unitId) = _shipments[line.Order];
        var (code, _) = await CreditingHttp.PostAsync(
            (await StartedAsync()).Client(Roles.Purchaser, org: unitId),
            $"/logistics/shipments/{shipmentId}/disputes",
            new
            {
                disputeId = Guid.CreateVersion7(),
                lineId = line.LineId,
                quantity = Written.Quantity(dispute.Quantity).Quantity.ToString(),
                reason = dispute.Reason,
            },
            world.Ct);
        return code ?? "";
    }

    /// <summary>Waits until each delivery that is due by then has been accepted by itself, and hands that on.</summary>
    async Task<string> SilentUntilAsync(DateTimeOffset until)
    {
        world.MoveTo(until);
        var logistics = await StartedAsync();
        foreach (var (shipmentId, _) in _waiting.Where(pair => pair.Value + SilenceMax <= until).ToList())
        {
            var told = await Eventually.NotNullAsync(
                () => Task.FromResult(
                    logistics.Published<DeliveryAccepted>().FirstOrDefault(delivery => delivery.ShipmentId == shipmentId)),
                $"the acceptance of a delivery on which the buyer was silent until {until:yyyy-MM-dd}",
                ct: world.Ct);
            _waiting.Remove(shipmentId);
            if (_handedOn.Add(told.AcceptanceId))
            {
                await world.TellAsync(told);
            }
        }

        return "";
    }

    OrderConfirmed Confirmed(AcceptStep accept, DateTimeOffset at)
    {
        var goods = new WriteGoods(world);
        var confirmed = WriteGoods.Confirmed(accept, at);
        OrderConfirmed.Line[] lines = [.. accept.Lines.Select((line, index) => Line(goods, accept, line, index + 1))];
        return new OrderConfirmed
        {
            OrderId = Guid.CreateVersion7(),
            OrderNumber = $"{BusinessDay.Of(confirmed):yyyyMMdd}-{accept.Order ?? "A"}",
            UnitId = world.UnitId(accept.By),
            UnitName = accept.By,
            UnitPath = world.Tree.Path(world.RegionOf(accept.By, BusinessDay.Of(confirmed))),
            BudgetYear = BusinessDay.Of(confirmed).Year,
            ConfirmedAt = confirmed,
            Parts = [new OrderConfirmed.Part
            {
                PartId = Guid.CreateVersion7(),
                SupplierId = lines[0].Goods.SupplierId,
                SupplierName = lines[0].Goods.SupplierName,
                DeliveryPath = goods.Destination(accept, BusinessDay.Of(at)),
                DeliveryAddress = "学府路1号",
                Lines = lines,
            }],
        };
    }

    static OrderConfirmed.Line Line(WriteGoods goods, AcceptStep accept, LineStep line, int number)
    {
        var (quantity, facts) = goods.Goods(accept, line);
        return new OrderConfirmed.Line
        {
            LineId = goods.Name(accept.Order ?? "A", line, facts.UnitPrice),
            LineNumber = number,
            Goods = facts,
            Quantity = quantity,
            AmountFen = Money.Of(quantity, facts.UnitPrice).Fen,
            Batches = [goods.Batch(accept, line, quantity)],
        };
    }

    async Task<ServiceUnderTest<LogisticsDb>> StartedAsync() => _logistics ??= await ServiceUnderTest<LogisticsDb>.StartAsync(
        world.Engine, "Logistics", LogisticsService.Name, Add, app => app.MapLogistics(), world.Clock, world.Ct);

    /// <summary>The case's clock jumps to the day on which silence accepts, and the case waits for what Logistics finds then.</summary>
    static void Add(ServiceHost host)
    {
        host.Configuration["Acceptance:LookEvery"] = "00:00:00.050";
        host.AddLogistics();
    }

    public async ValueTask DisposeAsync()
    {
        if (_logistics is not null)
        {
            await _logistics.DisposeAsync();
        }
    }
}

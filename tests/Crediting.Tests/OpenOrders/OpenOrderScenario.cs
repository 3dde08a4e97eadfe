using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Crediting.Tests.Reports;
using Marketplace.Testing;

namespace Marketplace.Crediting.Tests.OpenOrders;

/// <summary>Orders of a school in 镇海 for goods of 金阳, before and while they are accepted.</summary>
static class OpenOrderScenario
{
    /// <summary>An order of one part, with a line for each price.</summary>
    public static OrderConfirmed Confirmed(Guid unitId, string day, string? deliverOn, params string[] prices) =>
        Of(
            Examples.Acceptance(
                unitId, [.. prices.Select((price, at) => Examples.Line(quantity: "1", price: price) with { LineNumber = at + 1 })]),
            day,
            deliverOn);

    static OrderConfirmed Of(DeliveryAccepted sample, string day, string? deliverOn) => new()
    {
        OrderId = sample.OrderId,
        OrderNumber = sample.OrderNumber,
        UnitId = sample.UnitId,
        UnitName = sample.UnitName,
        UnitPath = Places.Path(Examples.Zhenhai),
        BudgetYear = sample.BudgetYear,
        ConfirmedAt = Examples.Noon(day),
        Parts =
        [
            new OrderConfirmed.Part
            {
                PartId = sample.ShipmentId,
                SupplierId = sample.SupplierId,
                SupplierName = "金阳青花椒专业合作社",
                DeliveryPath = sample.DeliveryPath,
                DeliveryAddress = "镇海区",
                DeliverOn = deliverOn is null ? null : Examples.Day(deliverOn),
                Lines =
                [
                    .. sample.Lines.Select(line => new OrderConfirmed.Line
                    {
                        LineId = line.LineId,
                        LineNumber = line.LineNumber,
                        Goods = line.Goods,
                        Quantity = line.Ordered,
                        AmountFen = line.OrderedFen,
                        Batches = line.Batches,
                    }),
                ],
            },
        ],
    };

    extension(OrderConfirmed order)
    {
        public ShipmentDelivered DeliveredOn(string day) =>
            new() { ShipmentId = order.Parts[0].PartId, OrderId = order.OrderId, DeliveredAt = Examples.Noon(day) };

        /// <summary>Some lines of it, of all of their quantity.</summary>
        public DeliveryAccepted AcceptedOn(string day, bool isPartial = false, params int[] lines)
        {
            var part = order.Parts[0];
            return Examples.Acceptance(
                order.UnitId,
                [
                    .. lines.Select(at => part.Lines[at]).Select(line => new DeliveryAccepted.Line
                    {
                        LineId = line.LineId,
                        LineNumber = line.LineNumber,
                        Goods = line.Goods,
                        Ordered = line.Quantity,
                        OrderedFen = line.AmountFen,
                        Dispatched = line.Quantity,
                        Accepted = line.Quantity,
                        Short = Quantity.Zero,
                        Rejected = Quantity.Zero,
                        AcceptedFen = line.AmountFen,
                        Batches = line.Batches,
                    }),
                ]) with
            {
                ShipmentId = part.PartId,
                OrderId = order.OrderId,
                OrderNumber = order.OrderNumber,
                ConfirmedAt = order.ConfirmedAt,
                DispatchedAt = order.ConfirmedAt,
                DeliveredAt = Examples.Noon(day),
                AcceptedAt = Examples.Noon(day),
                IsPartial = isPartial ? true : null,
            };
        }

        public ShipmentCancelled CancelledOn(string day, bool isWhole, params int[] lines) => new()
        {
            CancellationId = Guid.CreateVersion7(),
            ShipmentId = order.Parts[0].PartId,
            OrderId = order.OrderId,
            SupplierId = order.Parts[0].SupplierId,
            UnitId = order.UnitId,
            CancelledAt = Examples.Noon(day),
            CancelledBy = CancelledBy.Supplier,
            Reason = ShipmentCancellationReason.CropFailure,
            IsWhole = isWhole,
            Lines =
            [
                .. lines.Select(at => order.Parts[0].Lines[at])
                    .Select(line => new ShipmentCancelled.Line { LineId = line.LineId, ReservedFen = line.AmountFen }),
            ],
        };

        public ShipmentLost LostOn(string day) => new()
        {
            LossId = Guid.CreateVersion7(),
            ShipmentId = order.Parts[0].PartId,
            OrderId = order.OrderId,
            SupplierId = order.Parts[0].SupplierId,
            UnitId = order.UnitId,
            LostAt = Examples.Noon(day),
            Finding = LossFinding.ReportedLost,
            Lines = [],
        };
    }

    extension(ServiceUnderTest<CreditingDb> service)
    {
        /// <summary>Open orders, deliveries due next week and overdue acceptances of 镇海 and 金阳, in R2 of a week.</summary>
        public async Task<(long Fen, long Due, long Overdue)> OpenAsync(string week)
        {
            var row = (await service.ReportAsync($"weekly-dispatch?week={week}")).Row("F03");
            return (row.Fen("openOrders"), row.Number("dueNextWeek"), row.Number("overdueAcceptances"));
        }
    }
}

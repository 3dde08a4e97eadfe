using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.OpenOrders;

/// <summary>
/// What confirmed orders would be credited to if all of their goods were accepted on the day of their confirmation: decided by the rule
/// book itself, from the same facts as when they are accepted. What prices, batches and suspicions say later is not known yet.
/// </summary>
sealed class ExpectedCredits
{
    readonly Dictionary<Guid, IReadOnlyList<ExpectedCredit>> _byLine;

    ExpectedCredits(Dictionary<Guid, IReadOnlyList<ExpectedCredit>> byLine) => _byLine = byLine;

    /// <summary>Decides for every line of the orders.</summary>
    /// <exception cref="MissingReferenceException">A buyer or facilitator is not known yet.</exception>
    public static async Task<ExpectedCredits> ReadAsync(
        CreditingDb db, RegistryCache registry, IReadOnlyList<OrderConfirmed> orders, DateTimeOffset now, CancellationToken ct)
    {
        if (orders.Count == 0)
        {
            return new ExpectedCredits([]);
        }

        var snapshot = await registry.PeekAsync(db, ct);
        var goods = orders.SelectMany(order => order.Parts).SelectMany(part => part.Lines).Select(line => line.Goods).ToList();
        var parties = await PartyResolver.ReadAsync(
            db,
            snapshot.Listings,
            [.. orders.Select(order => order.UnitId)
                .Concat(orders.Select(order => order.Terms?.PrincipalUnitId).OfType<Guid>()).Distinct()],
            [.. orders.Select(order => order.Terms?.Facilitation?.FacilitatorId).OfType<Guid>().Distinct()],
            [.. goods.Select(sold => sold.SupplierId).Concat(goods.Select(sold => sold.Agency?.PrincipalId).OfType<Guid>()).Distinct()],
            [.. goods.Select(sold => sold.ProductId).Concat(goods.Select(sold => sold.Agency?.ProductId).OfType<Guid>()).Distinct()],
            assume: null,
            ct);
        List<SaleLine> sales =
        [
            .. from order in orders
               from part in order.Parts
               let accepted = AcceptedAtOnce(order, part)
               from line in accepted.Lines
               from sale in SaleLineFactory.Of(accepted, line, snapshot.Registry, parties, now, waiting: order)
               select sale,
        ];
        var register = await RecognitionRegister.ReadAsync(db, sales, ct);
        sales.ForEach(register.Apply);
        return new ExpectedCredits(sales.GroupBy(sale => sale.LineId).ToDictionary(
            line => line.Key,
            line => (IReadOnlyList<ExpectedCredit>)[.. line.SelectMany(sale => RuleBook.Judge(sale, snapshot.Registry).Decisions
                    .Where(decision => decision.Holder is not null && decision.Scheme != Scheme.Quota)
                    .Select(decision => new ExpectedCredit(decision.Holder!.Id, sale.AmountFen)))
                .GroupBy(credit => credit.HolderId)
                .Select(holder => new ExpectedCredit(holder.Key, holder.Sum(credit => credit.Fen)))]));
    }

    /// <summary>The lines of a part with what they would be credited to.</summary>
    public IReadOnlyList<OpenLine> Of(OrderConfirmed order, OrderConfirmed.Part part) =>
        [.. part.Lines.Select(line => new OpenLine(line.LineId, line.AmountFen, _byLine[line.LineId]))];

    static DeliveryAccepted AcceptedAtOnce(OrderConfirmed order, OrderConfirmed.Part part) => new()
    {
        AcceptanceId = part.PartId,
        AcceptanceNo = 1,
        ShipmentId = part.PartId,
        OrderId = order.OrderId,
        OrderNumber = order.OrderNumber,
        UnitId = order.UnitId,
        UnitName = order.UnitName,
        BudgetYear = order.BudgetYear,
        SupplierId = part.SupplierId,
        ConfirmedAt = order.ConfirmedAt,
        DispatchedAt = order.ConfirmedAt,
        DeliveredAt = order.ConfirmedAt,
        AcceptedAt = order.ConfirmedAt,
        AcceptedBy = "",
        Waybill = "",
        DeliveryPath = part.DeliveryPath,
        Terms = order.Terms,
        Lines =
        [
            .. part.Lines.Select(line => new DeliveryAccepted.Line
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
                Free = line.Free,
                AcceptedFen = line.AmountFen,
                SubsidyFen = line.SubsidyFen,
                Batches = line.Batches,
            }),
        ],
    };
}

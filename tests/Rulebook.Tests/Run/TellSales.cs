using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Rulebook.Tests.Cases;
using Marketplace.Rulebook.Tests.Notation;

namespace Marketplace.Rulebook.Tests.Run;

/// <summary>Tells the ledger of acceptances and of what comes after them.</summary>
sealed class TellSales(World world, TellRegistry registry)
{
    readonly Dictionary<string, Guid> _messages = [];
    int _invoices;

    /// <summary>A sale or what follows it; true when the step is one.</summary>
    public async Task<bool> TellAsync(Step step)
    {
        switch (step)
        {
            case { Accept: { } accept }:
                await AcceptAsync(accept, step.At is null ? world.Clock.Now : Written.Instant(step.At));
                return true;
            case { Repeat: { } order }:
                await world.TellAsync(world.Orders[order], _messages[order]);
                await world.TellAsync(world.Orders[order]);
                return true;
            case { Return: { } @return }:
                await ReturnAsync(@return);
                return true;
            case { Invoice: { } paper }:
                await InvoiceAsync(paper);
                return true;
            case { Payment: { } paper }:
                await PayAsync(paper);
                return true;
            case { RedLetter: { } paper }:
                await TakeBackInvoiceAsync(paper);
                return true;
            case { PaymentReversal: { } paper }:
                await TakeBackPaymentAsync(paper);
                return true;
            case { Cancel: { } order }:
                await CancelAsync(order);
                return true;
            default:
                return false;
        }
    }

    async Task AcceptAsync(AcceptStep accept, DateTimeOffset at)
    {
        var order = OrderName(accept);
        var goods = new WriteGoods(world);
        await IntroduceAsync(accept);
        var message = goods.Accepted(order, accept, at);
        if (accept.Heard is not null)
        {
            world.MoveTo(Written.Instant(accept.Heard));
        }

        world.Orders[order] = message;
        _messages[order] = Guid.CreateVersion7();
        await world.TellAsync(message, _messages[order]);
        if (accept.HasPapers)
        {
            var paper = new PaperStep
            {
                Order = order,
                Amount = Written.Yuan(message.Lines.Sum(line => line.AcceptedFen) - (message.Terms?.Discount?.AmountFen ?? 0)),
            };
            await InvoiceAsync(paper);
            await PayAsync(paper);
        }
    }

    string OrderName(AcceptStep accept) => accept.Order ?? ((char)('A' + world.Orders.Count)).ToString();

    /// <summary>Suppliers that the registry of the case does not name are cooperatives of the county that they sell from.</summary>
    public async Task IntroduceAsync(AcceptStep accept)
    {
        foreach (var line in accept.Lines)
        {
            var name = WriteGoods.SupplierOf(accept, line);
            if (!world.Suppliers.Contains(name))
            {
                await registry.SupplierAsync(name, new GivenSupplier { Registered = line.Origin });
            }
        }
    }

    async Task ReturnAsync(ReturnStep @return)
    {
        var line = world.Line(@return.Line);
        await world.TellAsync(new GoodsReturned
        {
            ReturnId = Guid.CreateVersion7(),
            OrderId = world.Orders[line.Order].OrderId,
            LineId = line.LineId,
            AcceptanceNo = line.AcceptanceNo,
            Kind = @return.Kind,
            Quantity = @return.Quantity is null ? Quantity.Zero : Written.Quantity(@return.Quantity).Quantity,
            AmountFen = @return.Amount is null ? null : Written.Money(@return.Amount).Fen,
            ConfirmedAt = world.Clock.Now,
            Reason = "霉变",
        });
    }

    async Task InvoiceAsync(PaperStep paper)
    {
        var order = world.Orders[paper.Order];
        await world.TellAsync(new InvoiceRecorded
        {
            InvoiceId = Guid.CreateVersion7(),
            OrderId = order.OrderId,
            PartId = order.ShipmentId,
            SupplierId = order.SupplierId,
            Number = string.Create(CultureInfo.InvariantCulture, $"2431200000000{++_invoices:0000000}"),
            AmountFen = Written.Money(paper.Amount).Fen,
            IssuedOn = BusinessDay.Of(world.Clock.Now),
        });
    }

    async Task PayAsync(PaperStep paper)
    {
        var order = world.Orders[paper.Order];
        await world.TellAsync(new PaymentRecorded
        {
            PaymentId = Guid.CreateVersion7(),
            OrderId = order.OrderId,
            PartId = order.ShipmentId,
            SupplierId = order.SupplierId,
            AmountFen = Written.Money(paper.Amount).Fen,
            PaidOn = BusinessDay.Of(world.Clock.Now),
            Reference = "国库支付1号",
        });
    }

    async Task TakeBackInvoiceAsync(PaperStep paper)
    {
        var order = world.Orders[paper.Order];
        await world.TellAsync(new InvoiceReversed
        {
            RedInvoiceId = Guid.CreateVersion7(),
            InvoiceId = Guid.CreateVersion7(),
            OrderId = order.OrderId,
            PartId = order.ShipmentId,
            SupplierId = order.SupplierId,
            Number = string.Create(CultureInfo.InvariantCulture, $"2431200000000{++_invoices:0000000}"),
            AmountFen = Written.Money(paper.Amount).Fen,
            IssuedOn = BusinessDay.Of(world.Clock.Now),
        });
    }

    async Task TakeBackPaymentAsync(PaperStep paper)
    {
        var order = world.Orders[paper.Order];
        await world.TellAsync(new PaymentReversed
        {
            ReversalId = Guid.CreateVersion7(),
            PaymentId = Guid.CreateVersion7(),
            OrderId = order.OrderId,
            PartId = order.ShipmentId,
            SupplierId = order.SupplierId,
            AmountFen = Written.Money(paper.Amount).Fen,
            ReversedOn = BusinessDay.Of(world.Clock.Now),
            Reference = "国库支付1号",
        });
    }

    /// <summary>The order was paid in advance and never delivered: nothing of it reaches the ledger but the payment and the end.</summary>
    async Task CancelAsync(string buyer)
    {
        var orderId = Guid.CreateVersion7();
        await world.TellAsync(new PaymentRecorded
        {
            PaymentId = Guid.CreateVersion7(),
            OrderId = orderId,
            PartId = Guid.CreateVersion7(),
            SupplierId = Guid.CreateVersion7(),
            AmountFen = 1_000_000,
            PaidOn = BusinessDay.Of(world.Clock.Now),
            Reference = "预付款1号",
        });
        await world.TellAsync(new OrderCancelled
        {
            OrderId = orderId,
            UnitId = world.UnitId(buyer),
            CancelledAt = world.Clock.Now,
            Reason = CancellationReason.Withdrawn,
        });
    }
}

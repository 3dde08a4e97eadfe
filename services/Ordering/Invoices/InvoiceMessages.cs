using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Ordering.Invoices;

/// <summary>What is told of invoices: one message for each part of an order that they have lines of.</summary>
static class InvoiceMessages
{
    extension(OrderingDb db)
    {
        public void PublishRecorded(Invoice invoice)
        {
            foreach (var part in invoice.Lines.GroupBy(line => (line.OrderId, line.PartId)))
            {
                db.Publish(new InvoiceRecorded
                {
                    InvoiceId = invoice.InvoiceId,
                    OrderId = part.Key.OrderId,
                    PartId = part.Key.PartId,
                    SupplierId = invoice.SupplierId,
                    Code = invoice.Code.Length == 0 ? null : invoice.Code,
                    Number = invoice.Number,
                    AmountFen = part.Sum(line => line.Amount.Fen),
                    IssuedOn = invoice.IssuedOn,
                });
            }
        }

        public void PublishReversed(Invoice red, Guid invoiceId)
        {
            foreach (var part in red.Lines.GroupBy(line => (line.OrderId, line.PartId)))
            {
                db.Publish(new InvoiceReversed
                {
                    RedInvoiceId = red.InvoiceId,
                    InvoiceId = invoiceId,
                    OrderId = part.Key.OrderId,
                    PartId = part.Key.PartId,
                    SupplierId = red.SupplierId,
                    Code = red.Code.Length == 0 ? null : red.Code,
                    Number = red.Number,
                    AmountFen = -part.Sum(line => line.Amount.Fen),
                    IssuedOn = red.IssuedOn,
                });
            }
        }
    }
}

using Marketplace.Contracts.Ordering;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Registry;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Evidence;

/// <summary>
/// ← InvoiceRecorded, PaymentRecorded. When invoices and payments of a shipment cover what its sales are worth, the sales are verified
/// (已核实), in the open month if their own is closed.
/// </summary>
public sealed class HearEvidence(CreditingDb db, KnownRegistry known, TimeProvider clock)
    : IHear<InvoiceRecorded>, IHear<PaymentRecorded>, IReplay<InvoiceRecorded>, IReplay<PaymentRecorded>
{
    public async Task HearAsync(IReadOnlyList<InvoiceRecorded> messages, CancellationToken ct)
    {
        var ledger = await OpenLedger.OpenAsync(db, known, clock.GetUtcNow(), ct);
        await ApplyAsync(ledger, messages, ct);
        await ledger.WriteAsync(ct);
    }

    public async Task HearAsync(IReadOnlyList<PaymentRecorded> messages, CancellationToken ct)
    {
        var ledger = await OpenLedger.OpenAsync(db, known, clock.GetUtcNow(), ct);
        await ApplyAsync(ledger, messages, ct);
        await ledger.WriteAsync(ct);
    }

    public async Task ApplyAsync(OpenLedger ledger, IReadOnlyList<InvoiceRecorded> happened, CancellationToken ct)
    {
        foreach (var invoice in happened)
        {
            await AddAsync(ledger, invoice, new EvidencePaper
            {
                PaperId = invoice.InvoiceId,
                Kind = PaperKind.Invoice,
                ShipmentId = invoice.PartId,
                SupplierId = invoice.SupplierId,
                Number = invoice.Number,
                AmountFen = invoice.AmountFen,
                Date = invoice.IssuedOn,
            }, ct);
        }
    }

    public async Task ApplyAsync(OpenLedger ledger, IReadOnlyList<PaymentRecorded> happened, CancellationToken ct)
    {
        foreach (var payment in happened)
        {
            await AddAsync(ledger, payment, new EvidencePaper
            {
                PaperId = payment.PaymentId,
                Kind = PaperKind.Payment,
                ShipmentId = payment.PartId,
                SupplierId = payment.SupplierId,
                Number = payment.Reference,
                AmountFen = payment.AmountFen,
                Date = payment.PaidOn,
            }, ct);
        }
    }

    static async Task AddAsync(OpenLedger ledger, object message, EvidencePaper paper, CancellationToken ct)
    {
        var data = ledger.Db;
        if (await data.EvidencePapers.AnyAsync(known => known.PaperId == paper.PaperId, ct))
        {
            return;
        }

        ledger.Record(message);
        data.Add(paper);
        var evidence = await data.ShipmentEvidences.SingleOrDefaultAsync(known => known.ShipmentId == paper.ShipmentId, ct);
        if (evidence is null)
        {
            evidence = new ShipmentEvidence { ShipmentId = paper.ShipmentId };
            data.Add(evidence);
        }

        evidence.Add(paper.Kind == PaperKind.Invoice ? paper.AmountFen : 0, paper.Kind == PaperKind.Payment ? paper.AmountFen : 0);
        await Verifying.VerifyAsync(ledger, evidence, news: [], ct);
        await data.SaveChangesAsync(ct);
    }
}

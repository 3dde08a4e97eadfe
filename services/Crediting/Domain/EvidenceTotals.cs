namespace Marketplace.Crediting.Domain;

/// <summary>
/// What proves the sales of a shipment, or of an imported row: invoices and payments, beside delivery proof and acceptance (已核实).
/// </summary>
public sealed class EvidenceTotals
{
    /// <summary>The shipment, which is the supplier's part of an order; of an imported row its line.</summary>
    public required Guid EvidenceId { get; init; }

    public long InvoicedFen { get; private set; }

    public long PaidFen { get; private set; }

    /// <summary>Adds what invoices and payments prove; less than zero for what they prove no more.</summary>
    public void Add(long invoiced, long paid) => (InvoicedFen, PaidFen) = (InvoicedFen + invoiced, PaidFen + paid);

    /// <summary>Invoices and payments cover what is credited.</summary>
    public bool Covers(long fen) => InvoicedFen >= fen && PaidFen >= fen;
}

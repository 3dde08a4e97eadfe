using Marketplace.Contracts.Catalog;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// ← RecognitionPublished. Keeps what the counties' registers say, and judges again the sales that name such a number: what waited for the
/// county is credited with its own day or rejected (CR-04), and what was confirmed after a withdrawal is not eligible (CR-05b).
/// </summary>
public sealed class LearnRecognitions : IApplyEvent<RecognitionPublished>
{
    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<RecognitionPublished> happened, CancellationToken ct)
    {
        // One after the other, as a replay of the journal applies them.
        foreach (var message in happened)
        {
            await ApplyAsync(ledger, message, ct);
        }
    }

    static async Task ApplyAsync(LedgerWriter ledger, RecognitionPublished message, CancellationToken ct)
    {
        var db = ledger.Db;
        var record = await db.RecognitionRecords.FindAsync([message.RecordId], ct);
        if (record?.Version >= message.Version)
        {
            return;
        }

        ledger.AppendEvent(message);
        if (record is null)
        {
            record = new RecognitionRecord
            {
                RecordId = message.RecordId,
                Number = message.Number,
                SupplierId = message.SupplierId,
                CountyId = message.CountyPath.RegionId,
            };
            db.Add(record);
        }

        record.Learn(
            message.Version, message.ProductId, message.ValidFrom, message.ValidUntil, message.WithdrawnFrom, message.IsDeclined);
        await db.SaveChangesAsync(ct);
        await ReassessSales.PostAsync(
            ledger,
            db.SaleLines.Where(line => (line.SupplierId == message.SupplierId || line.PrincipalSupplierId == message.SupplierId)
                && line.RecognitionNumber == message.Number
                && line.Source == SaleSource.Platform),
            because: null,
            ct);
    }
}
